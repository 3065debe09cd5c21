/** The instruments that a gate's checks measure with; they judge nothing. */
@NullMarked
package dev.signalbox.aws.gate.check;

import org.jspecify.annotations.NullMarked;
