package dev.signalbox.core.glob;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The characters between [ and ]. */
final class Bracket {
  private final boolean negated;
  private final int[] ranges;

  /** Ranges as first, last, first, last. */
  Bracket(boolean negated, int... ranges) {
    this.negated = negated;
    this.ranges = ranges;
  }

  /** The characters at which a range begins or has ended. */
  IntStream edges() {
    return IntStream.range(0, ranges.length).map(i -> i % 2 == 0 ? ranges[i] : ranges[i] + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bracket bracket
        && bracket.negated == negated
        && Arrays.equals(bracket.ranges, ranges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ranges);
  }

  boolean holds(int character) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] <= character && character <= ranges[i + 1]) {
        return !negated;
      }
    }
    return negated;
  }
}
