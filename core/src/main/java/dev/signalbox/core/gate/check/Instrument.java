package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Need.Lack;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Measures what a probe asks for; it holds no state and judges nothing. */
public interface Instrument {
  /**
   * @param deadline by which it answers; it is interrupted then, and not waited for
   * @throws dev.signalbox.core.Refused where asking again is pointless, naming what is missing
   * @throws dev.signalbox.core.Unavailable where asking again may work
   */
  Observation observe(Probe probe, Subject subject, Instant deadline) throws InterruptedException;

  /**
   * Which of these are not there. One that cannot be told counts as there, and so does every one
   * for an instrument that can tell none.
   */
  default List<Lack> lacking(Set<Need> needs, Subject subject) throws InterruptedException {
    return List.of();
  }
}
