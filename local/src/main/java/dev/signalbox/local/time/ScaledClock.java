package dev.signalbox.local.time;

import dev.signalbox.local.api.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Real time, or a multiple of it counted from the clock's start. */
public final class ScaledClock implements Clock, AutoCloseable {
  private final double scale;
  private final Instant start;
  private final long startNanos = System.nanoTime();
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("clock").factory());

  /**
   * @param scale how many of the clock's seconds pass in one real second; more than 0
   */
  public ScaledClock(double scale) {
    this(scale, Instant.now());
  }

  /**
   * @param start what time it is at the beginning
   */
  public ScaledClock(double scale, Instant start) {
    this.start = start;
    if (!(scale > 0)) {
      throw new IllegalArgumentException("A time scale is more than 0, got " + scale);
    }
    this.scale = scale;
    timer.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Wait after(Duration delay, Runnable task) {
    long nanos = (long) (delay.toNanos() / scale);
    Future<?> waiting = timer.schedule(() -> threads.execute(task), nanos, TimeUnit.NANOSECONDS);
    return () -> waiting.cancel(false);
  }

  @Override
  public double scale() {
    return scale;
  }

  @Override
  public Instant instant() {
    return start.plusNanos((long) ((System.nanoTime() - startNanos) * scale));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
