package dev.signalbox.local.api;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until it is told to go on; what falls due runs on the thread that told
 * it.
 */
public final class ManualClock implements Clock {
  private record Due(Instant at, long order) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at.equals(other.at) ? Long.compare(order, other.order) : at.compareTo(other.at);
    }
  }

  private final TreeMap<Due, Runnable> waits = new TreeMap<>();
  private final AtomicLong order = new AtomicLong();
  private Instant now;

  public ManualClock(String now) {
    this.now = Instant.parse(now);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized Wait after(Duration delay, Runnable task) {
    var due = new Due(now.plus(delay), order.incrementAndGet());
    waits.put(due, task);
    return () -> cancel(due);
  }

  private synchronized void cancel(Due due) {
    waits.remove(due);
  }

  @Override
  public double scale() {
    return 1;
  }

  /** Runs what is due now, and what that makes due now. */
  public void run() {
    advance(Duration.ZERO);
  }

  /** Lets this much time pass, running each task at its instant. */
  public void advance(Duration time) {
    var until = instant().plus(time);
    while (runNext(until)) {}
    synchronized (this) {
      now = until;
    }
  }

  private boolean runNext(Instant until) {
    Runnable task;
    synchronized (this) {
      if (waits.isEmpty() || waits.firstKey().at().isAfter(until)) {
        return false;
      }
      var first = waits.pollFirstEntry();
      now = now.isAfter(first.getKey().at()) ? now : first.getKey().at();
      task = first.getValue();
    }
    task.run();
    return true;
  }

  public synchronized int waiting() {
    return waits.size();
  }
}
