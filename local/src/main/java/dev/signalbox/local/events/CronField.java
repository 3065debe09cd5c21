package dev.signalbox.local.events;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The numbers that one field of a cron expression stands for. */
final class CronField {
  private final int least;
  private final int most;
  private final List<String> names;

  private CronField(int least, int most, List<String> names) {
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /**
   * @param names of the numbers from {@code least} on, where the field has names
   * @throws IllegalArgumentException for a text that is none
   */
  static NavigableSet<Integer> parse(String field, int least, int most, List<String> names) {
    var numbers = new TreeSet<Integer>();
    for (var part : field.split(",", -1)) {
      new CronField(least, most, names).add(part, numbers);
    }
    return numbers;
  }

  private void add(String part, NavigableSet<Integer> numbers) {
    int slash = part.indexOf('/');
    int step = slash < 0 ? 1 : Integer.parseInt(part.substring(slash + 1));
    var range = slash < 0 ? part : part.substring(0, slash);
    int dash = range.indexOf('-');
    int first = least;
    int last = most;
    if (dash > 0) {
      first = number(range.substring(0, dash));
      last = number(range.substring(dash + 1));
    } else if (!range.equals("*")) {
      first = number(range);
      last = slash < 0 ? first : most;
    }
    if (step < 1 || step > most) {
      throw new IllegalArgumentException(part);
    }
    // FRI-MON goes round the end of the week.
    int end = last < first ? last + most - least + 1 : last;
    for (int number = first; number <= end; number += step) {
      numbers.add((number - least) % (most - least + 1) + least);
    }
  }

  private int number(String text) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    int number = named >= 0 ? named + least : Integer.parseInt(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }
}
