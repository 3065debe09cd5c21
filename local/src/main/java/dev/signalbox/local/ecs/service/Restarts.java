package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When a task that has failed may be replaced: at once after the first failure, later after each
 * further one, until the tasks have held out for a while.
 */
final class Restarts {
  private static final Duration HOLDS_OUT = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** However fast the clock runs: a task that ends at once must not keep the machine busy. */
  private static final Duration SHORTEST = Duration.ofMillis(200);

  private final Clock clock;
  private int failures;
  private Instant next = Instant.MIN;
  private long nextNanos = System.nanoTime();

  Restarts(Clock clock) {
    this.clock = clock;
  }

  void failed() {
    failures++;
    Duration rest = Duration.ofSeconds(failures < 2 ? 0 : 1L << Math.min(failures - 2, 10));
    next = clock.instant().plus(rest.compareTo(LONGEST) > 0 ? LONGEST : rest);
    nextNanos = System.nanoTime() + SHORTEST.toNanos();
  }

  void look(boolean steady, Instant since) {
    if (steady && !clock.instant().isBefore(since.plus(HOLDS_OUT))) {
      failures = 0;
    }
  }

  boolean allowed() {
    return !clock.instant().isBefore(next) && System.nanoTime() - nextNanos >= 0;
  }
}
