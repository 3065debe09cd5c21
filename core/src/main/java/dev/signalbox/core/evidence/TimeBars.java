package dev.signalbox.core.evidence;

import static dev.signalbox.core.evidence.Markup.of;

import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How long each check took, against the time that there was.
 *
 * @param turns of the verdict's hook, one at least
 */
record TimeBars(Recorded recorded, List<PastTurn> turns) {
  private static final double WIDTH = 720;
  private static final double LEFT = 140;
  private static final double RIGHT = 8;
  private static final double ROW = 20;
  private static final double BOTTOM = 24;
  private static final int LONGEST_NAME = 22;

  /** Of the drawing, what happened has at least one part in so many. */
  private static final int PARTS = 4;

  Markup drawn() {
    List<Finding> findings = recorded.verdict().findings();
    double height = ROW * (findings.size() + 1) + BOTTOM;
    List<Markup> parts = new ArrayList<>();
    for (PastTurn turn : turns) {
      parts.add(line("turn", turn.from(), ROW / 2, height - BOTTOM));
    }
    for (int i = 0; i < findings.size(); i++) {
      parts.addAll(row(findings.get(i), ROW * (i + 0.5)));
    }
    parts.add(line("limit", deadline(), 0, height - BOTTOM));
    parts.add(line("said", recorded.at(), 0, height - BOTTOM));
    parts.add(label(LEFT, height - 6, "start", Plot.clock(since())));
    parts.add(
        label(
            WIDTH - RIGHT,
            height - 6,
            "end",
            (drawnUntil().isBefore(last()) ? "\u2026 " : "") + Plot.clock(last())));
    return of(
        "figure",
        of("svg", parts)
            .with("viewBox", "0 0 " + (int) WIDTH + " " + (int) height)
            .with("role", "img")
            .with("aria-label", summary()),
        of(
            "figcaption",
            List.of(
                of("strong", summary()),
                of("span", "the verdict").with("class", "key said"),
                of("span", "due by " + deadline()).with("class", "key limit"),
                of("span", turns.size() + (turns.size() == 1 ? " call" : " calls"))
                    .with("class", "key turn"))));
  }

  private Instant since() {
    return turns.getFirst().subject().since();
  }

  private Instant deadline() {
    return turns.getLast().deadline();
  }

  private Instant last() {
    return recorded.at().isAfter(deadline()) ? recorded.at() : deadline();
  }

  /** What is beyond is drawn at the edge. */
  private Instant drawnUntil() {
    Instant enough =
        since().plus(Duration.between(since(), recorded.at()).multipliedBy(PARTS)).plusSeconds(1);
    return enough.isBefore(last()) ? enough : last();
  }

  private String summary() {
    Duration left = Duration.between(recorded.at(), deadline());
    return "Answered after %s; %s"
        .formatted(
            text(Duration.between(since(), recorded.at())),
            left.isNegative() || left.isZero() ? "its time was up" : text(left) + " were left");
  }

  /** Hours and minutes where there are any; nobody counts the milliseconds of an hour. */
  static String text(Duration duration) {
    Duration time = duration.isNegative() ? Duration.ZERO : duration;
    List<String> parts = new ArrayList<>();
    if (time.toHours() > 0) {
      parts.add(time.toHours() + " h");
    }
    if (time.toMinutesPart() > 0) {
      parts.add(time.toMinutesPart() + " min");
    }
    if (parts.isEmpty() || time.toSecondsPart() > 0) {
      parts.add(time.toSecondsPart() + " s");
    }
    return String.join(" ", parts);
  }

  private List<Markup> row(Finding finding, double y) {
    double begin = at(since());
    double end = Math.max(begin + 2, at(answered(finding).orElse(recorded.at())));
    return List.of(
        label(LEFT - 6, y + ROW * 0.65, "end", shortened(finding.check())),
        of("rect")
            .with("class", style(finding.result()))
            .with("x", begin)
            .with("y", y + ROW * 0.2)
            .with("width", end - begin)
            .with("height", ROW * 0.6));
  }

  private Optional<Instant> answered(Finding finding) {
    return turns.stream()
        .map(turn -> turn.answered().get(finding.check()))
        .filter(Objects::nonNull)
        .max(Instant::compareTo);
  }

  private static String style(Result result) {
    return switch (result) {
      case PASS -> "bar good";
      case FAIL, ERROR -> "bar bad";
      case INCONCLUSIVE, SKIPPED, WAIT -> "bar unsure";
    };
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "\u2026";
  }

  private Markup line(String style, Instant at, double from, double to) {
    return of("line")
        .with("class", style)
        .with("x1", at(at))
        .with("x2", at(at))
        .with("y1", from)
        .with("y2", to);
  }

  private double at(Instant instant) {
    double all = Duration.between(since(), drawnUntil()).toMillis();
    double gone = Duration.between(since(), instant).toMillis();
    return LEFT + Math.clamp(all > 0 ? gone / all : 0, 0, 1) * (WIDTH - LEFT - RIGHT);
  }

  private static Markup label(double x, double y, String anchor, String text) {
    return of("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
  }
}
