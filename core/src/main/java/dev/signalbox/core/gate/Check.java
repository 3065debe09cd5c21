package dev.signalbox.core.gate;

import dev.signalbox.core.gate.check.Probe;
import java.time.Duration;

/**
 * One question of a gate.
 *
 * @param budget how long it may take before it is cut off
 * @param inconclusive what it counts as where what was measured says neither yes nor no
 */
public record Check(
    String name, Probe probe, Mode mode, Duration budget, Inconclusive inconclusive) {
  /** Whether a check counts. */
  public enum Mode {
    REQUIRED,
    /** It runs and is shown, and changes nothing. */
    DRY_RUN
  }

  /** What no answer counts as. */
  public enum Inconclusive {
    FAIL,
    PASS
  }
}
