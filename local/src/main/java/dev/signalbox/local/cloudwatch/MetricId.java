package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.Place;
import java.util.Map;
import java.util.TreeMap;

/** What tells one metric from another: another dimension makes another metric. */
record MetricId(Place place, String namespace, String name, Map<String, String> dimensions)
    implements Comparable<MetricId> {
  MetricId {
    dimensions = new TreeMap<>(dimensions);
  }

  private String sortKey() {
    return place.key(namespace) + "\n" + name + "\n" + dimensions;
  }

  @Override
  public int compareTo(MetricId other) {
    return sortKey().compareTo(other.sortKey());
  }
}
