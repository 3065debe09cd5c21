/** What a gate may ask, what was measured, and what follows from it. */
@NullMarked
package dev.signalbox.core.gate.check;

import org.jspecify.annotations.NullMarked;
