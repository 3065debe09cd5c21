package dev.signalbox.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The oldest time that is asked for. */
sealed interface Since {
  Instant from(Instant now);

  /** Counted back from now. */
  record Ago(Duration time) implements Since {
    @Override
    public Instant from(Instant now) {
      return now.minus(time);
    }

    @Override
    public String toString() {
      long days = time.toDays();
      return days > 0 && time.equals(Duration.ofDays(days))
          ? days + "d ago"
          : time.toString().substring("PT".length()).toLowerCase(Locale.ROOT) + " ago";
    }
  }

  /** A time of the calendar. */
  record At(Instant time) implements Since {
    @Override
    public Instant from(Instant now) {
      return time;
    }

    @Override
    public String toString() {
      return time.toString();
    }
  }

  /** Reads what a person gives. */
  final class Reader implements ITypeConverter<Since> {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

    @Override
    public Since convert(String text) {
      Matcher ago = AGO.matcher(text);
      if (ago.matches()) {
        return new Ago(
            Duration.parse(
                ago.group(2).equals("d")
                    ? "P" + ago.group(1) + "D"
                    : "PT" + ago.group(1) + ago.group(2)));
      }
      try {
        return new At(
            text.length() == "2026-11-21".length()
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text));
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "a time is 90s, 30m, 2h, 7d, 2026-11-21 or 2026-11-21T10:00:00Z, got '" + text + "'");
      }
    }
  }
}
