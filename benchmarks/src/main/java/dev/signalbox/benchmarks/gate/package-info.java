/** How soon a deployment learns what became of its gate, whatever becomes of the gate. */
@NullMarked
package dev.signalbox.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
