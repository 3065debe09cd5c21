package dev.signalbox.core.gate;

import java.time.Instant;
import java.util.Optional;

/** What there is to say to a hook now. */
public sealed interface Answer {
  /**
   * The verdict. It is on record.
   *
   * @param turn how it came about, where checks were asked just now
   */
  record Said(Recorded recorded, Optional<Examined> turn) implements Answer {}

  /** A gate and the turn that brought the verdict. */
  record Examined(Gate gate, PastTurn turn) {}

  /**
   * Ask again.
   *
   * @param reason a sentence for people
   * @param deadline after which there will be a verdict
   * @param turn what was found by now
   */
  record Later(String reason, Instant deadline, PastTurn turn) implements Answer {}

  /** Somebody else answers it right now. */
  record Elsewhere(Instant until) implements Answer {}
}
