package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a metric was in a window, or in the part of it that is over.
 *
 * @param per what shows how much there was, where that is asked for
 */
public record MetricPoints(Instant from, Instant to, Points points, Optional<Points> per)
    implements Measured {
  Ruling judge(Metric probe) {
    Optional<String> trouble = points.trouble().or(() -> per.flatMap(Points::trouble));
    if (trouble.isPresent()) {
      boolean isNumber = points.status().equals("Complete");
      return Ruling.of(isNumber ? Result.INCONCLUSIVE : Result.ERROR, trouble.get());
    }
    boolean over =
        Duration.between(from, to).compareTo(probe.window().period().multipliedBy(all(probe))) >= 0;
    Optional<Ruling> idle = probe.per().filter(_ -> over).flatMap(this::tooLittle);
    if (idle.isPresent()) {
      return idle.get();
    }
    return probe.per().filter(Metric.Per::divides).isPresent()
        ? quotient(probe, over)
        : each(probe, over);
  }

  private static int all(Metric probe) {
    return probe.window().points();
  }

  private Ruling each(Metric probe, boolean over) {
    List<Double> outside =
        points.values().stream().filter(value -> !probe.bounds().contain(value)).toList();
    List<Figure> figures =
        Stream.concat(
                Stream.of(new Figure("points", points.points().size(), "")),
                points.values().stream()
                    .max(Double::compare)
                    .map(most -> new Figure("most", most, ""))
                    .stream())
            .toList();
    if (outside.size() > probe.breaches()) {
      return Ruling.of(
          Result.FAIL,
          "%d of %d points are not %s, the first of them is %s"
              .formatted(
                  outside.size(),
                  points.points().size(),
                  probe.bounds(),
                  Numbers.text(outside.getFirst())),
          figures);
    }
    if (!over) {
      return Ruling.of(Result.WAIT, "The window ends later than " + to, figures);
    }
    if (points.points().size() < Math.max(1, probe.least())) {
      return Ruling.of(
          Result.INCONCLUSIVE,
          "There are %d points, not %d"
              .formatted(points.points().size(), Math.max(1, probe.least())),
          figures);
    }
    return Ruling.of(
        Result.PASS,
        "%d of %d points are %s"
            .formatted(
                points.points().size() - outside.size(), points.points().size(), probe.bounds()),
        figures);
  }

  private Optional<Ruling> tooLittle(Metric.Per wanted) {
    double base = per.map(Points::sum).orElse(0.0);
    return base >= wanted.least()
        ? Optional.empty()
        : Optional.of(
            Ruling.of(
                Result.INCONCLUSIVE,
                "There was too little to measure: %s, not %s"
                    .formatted(Numbers.text(base), Numbers.text(wanted.least())),
                new Figure("per", base, "")));
  }

  private Ruling quotient(Metric probe, boolean over) {
    double base = per.map(Points::sum).orElse(0.0);
    List<Figure> figures =
        List.of(new Figure("sum", points.sum(), ""), new Figure("per", base, ""));
    if (!over) {
      return Ruling.of(Result.WAIT, "The window ends later than " + to, figures);
    }
    double value = points.sum() / base;
    return Ruling.of(
        probe.bounds().contain(value) ? Result.PASS : Result.FAIL,
        "It is %s, which is %s%s"
            .formatted(
                Numbers.text(value), probe.bounds().contain(value) ? "" : "not ", probe.bounds()),
        figures);
  }
}
