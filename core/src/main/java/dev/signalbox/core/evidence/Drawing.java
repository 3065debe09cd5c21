package dev.signalbox.core.evidence;

import dev.signalbox.core.evidence.Series.Point;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What of a check's measurements is best seen as a drawing. */
final class Drawing {
  private Drawing() {}

  static List<Plot> of(Probe probe, Observation observation) {
    return switch (observation) {
      case Answers answers when probe instanceof Http http -> List.of(answers(http, answers));
      default -> List.of();
    };
  }

  /** How long each answer took; what did not answer is a gap. */
  private static Plot answers(Http http, Answers answers) {
    List<Point> right = new ArrayList<>();
    List<Point> wrong = new ArrayList<>();
    for (Answers.Exchange exchange : answers.exchanges()) {
      if (exchange instanceof Answers.Answered answered) {
        boolean isRight = http.wanted().statuses().contain(answered.status());
        (isRight ? right : wrong).add(new Point(answered.at(), millis(answered.took())));
      }
    }
    List<Series> series = new ArrayList<>();
    series.add(new Series("answers with a status as wanted", right));
    if (!wrong.isEmpty()) {
      series.add(new Series("other answers", wrong));
    }
    return new Plot(
        "Time to answer",
        "ms",
        series,
        http.wanted().latencies().stream()
            .map(l -> new Plot.Limit(l.percentile() + " at most", millis(l.most())))
            .toList());
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
