package dev.signalbox.core.redact;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of texts: those that are known, those whose names say what they are, and those
 * that look like one. Doing it twice changes nothing more.
 */
public final class Redaction {
  /** Stands where a secret stood. */
  public static final String MARK = "[redacted]";

  /** Shorter ones would be found in everything. */
  private static final int SHORTEST_KNOWN = 6;

  /** Headers hold several words; their line is their value. */
  private static final Pattern HEADER =
      Pattern.compile(
          "(?im)(?<![A-Za-z0-9-])((?:proxy-)?authorization|(?:set-)?cookie)([ \\t]{0,8}:["
              + " \\t]{0,8})[^\\r\\n\"]++");

  private final List<String> known;

  private Redaction(List<String> known) {
    this.known = known;
  }

  /** What knows no secret by itself. */
  public static Redaction ofShapes() {
    return new Redaction(List.of());
  }

  /** What also knows these. */
  public static Redaction knowing(Collection<String> secrets) {
    return new Redaction(
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST_KNOWN && !MARK.contains(secret))
            .distinct()
            // One may be the beginning of another.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The same text without secrets. */
  public String of(String text) {
    String clean = text;
    for (String secret : known) {
      clean = clean.replace(secret, MARK);
    }
    clean = HEADER.matcher(clean).replaceAll("$1$2" + MARK);
    clean = Names.PAIR.matcher(clean).replaceAll(Redaction::pair);
    for (Shape shape : Shape.ALL) {
      clean = shape.apply(clean);
    }
    return clean;
  }

  /** The same value without secrets, where its name may say that it is one. */
  public String of(String name, String value) {
    return Names.tell(name) && !value.isEmpty() ? MARK : of(value);
  }

  private static String pair(MatchResult pair) {
    String value = pair.group("value");
    String name = pair.group("name");
    if (name == null || value.equals(MARK) || (!Names.tell(name) && !isShort(name))) {
      return Matcher.quoteReplacement(pair.group());
    }
    return Matcher.quoteReplacement(name + pair.group("between") + masked(value));
  }

  private static boolean isShort(String name) {
    return name.length() <= 4;
  }

  /** What is quoted stays quoted: what it stands in may be JSON. */
  private static String masked(String value) {
    int quote = 0;
    while (quote < value.length() && value.charAt(quote) == '\\') {
      quote++;
    }
    if (quote < value.length() && (value.charAt(quote) == '"' || value.charAt(quote) == '\'')) {
      String mark = value.substring(0, quote + 1);
      return mark + MARK + (value.length() > mark.length() && value.endsWith(mark) ? mark : "");
    }
    return MARK;
  }
}
