package dev.signalbox.core.gate.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What CloudWatch is asked for: one metric, or an expression over several.
 *
 * @param metrics by the names that the expression has for them; just one where there is none
 */
public record MetricQuery(Optional<String> expression, List<Named> metrics) {
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,60}");

  /**
   * One metric.
   *
   * @param dimensions values by their names; ${…} in a value stands for what is deployed
   * @param statistic Sum, Average, p99 …
   */
  public record Metric(
      String namespace, String name, Map<String, String> dimensions, String statistic) {
    public Metric {
      dimensions = Map.copyOf(dimensions);
      dimensions.values().forEach(Placeholder::check);
    }
  }

  /** A metric, and its name in the expression. */
  public record Named(String id, Metric metric) {
    public Named {
      if (!NAME.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "A name in an expression begins with a small letter and holds letters, digits and _,"
                + " not '%s'".formatted(id));
      }
    }
  }

  public MetricQuery {
    metrics = List.copyOf(metrics);
    if (metrics.isEmpty() || (expression.isEmpty() && metrics.size() > 1)) {
      throw new IllegalArgumentException("One metric, or an expression over several");
    }
  }

  public static MetricQuery of(Metric metric) {
    return new MetricQuery(Optional.empty(), List.of(new Named("metric", metric)));
  }

  /** Whether it is another metric for each version. */
  public boolean leavesOpen() {
    return open().anyMatch(placeholder -> placeholder != Placeholder.LOAD_BALANCER);
  }

  boolean leavesOpen(Placeholder placeholder) {
    return open().anyMatch(placeholder::equals);
  }

  private Stream<Placeholder> open() {
    return metrics.stream()
        .flatMap(named -> named.metric().dimensions().values().stream())
        .flatMap(value -> Placeholder.in(value).stream());
  }
}
