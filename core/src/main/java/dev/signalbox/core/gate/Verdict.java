package dev.signalbox.core.gate;

import dev.signalbox.core.gate.Finding.Result;
import java.util.List;

/**
 * What a gate says; a deployment goes on at a pass only.
 *
 * @param reason a sentence for people; it holds no secret, whatever it quotes
 * @param findings in the order of the gate's checks
 */
public record Verdict(Outcome outcome, String reason, List<Finding> findings) {
  /** How it came out. */
  public enum Outcome {
    PASS,
    FAIL,
    /** Nothing speaks against it, and too little for it. */
    INCONCLUSIVE,
    /** Ask again. */
    WAIT
  }

  public Verdict {
    reason = Sentence.of(reason);
    findings = List.copyOf(findings);
  }

  /** What is said without asking any check. */
  public static Verdict plain(Outcome outcome, String reason) {
    return new Verdict(outcome, reason, List.of());
  }

  /** What follows from what has been found; a check that has found nothing yet is waited for. */
  public static Verdict of(Gate gate, List<Finding> findings) {
    return Tally.of(gate, findings).verdict();
  }

  /** What follows when there is no time left: what is waited for has said nothing. */
  public static Verdict atDeadline(Gate gate, List<Finding> findings) {
    return of(gate, gate.checks().stream().map(check -> closed(check, findings)).toList());
  }

  private static Finding closed(Check check, List<Finding> findings) {
    Finding found =
        findings.stream()
            .filter(f -> f.check().equals(check.name()))
            .findFirst()
            .orElseGet(() -> Finding.of(check, Result.WAIT, "it found nothing"));
    return found.result() == Result.WAIT
        ? new Finding(
            check.name(),
            Result.INCONCLUSIVE,
            "No answer by the deadline: " + found.reason(),
            found.figures())
        : found;
  }

  public boolean passes() {
    return outcome == Outcome.PASS;
  }

  /** Whether there is nothing to wait for. */
  public boolean isFinal() {
    return outcome != Outcome.WAIT;
  }
}
