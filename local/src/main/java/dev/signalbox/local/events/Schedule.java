package dev.signalbox.local.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** When a scheduled rule fires: {@code rate(5 minutes)} or {@code cron(0 12 * * ? *)}, in UTC. */
sealed interface Schedule permits Schedule.Rate, Cron {
  Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)(s?)\\)");
  Pattern CRON = Pattern.compile("cron\\((.*)\\)");

  /** Empty for a text that is no schedule expression. */
  static Optional<Schedule> parse(String text) {
    var rate = RATE.matcher(text);
    if (rate.matches()) {
      return rate(Integer.parseInt(rate.group(1)), rate.group(2), !rate.group(3).isEmpty());
    }
    var cron = CRON.matcher(text);
    return cron.matches() ? Cron.parse(cron.group(1)).map(Schedule.class::cast) : Optional.empty();
  }

  private static Optional<Schedule> rate(int count, String unit, boolean plural) {
    // AWS insists on the grammar: one minute, five minutes.
    if (count == 0 || plural != (count > 1)) {
      return Optional.empty();
    }
    var one =
        switch (unit) {
          case "minute" -> Duration.ofMinutes(1);
          case "hour" -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    return Optional.of(new Rate(one.multipliedBy(count)));
  }

  /**
   * The first time after {@code last}; empty when there is none any more.
   *
   * @param since when the rule's schedule began
   */
  Optional<Instant> next(Instant since, Instant last);

  /** Every so often, counted from when the schedule began. */
  record Rate(Duration every) implements Schedule {
    @Override
    public Optional<Instant> next(Instant since, Instant last) {
      long passed = Math.max(0, Duration.between(since, last).dividedBy(every));
      return Optional.of(since.plus(every.multipliedBy(passed + 1)));
    }
  }
}
