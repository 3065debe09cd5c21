package dev.signalbox.core.gate.check;

import java.time.Duration;
import java.time.Instant;

/** How soon a check can be through at the earliest. */
final class Haste {
  private Haste() {}

  /**
   * @param since when the hook began
   * @param now when the check begins
   */
  static Instant earliest(Probe probe, Instant since, Instant now) {
    return switch (probe) {
      case Http http -> now.plus(http.asking().pause().multipliedBy(http.asking().requests() - 1L));
      case TargetHealth health -> now.plus(time(health.steady()));
      case TasksStable stable -> now.plus(time(stable.steady()));
      case Alarms alarms -> now.plus(alarms.watch());
      case Metric metric -> end(metric.window(), since);
      case Compare compare -> end(compare.window(), since);
      case LogErrors errors -> since.plus(errors.watch()).plus(errors.lag());
      case ImageScan _, Custom _, Manual _ -> now;
    };
  }

  private static Duration time(Steady steady) {
    Duration looks = steady.every().multipliedBy(steady.times() - 1L);
    return looks.compareTo(steady.over()) > 0 ? looks : steady.over();
  }

  private static Instant end(Window window, Instant since) {
    return window
        .from(since)
        .plus(window.period().multipliedBy(window.points()))
        .plus(window.lag());
  }
}
