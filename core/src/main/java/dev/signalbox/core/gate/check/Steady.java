package dev.signalbox.core.gate.check;

import java.time.Duration;

/**
 * How long something must be well without a break.
 *
 * @param times how often in a row it is seen so
 * @param over from the first of them to the last
 * @param every between two looks
 */
public record Steady(int times, Duration over, Duration every) {
  /** Three times within half a minute. */
  public static final Steady USUAL = new Steady(3, Duration.ofSeconds(30), Duration.ofSeconds(5));

  public Steady {
    if (times < 1 || over.isNegative() || !every.isPositive()) {
      throw new IllegalArgumentException("Something is seen at least once, after some time");
    }
  }
}
