/** The two ways in which the world outside can say no. */
@NullMarked
package dev.signalbox.core;

import org.jspecify.annotations.NullMarked;
