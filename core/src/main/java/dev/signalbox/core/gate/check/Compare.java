package dev.signalbox.core.gate.check;

import java.util.Optional;

/**
 * The same metric of green and of blue.
 *
 * @param query what it leaves open stands for green, then for blue
 * @param per what shows how much there was, such as requests
 * @param least how many points each side must have, unless they are counted per something
 * @param margin what green may be worse by
 * @param limit from which on blue itself is ill, so that nothing can be told of green
 */
public record Compare(
    MetricQuery query,
    Window window,
    Optional<Metric.Per> per,
    int least,
    Worse worse,
    Margin margin,
    Optional<Double> limit)
    implements Probe {
  /** Which way is worse. */
  public enum Worse {
    HIGHER,
    LOWER;

    /** What people write: higher. */
    public String text() {
      return this == HIGHER ? "higher" : "lower";
    }
  }

  /**
   * How much is nothing to worry about: the larger of both.
   *
   * @param percent of blue's
   * @param absolute in the metric's own unit
   */
  public record Margin(double percent, double absolute) {
    public Margin {
      if (!(percent >= 0 && absolute >= 0)) {
        throw new IllegalArgumentException("A margin is not less than nothing");
      }
    }
  }

  @Override
  public String kind() {
    return "compare";
  }
}
