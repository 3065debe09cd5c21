package dev.signalbox.local.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** AWS's six-field cron: minutes, hours, day of month, month, day of week, year. */
record Cron(
    NavigableSet<Integer> minutes,
    NavigableSet<Integer> hours,
    @Nullable DayOfMonth dayOfMonth,
    NavigableSet<Integer> months,
    @Nullable DayOfWeek dayOfWeek,
    NavigableSet<Integer> years)
    implements Schedule {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final int LAST_YEAR = 2199;

  /** Which days of a month: numbers, the last one, or the working day nearest to a number. */
  record DayOfMonth(NavigableSet<Integer> days, boolean last, int nearestWorkingDayTo) {
    static DayOfMonth parse(String field) {
      if (field.equals("L")) {
        return new DayOfMonth(new TreeSet<>(), true, 0);
      }
      if (field.endsWith("W")) {
        return new DayOfMonth(
            new TreeSet<>(), false, number(field.substring(0, field.length() - 1), 1, 31));
      }
      return new DayOfMonth(CronField.parse(field, 1, 31, List.of()), false, 0);
    }

    boolean has(LocalDate date) {
      if (last) {
        return date.getDayOfMonth() == date.lengthOfMonth();
      }
      return nearestWorkingDayTo == 0
          ? days.contains(date.getDayOfMonth())
          : date.equals(workingDayNear(date));
    }

    private LocalDate workingDayNear(LocalDate month) {
      var day = month.withDayOfMonth(Math.min(nearestWorkingDayTo, month.lengthOfMonth()));
      return switch (day.getDayOfWeek()) {
        case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
        case SUNDAY ->
            day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
        default -> day;
      };
    }
  }

  /** Which days of a week, 1 being Sunday: every one, the n-th of the month, or its last. */
  record DayOfWeek(NavigableSet<Integer> days, int nth, boolean last) {
    static DayOfWeek parse(String field) {
      int hash = field.indexOf('#');
      if (hash > 0) {
        return new DayOfWeek(
            CronField.parse(field.substring(0, hash), 1, 7, DAYS),
            number(field.substring(hash + 1), 1, 5),
            false);
      }
      if (field.endsWith("L")) {
        // A bare L is the week's last day, Saturday.
        var day = field.equals("L") ? "7" : field.substring(0, field.length() - 1);
        return new DayOfWeek(CronField.parse(day, 1, 7, DAYS), 0, !field.equals("L"));
      }
      return new DayOfWeek(CronField.parse(field, 1, 7, DAYS), 0, false);
    }

    boolean has(LocalDate date) {
      return days.contains(date.getDayOfWeek().getValue() % 7 + 1)
          && (nth == 0 || (date.getDayOfMonth() - 1) / 7 + 1 == nth)
          && (!last || date.getDayOfMonth() + 7 > date.lengthOfMonth());
    }
  }

  static Optional<Cron> parse(String text) {
    var fields = text.split(" +", -1);
    if (fields.length != 6 || fields[2].equals("?") == fields[4].equals("?")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Cron(
              CronField.parse(fields[0], 0, 59, List.of()),
              CronField.parse(fields[1], 0, 23, List.of()),
              fields[2].equals("?") ? null : DayOfMonth.parse(fields[2]),
              CronField.parse(fields[3], 1, 12, MONTHS),
              fields[4].equals("?") ? null : DayOfWeek.parse(fields[4]),
              CronField.parse(fields[5], 1970, LAST_YEAR, List.of())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Instant> next(Instant since, Instant last) {
    var from =
        last.atOffset(ZoneOffset.UTC).toLocalDateTime().withSecond(0).withNano(0).plusMinutes(1);
    var date = from.toLocalDate();
    int firstMinute = from.getHour() * 60 + from.getMinute();
    while (date.getYear() <= years.last()) {
      if (!years.contains(date.getYear())) {
        date = LocalDate.of(date.getYear() + 1, 1, 1);
      } else if (!months.contains(date.getMonthValue())) {
        date = date.withDayOfMonth(1).plusMonths(1);
      } else {
        var time = isDay(date) ? timeFrom(firstMinute) : -1;
        if (time >= 0) {
          return Optional.of(date.atTime(time / 60, time % 60).toInstant(ZoneOffset.UTC));
        }
        date = date.plusDays(1);
      }
      firstMinute = 0;
    }
    return Optional.empty();
  }

  private boolean isDay(LocalDate date) {
    return (dayOfMonth == null || dayOfMonth.has(date))
        && (dayOfWeek == null || dayOfWeek.has(date));
  }

  /** The first minute of the day that is due and not before this one, or -1. */
  private int timeFrom(int firstMinute) {
    for (int hour : hours.tailSet(firstMinute / 60)) {
      var minute = minutes.ceiling(hour == firstMinute / 60 ? firstMinute % 60 : 0);
      if (minute != null) {
        return hour * 60 + minute;
      }
    }
    return -1;
  }

  private static int number(String text, int least, int most) {
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }
}
