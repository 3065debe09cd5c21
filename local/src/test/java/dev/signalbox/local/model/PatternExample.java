package dev.signalbox.local.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a text that a regular expression accepts, by reading the expression: alternatives and
 * repetitions are tried until one of the wished length matches. Look-arounds are skipped over and
 * left to the final match.
 */
final class PatternExample {
  private static final Map<String, String> MEMBERS = new ConcurrentHashMap<>();
  private static final Map<String, Optional<String>> FOUND = new ConcurrentHashMap<>();

  private final String regex;

  /** How often what may be repeated without limit is repeated. */
  private final int repeat;

  /** Which alternative is taken where there are several. */
  private final int choice;

  private int at;

  /** Repetitions inside of repetitions multiply. */
  private int atomsLeft = 400_000;

  private PatternExample(String regex, int repeat, int choice) {
    this.regex = regex;
    this.repeat = repeat;
    this.choice = choice;
  }

  static Optional<String> of(String regex, int least, int greatest) {
    return FOUND.computeIfAbsent(
        regex + " " + least + " " + greatest, _ -> find(regex, least, greatest));
  }

  private static Optional<String> find(String regex, int least, int greatest) {
    BoundedPattern pattern = new BoundedPattern(regex);
    return repeats(least, greatest)
        .flatMap(repeat ->
            IntStream.range(0, 8)
                .mapToObj(choice -> new PatternExample(regex, repeat, choice).text())
                .flatMap(Optional::stream))
        .filter(text -> text.length() >= least && text.length() <= greatest)
        .filter(text -> pattern.matches(text))
        .findFirst();
  }

  private static Stream<Integer> repeats(int least, int greatest) {
    return Stream.concat(
        Stream.of(1, 2, 3, 4, 6, 8, 12, 16, 17, 20, 24, 32, 36, 40, 64, 128),
        Stream.of(least, least + 1, Math.min(greatest, 10_000)));
  }

  private Optional<String> text() {
    String text = alternatives();
    return atomsLeft > 0 ? Optional.of(text) : Optional.empty();
  }

  private String alternatives() {
    List<String> all = new ArrayList<>();
    all.add(sequence());
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      all.add(sequence());
    }
    return all.get(choice % all.size());
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      int start = at;
      String once = atom();
      int times = times();
      text.append(once);
      for (int i = 1; i < times && atomsLeft > 0; i++) {
        int after = at;
        at = start;
        text.append(atom());
        at = after;
      }
      if (times == 0) {
        text.setLength(text.length() - once.length());
      }
    }
    return text.toString();
  }

  private String atom() {
    atomsLeft--;
    char c = regex.charAt(at++);
    return switch (c) {
      case '^', '$' -> "";
      case '.' -> "x";
      case '[' -> characterClass();
      case '(' -> group();
      case '\\' -> escape();
      default -> String.valueOf(c);
    };
  }

  private String group() {
    boolean looksAround =
        regex.startsWith("?=", at) || regex.startsWith("?!", at) || regex.startsWith("?<", at);
    if (regex.startsWith("?i)", at)) {
      at += 3;
      return "";
    }
    if (regex.startsWith("?:", at) || regex.startsWith("?=", at) || regex.startsWith("?!", at)) {
      at += 2;
    } else if (regex.startsWith("?<!", at) || regex.startsWith("?<=", at)) {
      at += 3;
    }
    String text = alternatives();
    at++;
    return looksAround ? "" : text;
  }

  private String escape() {
    char c = regex.charAt(at++);
    return switch (c) {
      case 'd' -> "1";
      case 'w' -> "w";
      case 's' -> " ";
      case 'S', 'D' -> "s";
      case 'b' -> "";
      case 'p', 'P' -> {
        at = regex.indexOf('}', at) + 1;
        yield "p";
      }
      case 'u', 'x' -> {
        int digits = c == 'u' ? 4 : 2;
        String hex = regex.substring(at, at + digits);
        at += digits;
        yield String.valueOf((char) Integer.parseInt(hex, 16));
      }
      default -> Character.isDigit(c) ? "" : String.valueOf(c);
    };
  }

  /** Leaves reading the class to Java, and asks it about likely characters. */
  private String characterClass() {
    int start = at - 1;
    if (regex.charAt(at) == '^') {
      at++;
    }
    if (regex.charAt(at) == ']') {
      at++;
    }
    while (regex.charAt(at) != ']') {
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    return MEMBERS.computeIfAbsent(regex.substring(start, at), PatternExample::member);
  }

  private static String member(String characterClass) {
    Pattern one = Pattern.compile(characterClass);
    return Stream.concat(
            Stream.of(
                "a", "A", "1", "0", "-", "s", "n", "e", "w", "_", "*", "/", ".", " ", "$", "T"),
            IntStream.rangeClosed(0, 0xff).mapToObj(Character::toString))
        .filter(text -> one.matcher(text).matches())
        .findFirst()
        .orElseThrow();
  }

  private int times() {
    if (at >= regex.length()) {
      return 1;
    }
    int times =
        switch (regex.charAt(at)) {
          case '*' -> repeat - 1;
          case '+' -> repeat;
          case '?' -> (choice / 2) % 2;
          case '{' -> counted();
          default -> -1;
        };
    if (times < 0) {
      return 1;
    }
    at++;
    if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
      at++;
    }
    return times;
  }

  private int counted() {
    int end = regex.indexOf('}', at);
    String[] range = regex.substring(at + 1, end).split(",", -1);
    at = end;
    int least = Integer.parseInt(range[0]);
    int greatest =
        range.length == 1
            ? least
            : range[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(range[1]);
    return Math.max(least, Math.min(greatest, repeat));
  }
}
