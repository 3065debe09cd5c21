package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What deployments wait for. */
final class Timers implements AutoCloseable {
  private final Clock clock;
  private final Map<String, Clock.Wait> waits = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Timers(Clock clock) {
    this.clock = clock;
  }

  /** Once, unless the deployment's wait is stopped or another one takes its place. */
  void later(Shift shift, Duration delay, Runnable task) {
    stopped(waits.put(key(shift), clock.after(delay, () -> unlessClosed(task))));
  }

  void stop(Shift shift) {
    stopped(waits.remove(key(shift)));
  }

  private static void stopped(Clock.@Nullable Wait wait) {
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
        () ->
            unlessClosed(() -> {
              if (task.getAsBoolean()) {
                each(period, task);
              }
            }));
  }

  private void unlessClosed(Runnable task) {
    if (!closed) {
      task.run();
    }
  }

  @Override
  public void close() {
    closed = true;
    waits.values().forEach(Clock.Wait::cancel);
  }
}
