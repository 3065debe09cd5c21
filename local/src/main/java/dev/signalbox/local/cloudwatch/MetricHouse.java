package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Metrics;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every metric of every place. */
final class MetricHouse implements Metrics {
  /** As long as AWS keeps minutes. */
  private static final Duration KEPT = Duration.ofDays(15);

  /** A metric in one unit: values of different units are never added up. */
  private record Measured(MetricId metric, String unit) implements Comparable<Measured> {
    @Override
    public int compareTo(Measured other) {
      int order = metric.compareTo(other.metric);
      return order == 0 ? unit.compareTo(other.unit) : order;
    }
  }

  private record Stored(
      Place place,
      String namespace,
      String name,
      Map<String, String> dimensions,
      String unit,
      Map<Long, Samples> samples) {}

  private final Clock clock;
  private final Table<Stored> table;
  private final ConcurrentSkipListMap<Measured, Series> all = new ConcurrentSkipListMap<>();

  MetricHouse(Store store, Clock clock) {
    this.clock = clock;
    this.table = store.table("cloudwatch/metrics", Stored.class);
    table.all().forEach(this::restore);
  }

  private void restore(Stored stored) {
    MetricId id =
        new MetricId(stored.place(), stored.namespace(), stored.name(), stored.dimensions());
    stored
        .samples()
        .forEach((second, samples) -> series(id, stored.unit()).add(second, 1, samples));
  }

  private Series series(MetricId id, String unit) {
    return all.computeIfAbsent(new Measured(id, unit), _ -> new Series());
  }

  @Override
  public void put(
      Place place,
      String namespace,
      String metric,
      Map<String, String> dimensions,
      double value,
      String unit) {
    MetricId id = new MetricId(place, namespace, metric, dimensions);
    put(id, unit, clock.instant(), 60, Samples.of(value, 1));
  }

  void put(MetricId id, String unit, Instant at, int resolution, Samples samples) {
    series(id, unit).add(at.getEpochSecond(), resolution, samples);
  }

  /** The values of each period, in this unit or in any. */
  NavigableMap<Long, Samples> periods(MetricId id, Optional<String> unit, Series.Window window) {
    TreeMap<Long, Samples> periods = new TreeMap<>();
    ofMetric(id)
        .forEach((measured, series) -> {
          if (unit.isEmpty() || unit.get().equals(measured.unit())) {
            series
                .periods(window)
                .forEach((begin, samples) -> periods.merge(begin, samples, Samples::and));
          }
        });
    return periods;
  }

  private Map<Measured, Series> ofMetric(MetricId id) {
    return all.subMap(new Measured(id, ""), true, new Measured(id, "\uffff"), true);
  }

  /** The unit a metric is measured in; {@code None} where there is none yet. */
  String unit(MetricId id) {
    return ofMetric(id).keySet().stream().findFirst().map(Measured::unit).orElse("None");
  }

  /** The metrics of a place that have had values since then. */
  List<MetricId> since(Place place, Instant since) {
    return all.entrySet().stream()
        .filter(it -> it.getKey().metric().place().equals(place))
        .filter(it -> it.getValue().hasSince(since.getEpochSecond()))
        .map(it -> it.getKey().metric())
        .distinct()
        .toList();
  }

  /** Writes down what is kept in memory, and forgets what is too old. */
  void keep() {
    long oldest = clock.instant().minus(KEPT).getEpochSecond();
    all.forEach((measured, series) -> {
      series.forget(oldest);
      MetricId id = measured.metric();
      table.put(
          id.key() + "\n" + measured.unit(),
          new Stored(
              id.place(),
              id.namespace(),
              id.name(),
              id.dimensions(),
              measured.unit(),
              series.all()));
    });
  }
}
