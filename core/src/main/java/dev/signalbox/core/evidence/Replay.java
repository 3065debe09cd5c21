package dev.signalbox.core.evidence;

import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Preflight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges again what was observed.
 *
 * @param given the verdict of then
 */
public record Replay(Gate gate, Map<String, Observation> observed, Verdict given) {
  public Replay {
    observed = Map.copyOf(observed);
  }

  /**
   * The verdict that follows from the observations. A check of which none is kept has found what it
   * had found then.
   */
  public Verdict verdict() {
    if (given.findings().isEmpty()) {
      return given;
    }
    return refusal().orElseGet(this::judged);
  }

  /** What was said before any check was asked. */
  private Optional<Verdict> refusal() {
    return Optional.ofNullable(observed.get(Preflight.NAME))
        .flatMap(o -> o instanceof Preflight seen ? seen.refusal() : Optional.empty());
  }

  private Verdict judged() {
    List<Finding> findings =
        gate.checks().stream().flatMap(c -> finding(c.name()).stream()).toList();
    Verdict again = Verdict.of(gate, findings);
    return again.equals(given) ? again : atDeadline(findings, again);
  }

  /** Whether time was up is all that the observations do not tell. */
  private Verdict atDeadline(List<Finding> findings, Verdict inTime) {
    Verdict late = Verdict.atDeadline(gate, findings);
    return late.equals(given) || !inTime.isFinal() ? late : inTime;
  }

  /** Whether it is the verdict of then. */
  public boolean agrees() {
    return verdict().equals(given);
  }

  /** The checks of whose observations none is kept. */
  public List<String> unmeasured() {
    return given.findings().stream()
        .map(Finding::check)
        .filter(name -> !observed.containsKey(name))
        .toList();
  }

  private Optional<Finding> finding(String name) {
    Optional<Observation> observation = Optional.ofNullable(observed.get(name));
    return observation
        .flatMap(o -> gate.check(name).map(check -> Judge.judge(check, o)))
        .or(() -> given.findings().stream().filter(f -> f.check().equals(name)).findFirst());
  }
}
