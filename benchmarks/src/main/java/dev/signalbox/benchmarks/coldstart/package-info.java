/** How long a packed function takes from nothing to its first answer, beside a Python one. */
@NullMarked
package dev.signalbox.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
