package dev.signalbox.core.gate;

import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Preflight;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one turn at a gate brought.
 *
 * @param found what every check has said by now
 * @param observed what was measured in this turn, by the checks' names
 * @param answered when each check that was asked in this turn last said something
 * @param over whether the deployment was seen to wait for nothing any more
 */
public record Turn(
    List<Finding> found,
    Map<String, Observation> observed,
    Map<String, Instant> answered,
    boolean over) {
  public Turn {
    found = List.copyOf(found);
    observed = Map.copyOf(observed);
    answered = Map.copyOf(answered);
  }

  /** One in which nothing was measured. */
  static Turn of(List<Finding> found) {
    return new Turn(found, Map.of(), Map.of(), false);
  }

  /** With what was seen before it, where one looked. */
  Turn with(Optional<Preflight> preflight) {
    Map<String, Observation> all = new HashMap<>(observed);
    preflight.ifPresent(seen -> all.put(Preflight.NAME, seen));
    return new Turn(found, all, answered, over);
  }
}
