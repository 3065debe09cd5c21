package dev.signalbox.core.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What was measured again and again. */
record Series(String name, List<Point> points) {
  /** One time; what was no number then leaves a gap. */
  record Point(Instant at, double value) {}

  Series {
    points = points.stream().sorted(Comparator.comparing(Point::at)).toList();
  }
}
