package dev.signalbox.core.gate.check;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Alarms that must stay silent.
 *
 * @param watch for how long
 * @param every between two looks
 * @param silence what an alarm counts as that has too little data
 * @param earlier whether an alarm counts that went off before the deployment began
 */
public record Alarms(
    List<String> names, Duration watch, Duration every, Silence silence, boolean earlier)
    implements Probe {
  /** What no data counts as. */
  public enum Silence {
    FAIL,
    INCONCLUSIVE,
    OK;

    /** What people write: inconclusive. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Alarms {
    names = List.copyOf(names);
    if (names.isEmpty() || watch.isNegative() || !every.isPositive()) {
      throw new IllegalArgumentException("At least one alarm is watched");
    }
  }

  @Override
  public String kind() {
    return "alarms";
  }
}
