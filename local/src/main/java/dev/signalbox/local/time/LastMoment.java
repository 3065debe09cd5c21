package dev.signalbox.local.time;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Duration;
import java.time.Instant;

/**
 * How late it was when {@code local} ran last: a scaled clock must not go back at the next start.
 */
public final class LastMoment {
  private static final String KEY = "last";
  private static final Duration REAL_PERIOD = Duration.ofSeconds(5);

  private record Moment(long millis) {}

  private final Table<Moment> moments;
  private volatile boolean closed;

  public LastMoment(Store store) {
    this.moments = store.table("time.moments", Moment.class);
  }

  /** Now, or when that was later. */
  public Instant orNow() {
    Instant now = Instant.now();
    return moments
        .get(KEY)
        .map(it -> Instant.ofEpochMilli(it.millis()))
        .filter(it -> it.isAfter(now))
        .orElse(now);
  }

  /** Remembers from now on how late the clock says it is. */
  public void keep(Clock clock) {
    if (!closed) {
      write(clock);
      clock.after(
          Duration.ofNanos((long) (REAL_PERIOD.toNanos() * clock.scale())), () -> keep(clock));
    }
  }

  private synchronized void write(Clock clock) {
    if (!closed) {
      moments.put(KEY, new Moment(clock.millis()));
    }
  }

  /** For the last time. */
  public synchronized void close(Clock clock) {
    write(clock);
    closed = true;
  }
}
