package dev.signalbox.core.gate;

import dev.signalbox.core.gate.check.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A turn at a gate that is over, as one remembers it.
 *
 * @param gate the gate's name
 * @param definition the version of the definition that declared the gate
 * @param deadline after which the gate has its verdict, whatever it has found
 * @param verdict what followed from all that had been found by then; it may be to wait
 * @param observed what was measured in this turn, by the checks' names
 * @param answered when the checks that were asked in this turn last said something
 */
public record PastTurn(
    String gate,
    String definition,
    Subject subject,
    Instant deadline,
    Instant from,
    Instant to,
    Verdict verdict,
    Map<String, Observation> observed,
    Map<String, Instant> answered) {
  private static final int SLICES = 32;

  public PastTurn {
    observed = Map.copyOf(observed);
    answered = Map.copyOf(answered);
  }

  public Hook hook() {
    return subject.hook();
  }

  /**
   * In which part of the gate's time it ended. Whoever asks every few seconds for a day makes no
   * more than so many turns that are remembered.
   */
  public int slice() {
    long all = Duration.between(subject.since(), deadline).toMillis();
    long gone = Duration.between(subject.since(), to).toMillis();
    return all <= 0 ? SLICES : Math.clamp(SLICES * gone / all, 0, SLICES);
  }

  /** What is left where the measurements are too much to remember, or held a secret. */
  public PastTurn withoutMeasurements() {
    return new PastTurn(gate, definition, subject, deadline, from, to, verdict, Map.of(), answered);
  }
}
