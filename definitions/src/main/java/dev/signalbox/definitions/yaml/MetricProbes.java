package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Compare.Margin;
import dev.signalbox.core.gate.check.Compare.Worse;
import dev.signalbox.core.gate.check.Metric;
import dev.signalbox.core.gate.check.MetricQuery;
import dev.signalbox.core.gate.check.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads checks of CloudWatch's metrics. */
final class MetricProbes {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final List<String> QUERY =
      List.of("namespace", "name", "dimensions", "statistic", "expression", "metrics");
  private static final List<String> WINDOW =
      List.of("window", "period", "lag", "points", "per", "samples");

  private final Problems problems;

  MetricProbes(Problems problems) {
    this.problems = problems;
  }

  private static List<String> keys(String... more) {
    return Stream.of(QUERY.stream(), WINDOW.stream(), Stream.of(more)).flatMap(s -> s).toList();
  }

  Optional<Metric> metric(Node node) {
    return Section.of("'metric'", node, problems, keys("above", "below", "breaches"))
        .flatMap(section -> {
          Optional<MetricQuery> query = query(section);
          Optional<Window> window = window(section);
          Optional<Double> above = Numbers.any(section, "above", problems);
          Optional<Double> below = Numbers.any(section, "below", problems);
          Optional<Metric.Bounds> bounds =
              section.find("above").isEmpty() && section.find("below").isEmpty()
                  ? missing(section, "'metric' must be 'above' or 'below' a number, or both")
                  : Words.made(section.node(), problems, () -> new Metric.Bounds(above, below));
          Optional<Metric.Per> per = per(section);
          int breaches = Numbers.whole(section, "breaches", 0, 1440, 0, problems);
          return query.flatMap(q ->
              window.flatMap(
                  w -> bounds.map(b -> new Metric(q, w, b, breaches, points(section, w), per))));
        });
  }

  Optional<Compare> compare(Node node) {
    return Section.of(
            "'compare'", node, problems, keys("worse", "margin-percent", "margin", "limit"))
        .flatMap(section -> {
          Optional<MetricQuery> query = query(section);
          Optional<Window> window = window(section);
          Optional<Metric.Per> per = per(section);
          Worse worse = Words.one(section, "worse", Worse.HIGHER, Worse::text, problems);
          Optional<Double> percent = Numbers.any(section, "margin-percent", problems);
          Optional<Double> absolute = Numbers.any(section, "margin", problems);
          Optional<Margin> margin =
              section.find("margin-percent").isEmpty() && section.find("margin").isEmpty()
                  ? missing(section, "'compare' has a 'margin-percent' or a 'margin', or both")
                  : Words.made(
                      section.node(),
                      problems,
                      () -> new Margin(percent.orElse(0.0), absolute.orElse(0.0)));
          Optional<Double> limit = Numbers.any(section, "limit", problems);
          query
              .filter(q -> !q.leavesOpen())
              .ifPresent(_ ->
                  missing(
                      section,
                      "nothing in it tells green from blue: a dimension needs ${target-group} or"
                          + " ${version}"));
          return query.flatMap(q ->
              window.flatMap(w ->
                  margin.map(m -> new Compare(q, w, per, points(section, w), worse, m, limit))));
        });
  }

  private <T> Optional<T> missing(Section section, String what) {
    problems.error(section.node(), what);
    return Optional.empty();
  }

  /** All of them, where nothing else is said. */
  private int points(Section section, Window window) {
    return Numbers.whole(section, "points", 1, 1440, window.points(), problems);
  }

  private Optional<Window> window(Section section) {
    Window usual = Window.USUAL;
    return Words.made(
        section.node(),
        problems,
        () ->
            new Window(
                Times.time(section, "window", LONGEST, problems).orElse(usual.length()),
                Times.time(section, "period", Duration.ofHours(1), problems).orElse(usual.period()),
                Times.time(section, "lag", Duration.ofHours(1), problems).orElse(usual.lag())));
  }

  private Optional<Metric.Per> per(Section section) {
    if (section.find("per").isPresent() && section.find("samples").isPresent()) {
      return missing(section, "'per' says how many samples there must be: leave out 'samples'");
    }
    return section
        .find("per")
        .flatMap(node -> per("per", node, true))
        .or(() -> section.find("samples").flatMap(node -> per("samples", node, false)));
  }

  private Optional<Metric.Per> per(String key, Node node, boolean divides) {
    List<String> keys = Stream.concat(QUERY.stream(), Stream.of("at-least")).toList();
    return Section.of("'" + key + "'", node, problems, keys)
        .flatMap(section -> {
          Optional<MetricQuery> query = query(section);
          section.require("at-least");
          Optional<Double> least = Numbers.any(section, "at-least", problems);
          return query.flatMap(q ->
              least.flatMap(
                  l -> Words.made(section.node(), problems, () -> new Metric.Per(q, l, divides))));
        });
  }

  private Optional<MetricQuery> query(Section section) {
    if (section.find("expression").isEmpty()) {
      return one(section).map(MetricQuery::of);
    }
    Stream.of("namespace", "name", "dimensions", "statistic")
        .filter(key -> section.find(key).isPresent())
        .forEach(key ->
            problems.error(
                section.node(),
                "'%s' stands with each of 'metrics' of an expression".formatted(key)));
    List<MetricQuery.Named> metrics = new ArrayList<>();
    section
        .require("metrics")
        .flatMap(node -> Section.of("'metrics'", node, problems))
        .ifPresent(named ->
            named.entries().forEach((id, node) -> named(id, node).ifPresent(metrics::add)));
    return section
        .text("expression")
        .filter(_ -> !metrics.isEmpty())
        .flatMap(text ->
            Words.made(
                text.node(), problems, () -> new MetricQuery(Optional.of(text.value()), metrics)));
  }

  private Optional<MetricQuery.Named> named(Text id, Node node) {
    return Section.of("a metric", node, problems, QUERY.subList(0, 4))
        .flatMap(this::one)
        .flatMap(metric ->
            Words.made(id.node(), problems, () -> new MetricQuery.Named(id.value(), metric)));
  }

  private Optional<MetricQuery.Metric> one(Section section) {
    Optional<String> namespace = section.requireText("namespace").map(Text::value);
    Optional<String> name = section.requireText("name").map(Text::value);
    Optional<String> statistic = section.requireText("statistic").map(Text::value);
    Map<String, String> dimensions = new LinkedHashMap<>();
    Words.pairs(section, "dimensions", problems)
        .forEach((key, value) -> dimensions.put(key.value(), value.value()));
    return namespace.flatMap(space ->
        name.flatMap(n ->
            statistic.flatMap(s ->
                Words.made(
                    section.node(),
                    problems,
                    () -> new MetricQuery.Metric(space, n, dimensions, s)))));
  }
}
