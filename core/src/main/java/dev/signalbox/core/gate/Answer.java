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

  /** A gate and what it brought. */
  record Examined(Gate gate, Turn turn) {}

  /**
   * Ask again.
   *
   * @param reason a sentence for people
   * @param deadline after which there will be a verdict
   */
  record Later(String reason, Instant deadline) implements Answer {}

  /** Somebody else answers it right now. */
  record Elsewhere(Instant until) implements Answer {}
}
