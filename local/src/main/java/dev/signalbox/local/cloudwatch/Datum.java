package dev.signalbox.local.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/** One value, several values or a statistic set, as PutMetricData takes them. */
record Datum(MetricDatum given, Instant now) {
  private static final int MOST_DIMENSIONS = 30;
  private static final int MOST_VALUES = 150;
  private static final double LARGEST = Math.pow(2, 360);

  Instant at() {
    return Optional.ofNullable(given.timestamp()).orElse(now);
  }

  void check() {
    int forms =
        (given.value() == null ? 0 : 1)
            + (given.values().isEmpty() ? 0 : 1)
            + (given.statisticValues() == null ? 0 : 1);
    if (forms != 1) {
      throw MetricOperations.invalid(
          "A datum of '"
              + given.metricName()
              + "' has to have one of Value, Values and StatisticValues.");
    }
    if (given.dimensions().size() > MOST_DIMENSIONS || given.values().size() > MOST_VALUES) {
      throw MetricOperations.invalid("A datum has at most 30 dimensions and 150 values.");
    }
    if (!given.counts().isEmpty() && given.counts().size() != given.values().size()) {
      throw MetricOperations.invalid("Values and Counts have to be of the same length.");
    }
    numbers()
        .filter(it -> !Double.isFinite(it) || Math.abs(it) > LARGEST)
        .findFirst()
        .ifPresent(it -> {
          throw MetricOperations.invalid("The value " + it + " is out of range.");
        });
    if (at().isBefore(now.minus(Duration.ofDays(14)))
        || at().isAfter(now.plus(Duration.ofHours(2)))) {
      throw MetricOperations.invalid(
          "The timestamp " + at() + " is more than two weeks ago or two hours ahead.");
    }
  }

  private DoubleStream numbers() {
    StatisticSet set = given.statisticValues();
    if (set != null) {
      return DoubleStream.of(set.sampleCount(), set.sum(), set.minimum(), set.maximum());
    }
    return given.value() == null
        ? given.values().stream().mapToDouble(it -> it)
        : DoubleStream.of(given.value());
  }

  Samples samples() {
    StatisticSet set = given.statisticValues();
    if (set != null) {
      return Samples.set(set.sampleCount(), set.sum(), set.minimum(), set.maximum());
    }
    if (given.value() != null) {
      return Samples.of(given.value(), 1);
    }
    Samples all = Samples.NONE;
    List<Double> counts = given.counts();
    for (int i = 0; i < given.values().size(); i++) {
      all = all.and(Samples.of(given.values().get(i), counts.isEmpty() ? 1 : counts.get(i)));
    }
    return all;
  }
}
