package dev.signalbox.core.gate.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What CloudWatch has of one query.
 *
 * @param status Complete, or why it is not
 * @param points the oldest one first
 */
public record Points(String status, List<Point> points) {
  /** What is said of one period. */
  public record Point(Instant at, double value) {}

  public Points {
    points = List.copyOf(points);
  }

  List<Double> values() {
    return points.stream().map(Point::value).toList();
  }

  double sum() {
    return points.stream().mapToDouble(Point::value).sum();
  }

  /** Why nothing may be concluded from it, however many points there are. */
  Optional<String> trouble() {
    if (!status.equals("Complete")) {
      return Optional.of("CloudWatch's answer is not complete but %s".formatted(status));
    }
    return points.stream()
        .filter(point -> !Double.isFinite(point.value()))
        .findFirst()
        .map(point -> "At %s the metric is no number".formatted(point.at()));
  }
}
