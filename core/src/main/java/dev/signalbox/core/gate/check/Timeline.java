package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** How something was, look by look. */
record Timeline(List<Look> looks) {
  /** So often well and unwell again is not a bad start any more. */
  private static final int FLAPPING = 3;

  /**
   * One look.
   *
   * @param trouble what was wrong; empty where all was well
   */
  record Look(Instant at, String trouble) {
    boolean isWell() {
      return trouble.isEmpty();
    }
  }

  Ruling ruling(Steady steady, String what) {
    if (looks.isEmpty()) {
      return Ruling.of(Result.WAIT, "Nobody has looked yet");
    }
    List<Look> streak = streak();
    List<Figure> figures =
        List.of(
            new Figure("looks", looks.size(), ""),
            new Figure("well in a row", streak.size(), ""),
            new Figure("relapses", relapses(), ""));
    if (streak.size() >= steady.times() && span(streak).compareTo(steady.over()) >= 0) {
      return Ruling.of(
          Result.PASS,
          "%s for %d s, %d looks in a row".formatted(what, span(streak).toSeconds(), streak.size()),
          figures);
    }
    if (relapses() >= FLAPPING) {
      return Ruling.of(
          Result.FAIL,
          "It was well and unwell again %d times: %s".formatted(relapses(), text()),
          figures);
    }
    return Ruling.of(
        Result.WAIT,
        streak.isEmpty()
            ? looks.getLast().trouble()
            : "%s for %d s only".formatted(what, span(streak).toSeconds()),
        figures);
  }

  private List<Look> streak() {
    int first = looks.size();
    while (first > 0 && looks.get(first - 1).isWell()) {
      first--;
    }
    return looks.subList(first, looks.size());
  }

  private long relapses() {
    long relapses = 0;
    for (int i = 1; i < looks.size(); i++) {
      if (looks.get(i - 1).isWell() && !looks.get(i).isWell()) {
        relapses++;
      }
    }
    return relapses;
  }

  private static Duration span(List<Look> streak) {
    return streak.isEmpty()
        ? Duration.ZERO
        : Duration.between(streak.getFirst().at(), streak.getLast().at());
  }

  /** One character for every look: a dot where all was well. */
  private String text() {
    return looks.stream().map(look -> look.isWell() ? "." : "x").collect(Collectors.joining());
  }
}
