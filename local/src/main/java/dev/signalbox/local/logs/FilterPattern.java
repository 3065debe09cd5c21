package dev.signalbox.local.logs;

import dev.signalbox.local.api.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which messages a filter pattern is for. */
final class FilterPattern {
  /** {@code term}, {@code "a phrase"} or {@code %regex%}, with {@code ?} or {@code -} before it. */
  private static final Pattern TERM =
      Pattern.compile("\\s*([?-]?)(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|%([^%]++)%|([^\\s\"]++))");

  private static final Pattern BARE = Pattern.compile("[\\w.@]+");

  private FilterPattern() {}

  /**
   * @throws AwsError InvalidParameterException
   */
  static Predicate<String> of(@Nullable String pattern) {
    String text = pattern == null ? "" : pattern.strip();
    if (text.isEmpty()) {
      return _ -> true;
    }
    return switch (text.charAt(0)) {
      case '{' -> JsonFilter.of(text);
      case '[' ->
          throw AwsError.notImplemented("logs", "FilterLogEvents with a pattern of columns");
      default -> terms(text);
    };
  }

  private static Predicate<String> terms(String text) {
    List<Predicate<String>> all = new ArrayList<>();
    List<Predicate<String>> any = new ArrayList<>();
    Matcher matcher = TERM.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      switch (matcher.group(1)) {
        case "?" -> any.add(term(matcher));
        case "-" -> all.add(term(matcher).negate());
        default -> all.add(term(matcher));
      }
      end = matcher.end();
      matcher.region(end, text.length());
    }
    if (!text.substring(end).isBlank()) {
      throw invalid("Invalid filter pattern");
    }
    // AWS passes over optional terms that stand beside others.
    return all.isEmpty()
        ? message -> any.stream().anyMatch(it -> it.test(message))
        : message -> all.stream().allMatch(it -> it.test(message));
  }

  private static Predicate<String> term(Matcher matcher) {
    if (matcher.group(2) != null) {
      String phrase = unquoted(matcher.group(2));
      return message -> message.contains(phrase);
    }
    if (matcher.group(3) != null) {
      return regex(matcher.group(3));
    }
    String term = matcher.group(4);
    if (!BARE.matcher(term).matches()) {
      throw invalid("Invalid character(s) in term '" + term + "'");
    }
    return message -> message.contains(term);
  }

  static String unquoted(String quoted) {
    return quoted.replaceAll("\\\\(.)", "$1");
  }

  /** Part of a message, found within bounded time. */
  static Predicate<String> regex(String regex) {
    return LineRegex.of(regex);
  }

  static AwsError invalid(String message) {
    return AwsError.of("InvalidParameterException", message);
  }
}
