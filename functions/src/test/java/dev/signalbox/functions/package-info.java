/** How Lambda calls a function, without Lambda. */
@NullMarked
package dev.signalbox.functions;

import org.jspecify.annotations.NullMarked;
