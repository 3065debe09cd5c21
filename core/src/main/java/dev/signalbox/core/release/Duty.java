package dev.signalbox.core.release;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What Signalbox does by the clock. */
public enum Duty {
  /** Finding the pushes of which no event has come. */
  RECONCILE,
  /** Deleting the pipelines of branches that are gone, and those that nobody uses any more. */
  SWEEP,
  /** Routing the pushes that wait for their repository's turn. */
  DRAIN;

  /** As schedules name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Duty> of(String word) {
    return Arrays.stream(values()).filter(duty -> duty.word().equals(word)).findFirst();
  }
}
