/** The product's adapters, with the real SDK over HTTP, against {@code local}. */
@NullMarked
package dev.signalbox.acceptance.adapters;

import org.jspecify.annotations.NullMarked;
