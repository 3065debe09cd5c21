/** What the actions of a pipeline do. */
@NullMarked
package dev.signalbox.local.pipeline.action;

import org.jspecify.annotations.NullMarked;
