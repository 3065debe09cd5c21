package dev.signalbox.local.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The one clock of {@code local}. Every wait that AWS counts in minutes or days (time-outs,
 * approvals, retries) goes through it, so that {@code --time-scale} shortens all of them alike;
 * what a shell command or a test takes is real time.
 */
public interface Clock extends InstantSource {
  /** Runs the task once, on a thread of its own, after this much of the clock's time. */
  Wait after(Duration delay, Runnable task);

  /** How many of the clock's seconds pass in one real second. */
  double scale();

  @Override
  Instant instant();

  /** A task that has not run yet; cancelling one that has run or was cancelled does nothing. */
  @FunctionalInterface
  interface Wait {
    void cancel();
  }
}
