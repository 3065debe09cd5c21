package dev.signalbox.core.gate;

import java.util.List;

/**
 * What a check found.
 *
 * @param check its name
 * @param reason a sentence for people; it holds no secret, whatever it quotes
 * @param figures what the sentence rests on, in the order in which to show them
 */
public record Finding(String check, Result result, String reason, List<Figure> figures) {
  /** What follows from what was measured. */
  public enum Result {
    PASS,
    FAIL,
    /** What was measured says neither yes nor no. */
    INCONCLUSIVE,
    /** There was nothing to check, and it counts neither way. */
    SKIPPED,
    /** Nothing could be measured. */
    ERROR,
    /** Ask again: there may be an answer later. */
    WAIT
  }

  /** A number with a name, and a unit such as ms, or none. */
  public record Figure(String name, double value, String unit) {}

  public Finding {
    reason = Sentence.of(reason);
    figures = List.copyOf(figures);
  }

  public static Finding of(Check check, Result result, String reason, Figure... figures) {
    return new Finding(check.name(), result, reason, List.of(figures));
  }
}
