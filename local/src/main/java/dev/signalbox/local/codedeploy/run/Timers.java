package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** What deployments wait for. */
record Timers(Clock clock, Map<String, Clock.Wait> waits) {
  Timers(Clock clock) {
    this(clock, new ConcurrentHashMap<>());
  }

  /** Once, unless the deployment's wait is stopped or another one takes its place. */
  void later(Shift shift, Duration delay, Runnable task) {
    stopped(waits.put(key(shift), clock.after(delay, task)));
  }

  void stop(Shift shift) {
    stopped(waits.remove(key(shift)));
  }

  private static void stopped(Clock.@org.jspecify.annotations.Nullable Wait wait) {
    if (wait != null) {
      wait.cancel();
    }
  }

  private static String key(Shift shift) {
    return shift.place().key(shift.id());
  }

  /** Again and again, as long as it answers that there is more to do. */
  void each(Duration period, BooleanSupplier task) {
    clock.after(
        period,
        () -> {
          if (task.getAsBoolean()) {
            each(period, task);
          }
        });
  }
}
