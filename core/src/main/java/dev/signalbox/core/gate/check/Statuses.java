package dev.signalbox.core.gate.check;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statuses of HTTP that are wanted, as load balancers write them: 200-299,302. */
public record Statuses(String text) {
  private static final Pattern RANGE = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

  /** Every one that means success. */
  public static final Statuses SUCCESS = new Statuses("200-299");

  public Statuses {
    if (ranges(text).stream().anyMatch(range -> !range.matches() || range.last() < range.first())) {
      throw new IllegalArgumentException(
          "Statuses are written like 200-299,302, not '%s'".formatted(text));
    }
  }

  private record Range(boolean matches, int first, int last) {
    static Range of(String text) {
      Matcher matcher = RANGE.matcher(text);
      if (!matcher.matches()) {
        return new Range(false, 0, 0);
      }
      int first = Integer.parseInt(matcher.group(1));
      String last = matcher.group(2);
      return new Range(true, first, last == null ? first : Integer.parseInt(last));
    }
  }

  private static List<Range> ranges(String text) {
    return Arrays.stream(text.split(",", -1)).map(Range::of).toList();
  }

  public boolean contain(int status) {
    return ranges(text).stream().anyMatch(r -> r.first() <= status && status <= r.last());
  }

  @Override
  public String toString() {
    return text;
  }
}
