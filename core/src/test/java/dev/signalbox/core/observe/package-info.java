/** Tests of what follows from what is told of pipelines. */
@NullMarked
package dev.signalbox.core.observe;

import org.jspecify.annotations.NullMarked;
