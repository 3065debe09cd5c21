/** Real pushes into {@code local}, until the packed router has started what they are for. */
@NullMarked
package dev.signalbox.benchmarks.load;

import org.jspecify.annotations.NullMarked;
