package dev.signalbox.core.evidence;

import dev.signalbox.core.evidence.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Series drawn over time.
 *
 * @param unit of all values
 * @param limits values that must not be passed, with what to call them
 * @param marks times at which something begins
 */
record Plot(
    String title, String unit, List<Series> series, List<Limit> limits, List<Instant> marks) {
  Plot(String title, String unit, List<Series> series, List<Limit> limits) {
    this(title, unit, series, limits, List.of());
  }

  /** A value that must not be passed. */
  record Limit(String name, double value) {}

  private static final double WIDTH = 720;
  private static final double HEIGHT = 180;
  private static final double LEFT = 64;
  private static final double RIGHT = 8;
  private static final double TOP = 12;
  private static final double BOTTOM = 24;

  /** More are too small to be told apart, and only make the page large. */
  private static final int MOST_POINTS = 1500;

  /** What a range becomes on the page. */
  private record Axis(double low, double high, double from, double to) {
    double at(double value) {
      // In two steps: the range of the largest numbers is no number.
      double share = high > low ? value / (high - low) - low / (high - low) : 0.5;
      return from + Math.clamp(share, 0, 1) * (to - from);
    }
  }

  /** This one, with what was measured before it; of what was measured twice the later counts. */
  Plot after(Plot earlier) {
    Map<String, Series> all = new LinkedHashMap<>();
    earlier.series.forEach(one -> all.put(one.name(), one));
    series.forEach(one -> all.merge(one.name(), one, (before, now) -> now.after(before)));
    return new Plot(title, unit, List.copyOf(all.values()), limits, marks);
  }

  Plot markedAt(List<Instant> begins) {
    return new Plot(title, unit, series, limits, begins);
  }

  Markup drawn() {
    List<Series> shown = series.stream().map(Plot::thinned).toList();
    List<Point> points = shown.stream().flatMap(s -> s.points().stream()).toList();
    List<Double> finite = points.stream().map(Point::value).filter(Double::isFinite).toList();
    if (finite.isEmpty()) {
      return figure(Markup.of("p", "Nothing was measured that could be drawn."));
    }
    Instant first = points.stream().map(Point::at).min(Instant::compareTo).orElseThrow();
    Instant last = points.stream().map(Point::at).max(Instant::compareTo).orElseThrow();
    Axis time = axis(points, p -> seconds(first, p.at()), LEFT, WIDTH - RIGHT);
    Axis value = values(finite);
    List<Markup> parts = new ArrayList<>();
    parts.add(label(LEFT - 6, TOP + 4, "end", written(value.high())));
    parts.add(label(LEFT - 6, HEIGHT - BOTTOM, "end", written(value.low())));
    parts.add(label(LEFT, HEIGHT - 6, "start", clock(first)));
    parts.add(label(WIDTH - RIGHT, HEIGHT - 6, "end", clock(last)));
    limits.stream()
        .filter(limit -> Double.isFinite(limit.value()))
        .forEach(limit -> parts.addAll(drawn(limit, value)));
    marks.stream()
        .filter(mark -> mark.isAfter(first) && mark.isBefore(last))
        .forEach(mark -> parts.add(drawn(time.at(seconds(first, mark)))));
    for (int i = 0; i < shown.size(); i++) {
      parts.addAll(drawn(shown.get(i), "s" + i % 4, first, time, value));
    }
    return figure(
        Markup.of("svg", parts)
            .with("viewBox", "0 0 " + (int) WIDTH + " " + (int) HEIGHT)
            .with("role", "img")
            .with("aria-label", title + ": " + summary()));
  }

  private Markup figure(Markup drawing) {
    List<Markup> caption = new ArrayList<>();
    caption.add(Markup.of("strong", unit.isEmpty() ? title : title + ", " + unit));
    for (int i = 0; i < series.size(); i++) {
      caption.add(Markup.of("span", series.get(i).name()).with("class", "key s" + i % 4));
    }
    limits.forEach(l ->
        caption.add(
            Markup.of("span", l.name() + " " + written(l.value())).with("class", "key limit")));
    return Markup.of("figure", drawing, Markup.of("figcaption", caption));
  }

  private String summary() {
    return series.stream()
        .map(s -> "%s, %d points".formatted(s.name(), s.measured()))
        .collect(Collectors.joining("; "));
  }

  private Axis values(List<Double> finite) {
    DoubleStream all =
        Stream.concat(finite.stream(), limits.stream().map(Limit::value).filter(Double::isFinite))
            .mapToDouble(Double::doubleValue);
    var range = all.summaryStatistics();
    double low = Math.min(0, range.getMin());
    double high = range.getMax() > low ? range.getMax() : low + 1;
    return new Axis(low, high, HEIGHT - BOTTOM, TOP);
  }

  private static Axis axis(
      List<Point> points, ToDoubleFunction<Point> measure, double from, double to) {
    var range = points.stream().mapToDouble(measure).summaryStatistics();
    return new Axis(range.getMin(), range.getMax(), from, to);
  }

  private static Markup drawn(double mark) {
    return Markup.of("line")
        .with("class", "turn")
        .with("x1", mark)
        .with("x2", mark)
        .with("y1", TOP)
        .with("y2", HEIGHT - BOTTOM);
  }

  private static List<Markup> drawn(Limit limit, Axis value) {
    double y = value.at(limit.value());
    return List.of(
        Markup.of("line")
            .with("class", "limit")
            .with("x1", LEFT)
            .with("x2", WIDTH - RIGHT)
            .with("y1", y)
            .with("y2", y));
  }

  /** A line for each run without a gap, and a dot where a point is alone. */
  private static List<Markup> drawn(
      Series series, String style, Instant first, Axis time, Axis value) {
    List<Markup> drawn = new ArrayList<>();
    List<String> run = new ArrayList<>();
    for (Point point : series.points()) {
      if (Double.isFinite(point.value())) {
        double x = time.at(seconds(first, point.at()));
        double y = value.at(point.value());
        run.add(Markup.number(x) + "," + Markup.number(y));
        if (series.points().size() <= 60) {
          drawn.add(
              Markup.of("circle").with("class", style).with("cx", x).with("cy", y).with("r", 2.5));
        }
      } else {
        line(run, style).ifPresent(drawn::add);
        run.clear();
      }
    }
    line(run, style).ifPresent(drawn::add);
    return drawn;
  }

  private static Optional<Markup> line(List<String> run, String style) {
    return run.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Markup.of("polyline").with("class", style).with("points", String.join(" ", run)));
  }

  private static Markup label(double x, double y, String anchor, String text) {
    return Markup.of("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
  }

  /** Each n-th point, and the last: what is left out lies between two that are drawn. */
  private static Series thinned(Series series) {
    int step = (series.points().size() + MOST_POINTS - 1) / MOST_POINTS;
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < series.points().size(); i++) {
      if (step <= 1 || i % step == 0 || i == series.points().size() - 1) {
        kept.add(series.points().get(i));
      }
    }
    return new Series(series.name(), kept);
  }

  private static double seconds(Instant first, Instant at) {
    return Duration.between(first, at).toMillis() / 1e3;
  }

  static String clock(Instant at) {
    return at.toString().substring(11, 19);
  }

  static String written(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
