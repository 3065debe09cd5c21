package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many lines of a log there were.
 *
 * @param errors those that the pattern finds; counted no further than needed
 * @param lines all of them; counted no further than needed
 */
public record LogLines(Instant from, Instant to, int errors, int lines) implements Measured {
  Ruling judge(LogErrors probe) {
    List<Figure> figures =
        List.of(new Figure("errors", errors, ""), new Figure("lines", lines, ""));
    if (errors > probe.most()) {
      return Ruling.of(
          Result.FAIL,
          "The log has %d errors or more since %s, not %d at most"
              .formatted(errors, from, probe.most()),
          figures);
    }
    if (Duration.between(from, to).compareTo(probe.watch()) < 0) {
      return Ruling.of(Result.WAIT, "The log is looked at until " + to + " only", figures);
    }
    return lines < probe.least()
        ? Ruling.of(
            Result.INCONCLUSIVE,
            "The log has %d lines, not %d: it says nothing".formatted(lines, probe.least()),
            figures)
        : Ruling.of(Result.PASS, "The log has %d errors".formatted(errors), figures);
  }
}
