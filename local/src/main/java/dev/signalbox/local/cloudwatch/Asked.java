package dev.signalbox.local.cloudwatch;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/** One figure of one metric over time. */
record Asked(MetricId metric, Statistic statistic, Optional<String> unit, int period) {
  static Asked of(Place place, MetricStat stat) {
    return new Asked(
        metric(place, stat.metric()),
        Statistic.of(stat.stat()),
        Optional.ofNullable(stat.unitAsString()),
        checkedPeriod(stat.period()));
  }

  static int checkedPeriod(int period) {
    if (period < 1 || (period % 60 != 0 && !List.of(1, 5, 10, 20, 30).contains(period))) {
      throw AwsError.of(
          "ValidationError", "Period must be 1, 5, 10, 20, 30 or a multiple of 60, got " + period);
    }
    return period;
  }

  private static MetricId metric(Place place, Metric metric) {
    return new MetricId(
        place, metric.namespace(), metric.metricName(), dimensions(metric.dimensions()));
  }

  static Map<String, String> dimensions(List<Dimension> dimensions) {
    return dimensions.stream()
        .collect(Collectors.toMap(Dimension::name, Dimension::value, (_, last) -> last));
  }

  static List<Dimension> dimensions(Map<String, String> dimensions) {
    return new TreeMap<>(dimensions)
        .entrySet().stream()
            .map(it -> Dimension.builder().name(it.getKey()).value(it.getValue()).build())
            .toList();
  }

  /** By the first second of each period that has one. */
  TreeMap<Long, Double> figures(MetricHouse house, long start, long end) {
    TreeMap<Long, Double> figures = new TreeMap<>();
    house
        .periods(metric, unit, new Series.Window(start, end, period))
        .forEach(
            (begin, samples) -> samples.figure(statistic).ifPresent(it -> figures.put(begin, it)));
    return figures;
  }
}
