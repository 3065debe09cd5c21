/** Which pipelines a push starts, and why the others do not. */
@NullMarked
package dev.signalbox.core.route;

import org.jspecify.annotations.NullMarked;
