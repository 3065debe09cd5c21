package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.Place;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What tells one metric from another: another dimension makes another metric. */
record MetricId(Place place, String namespace, String name, Map<String, String> dimensions)
    implements Comparable<MetricId> {
  MetricId {
    dimensions = new TreeMap<>(dimensions);
  }

  /** No other metric has the same, whatever stands in its names. */
  String key() {
    StringJoiner all = new StringJoiner(", ", "{", "}");
    dimensions.forEach((dimension, value) -> all.add(plain(dimension) + "=" + plain(value)));
    return place.key(plain(namespace)) + "\n" + plain(name) + "\n" + all;
  }

  private static String plain(String text) {
    return text.replaceAll("[\\\\,=]", "\\\\$0").replace("\n", "\\n");
  }

  @Override
  public int compareTo(MetricId other) {
    return key().compareTo(other.key());
  }
}
