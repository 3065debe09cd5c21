/** How Lambda calls a function, without Lambda. */
@NullMarked
package dev.signalbox.aws.invocation;

import org.jspecify.annotations.NullMarked;
