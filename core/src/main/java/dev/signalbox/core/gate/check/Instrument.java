package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Subject;
import java.time.Instant;

/** Measures what a probe asks for; it holds no state and judges nothing. */
public interface Instrument {
  /**
   * @param deadline by which it answers; it is interrupted then, and not waited for
   * @throws dev.signalbox.core.Refused where asking again is pointless, naming what is missing
   * @throws dev.signalbox.core.Unavailable where asking again may work
   */
  Observation observe(Probe probe, Subject subject, Instant deadline) throws InterruptedException;
}
