package dev.signalbox.local.api;

import java.util.Map;

/** CloudWatch's metrics, as the services that publish theirs see them. */
@FunctionalInterface
public interface Metrics {
  /**
   * Adds one value, measured now.
   *
   * @param dimensions by name; every combination is a metric of its own
   * @param unit as PutMetricData takes it: {@code Count}, {@code Seconds} …
   */
  void put(
      Place place,
      String namespace,
      String metric,
      Map<String, String> dimensions,
      double value,
      String unit);
}
