package dev.signalbox.core.gate;

import dev.signalbox.core.gate.check.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
}
