package dev.signalbox.core.gate.check;

import java.util.Comparator;
import java.util.List;

/**
 * How much the given share of values stays below or at: the smallest value for which that is so,
 * which is always one that was measured (the inverse of the empirical distribution: definition 1 of
 * Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996; "nearest rank").
 *
 * @param percent more than 0, at most 100
 */
public record Percentile(double percent) implements Comparable<Percentile> {
  public Percentile {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "A percentile is more than 0 and at most 100, got " + percent);
    }
  }

  /** The percentile of values, of which there must be one. */
  public <T extends Comparable<T>> T of(List<T> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("Nothing has no percentile");
    }
    List<T> sorted = values.stream().sorted(Comparator.naturalOrder()).toList();
    // Multiplied before it is divided: 95 of 100 are 95, not one more by the last binary digit.
    long rank = (long) Math.ceil(percent * sorted.size() / 100);
    return sorted.get(Math.clamp(rank, 1, sorted.size()) - 1);
  }

  @Override
  public int compareTo(Percentile other) {
    return Double.compare(percent, other.percent);
  }

  /** As people say it: p99, p99.9. */
  @Override
  public String toString() {
    return "p" + (percent == Math.rint(percent) ? Long.toString((long) percent) : "" + percent);
  }
}
