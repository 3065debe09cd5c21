package dev.signalbox.local.logs;

import dev.signalbox.local.model.BoundedPattern;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a filter pattern. One that backtracks without end over a line is taken as
 * one that is not found there.
 */
final class LineRegex {
  /** Groups with a question mark and references back are not among what CloudWatch has. */
  private static final Pattern NOT_SUPPORTED = Pattern.compile("\\(\\?|\\\\[1-9kpPQEGzZAbB]");

  private LineRegex() {}

  /**
   * @throws dev.signalbox.local.api.AwsError InvalidParameterException
   */
  static Predicate<String> of(String regex) {
    if (NOT_SUPPORTED.matcher(regex).find()) {
      throw FilterPattern.invalid("Invalid filter pattern: unsupported regular expression");
    }
    try {
      return new BoundedPattern(regex)::isFoundIn;
    } catch (PatternSyntaxException e) {
      throw FilterPattern.invalid("Invalid filter pattern: " + e.getDescription());
    }
  }
}
