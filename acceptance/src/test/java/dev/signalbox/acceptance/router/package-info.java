/** The packed router on {@code local}: from a real push to the start of a pipeline. */
@NullMarked
package dev.signalbox.acceptance.router;

import org.jspecify.annotations.NullMarked;
