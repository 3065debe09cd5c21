package dev.signalbox.core.gate.check;

import java.util.Optional;

/**
 * A metric of what is deployed, held against bounds.
 *
 * @param breaches how many points may be outside; 0 where all of them are one number
 * @param least how many points must be there, unless they are counted per something
 * @param per what shows how much there was; where it divides, all points are one number
 */
public record Metric(
    MetricQuery query, Window window, Bounds bounds, int breaches, int least, Optional<Per> per)
    implements Probe {
  /** Where a number must be; at one of its ends at least. */
  public record Bounds(Optional<Double> above, Optional<Double> below) {
    public Bounds {
      if (above.isEmpty() && below.isEmpty()) {
        throw new IllegalArgumentException("A number is held against something");
      }
    }

    /** A number that is none, is nowhere. */
    boolean contain(double value) {
      return above.map(bound -> value > bound).orElse(true)
          && below.map(bound -> value < bound).orElse(true);
    }

    @Override
    public String toString() {
      return (above.map(bound -> "above " + Numbers.text(bound)).orElse("")
          + (above.isPresent() && below.isPresent() ? " and " : "")
          + below.map(bound -> "below " + Numbers.text(bound)).orElse(""));
    }
  }

  /**
   * What shows how much there was to measure, such as requests.
   *
   * @param least the sum without which nothing follows
   * @param divides whether the metric is counted per this
   */
  public record Per(MetricQuery query, double least, boolean divides) {
    public Per {
      if (!(least > 0)) {
        throw new IllegalArgumentException(
            "What shows that there was something is more than nothing");
      }
    }
  }

  @Override
  public String kind() {
    return "metric";
  }
}
