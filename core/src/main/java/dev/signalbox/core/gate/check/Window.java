package dev.signalbox.core.gate.check;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which minutes of a metric count.
 *
 * @param length from the hook's begin on
 * @param period of one point
 * @param lag after which CloudWatch has all of a period: the newest ones are incomplete
 */
public record Window(Duration length, Duration period, Duration lag) {
  /** Five minutes, each complete after two more. */
  public static final Window USUAL =
      new Window(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(2));

  public Window {
    if (period.toSeconds() < 60 || period.toSeconds() % 60 != 0 || period.toNanosPart() != 0) {
      throw new IllegalArgumentException("A period is one minute or several");
    }
    if (length.compareTo(period) < 0 || lag.isNegative()) {
      throw new IllegalArgumentException("A window is one period long at least");
    }
  }

  /**
   * Where the first point begins: not before what is measured did.
   *
   * @param since when that was
   */
  public Instant from(Instant since) {
    Instant minute = since.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(since) ? minute : minute.plus(1, ChronoUnit.MINUTES);
  }

  /** How many points there are in all. */
  public int points() {
    return Math.toIntExact(length.dividedBy(period));
  }

  /** The end of the last point that is complete by now, and in the window; never before from. */
  public Instant to(Instant since, Instant now) {
    Instant from = from(since);
    long complete = Duration.between(from, now.minus(lag)).dividedBy(period);
    return from.plus(period.multipliedBy(Math.clamp(complete, 0, points())));
  }
}
