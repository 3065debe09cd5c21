/** Starting the pipelines that a decision names, each exactly once. */
@NullMarked
package dev.signalbox.core.start;

import org.jspecify.annotations.NullMarked;
