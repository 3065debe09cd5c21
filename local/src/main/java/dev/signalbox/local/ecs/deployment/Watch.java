package dev.signalbox.local.ecs.deployment;

import dev.signalbox.local.api.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How a deployment waits: until something has come about, unless it is told to end. */
public final class Watch {
  private static final long LOOK_EVERY_MILLISECONDS = 20;

  /** Looked at while waiting. */
  @FunctionalInterface
  public interface Guard {
    void check() throws Halt;
  }

  private final Clock clock;
  private final Guard guard;
  private volatile @Nullable Halt told;

  /**
   * @param guard whatever else may end the deployment, such as alarms
   */
  public Watch(Clock clock, Guard guard) {
    this.clock = clock;
    this.guard = guard;
  }

  /** The first word counts. */
  public synchronized void halt(Halt halt) {
    if (told == null) {
      told = halt;
    }
  }

  public boolean isHalted() {
    return told != null;
  }

  public void check() throws Halt {
    Halt halt = told;
    if (halt != null) {
      throw halt;
    }
    guard.check();
  }

  public void until(BooleanSupplier condition) throws Halt {
    check();
    while (!condition.getAsBoolean()) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Halt(Halt.Kind.CLOSED, "interrupted");
      }
      check();
    }
  }

  public void pass(Duration time) throws Halt {
    Instant end = clock.instant().plus(time);
    until(() -> !clock.instant().isBefore(end));
  }
}
