package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.check.Need.Lack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was seen before anything was measured: whether this gate, and those that the deployment has
 * still to pass, can be passed at all.
 *
 * @param moment of the hook that asks
 * @param at when one looked
 * @param since when the hook began
 * @param deadline when the deployment gives up waiting for it
 * @param ahead the gates from this moment on
 * @param lacks what they need and is not there; what could not be told is left to the checks
 */
public record Preflight(
    Moment moment, Instant at, Instant since, Instant deadline, List<Gate> ahead, List<Lack> lacks)
    implements Observation {
  /** By which it is kept among what checks observed; none of them is called so. */
  public static final String NAME = "preflight";

  public Preflight {
    ahead = List.copyOf(ahead);
    lacks = List.copyOf(lacks);
  }

  /** How long a check takes at the least. */
  public static Duration takes(Probe probe) {
    return Duration.between(Instant.EPOCH, Haste.earliest(probe, Instant.EPOCH, Instant.EPOCH));
  }

  /** All that these gates need. */
  public static Set<Need> needs(List<Gate> gates) {
    return gates.stream()
        .flatMap(gate -> gate.checks().stream())
        .flatMap(check -> Need.of(check.probe()).stream())
        .collect(Collectors.toSet());
  }

  /** The verdict, where there is nothing to wait for: some gate cannot be passed any more. */
  public Optional<Verdict> refusal() {
    List<String> reasons = new ArrayList<>();
    Outcome worst = Outcome.PASS;
    for (Gate gate : ahead) {
      Verdict foreseen = Verdict.of(gate, gate.checks().stream().map(c -> in(gate, c)).toList());
      if (!foreseen.passes()) {
        reasons.add("Gate '%s' would stop it: %s".formatted(gate.name(), foreseen.reason()));
        worst = worst == Outcome.FAIL ? worst : foreseen.outcome();
      }
    }
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(refused(worst, String.join("; ", reasons)));
  }

  private Verdict refused(Outcome outcome, String reason) {
    return new Verdict(
        outcome,
        reason,
        List.of(
            new Finding(
                NAME,
                outcome == Outcome.FAIL ? Result.FAIL : Result.ERROR,
                reason,
                List.of(
                    new Figure("gates", ahead.size(), ""),
                    new Figure("missing", lacks.size(), "")))));
  }

  /** The best that a check can still find. */
  private Finding in(Gate gate, Check check) {
    return Lack.among(lacks, check.probe())
        .map(lack -> Judge.judge(check, lack.instead()))
        .or(() -> tooLate(gate, check))
        .orElseGet(() -> Finding.of(check, Result.PASS, "nothing is in its way"));
  }

  private Optional<Finding> tooLate(Gate gate, Check check) {
    Duration budget = shorter(check.budget(), gate.budget());
    boolean now = gate.on().moments().contains(moment);
    Instant begun = now ? since : at;
    Duration left =
        shorter(budget, now ? Duration.between(at, deadline) : Duration.between(since, deadline));
    Duration takes = Duration.between(at, Haste.earliest(check.probe(), begun, at));
    return takes.compareTo(left) <= 0
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                check,
                Result.INCONCLUSIVE,
                "it takes %d s at least and has %d s"
                    .formatted(takes.toSeconds(), Math.max(0, left.toSeconds()))));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
