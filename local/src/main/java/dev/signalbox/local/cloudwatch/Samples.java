package dev.signalbox.local.cloudwatch;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values that were measured in one stretch of time.
 *
 * @param values how often each; empty where only a statistic set was put, which has no percentiles
 */
record Samples(
    double count, double sum, double minimum, double maximum, TreeMap<Double, Double> values) {
  static final Samples NONE =
      new Samples(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, new TreeMap<>());

  static Samples of(double value, double times) {
    TreeMap<Double, Double> values = new TreeMap<>();
    values.put(value, times);
    return new Samples(times, value * times, value, value, values);
  }

  static Samples set(double count, double sum, double minimum, double maximum) {
    return new Samples(count, sum, minimum, maximum, new TreeMap<>());
  }

  Samples with(TreeMap<Double, Double> newValues) {
    return new Samples(count, sum, minimum, maximum, newValues);
  }

  /** Without each value. */
  Samples without() {
    return with(new TreeMap<>());
  }

  Samples and(Samples others) {
    TreeMap<Double, Double> all = new TreeMap<>(values);
    others.values.forEach((value, times) -> all.merge(value, times, Double::sum));
    return new Samples(
        count + others.count,
        sum + others.sum,
        Math.min(minimum, others.minimum),
        Math.max(maximum, others.maximum),
        all);
  }

  /** Empty where there is no such figure: nothing was measured, or not each value is known. */
  Optional<Double> figure(Statistic statistic) {
    if (count == 0) {
      return Optional.empty();
    }
    return switch (statistic) {
      case Statistic.Simple.SAMPLE_COUNT -> Optional.of(count);
      case Statistic.Simple.SUM -> Optional.of(sum);
      case Statistic.Simple.AVERAGE -> Optional.of(sum / count);
      case Statistic.Simple.MINIMUM -> Optional.of(minimum);
      case Statistic.Simple.MAXIMUM -> Optional.of(maximum);
      case Statistic.Percentile(double percent) -> percentile(percent);
    };
  }

  private Optional<Double> percentile(double percent) {
    double known = values.values().stream().mapToDouble(it -> it).sum();
    if (known < count) {
      return Optional.empty();
    }
    double rank = percent / 100 * count;
    double passed = 0;
    for (Map.Entry<Double, Double> value : values.entrySet()) {
      passed += value.getValue();
      if (passed >= rank) {
        return Optional.of(value.getKey());
      }
    }
    return Optional.of(maximum);
  }
}
