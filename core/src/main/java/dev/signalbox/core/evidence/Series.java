package dev.signalbox.core.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was measured again and again. */
record Series(String name, List<Point> points) {
  /** One time; what was no number then leaves a gap. */
  record Point(Instant at, double value) {}

  Series {
    points = points.stream().sorted(Comparator.comparing(Point::at)).toList();
  }

  /** How many of its points are numbers. */
  long measured() {
    return points.stream().filter(point -> Double.isFinite(point.value())).count();
  }

  /** This one after another one, with a gap where nobody measured in between. */
  Series after(Series earlier) {
    SortedMap<Instant, Point> all = new TreeMap<>();
    earlier.points.forEach(point -> all.put(point.at(), point));
    if (!all.isEmpty() && !points.isEmpty() && all.lastKey().isBefore(points.getFirst().at())) {
      Instant gap = all.lastKey().plusNanos(1);
      all.put(gap, new Point(gap, Double.NaN));
    }
    points.forEach(point -> all.put(point.at(), point));
    return new Series(name, List.copyOf(all.values()));
  }
}
