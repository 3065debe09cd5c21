package dev.signalbox.local.logs;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a filter pattern. One that backtracks without end over a line is taken as
 * one that is not found there.
 */
final class LineRegex {
  private static final long LOOKS = 2_000_000;

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
      Pattern pattern = Pattern.compile(regex);
      return line -> found(pattern, line);
    } catch (PatternSyntaxException e) {
      throw FilterPattern.invalid("Invalid filter pattern: " + e.getDescription());
    }
  }

  private static boolean found(Pattern pattern, String line) {
    try {
      return pattern.matcher(new Watched(line)).find();
    } catch (GaveUp | StackOverflowError e) {
      return false;
    }
  }

  private static final class Watched implements CharSequence {
    private final String line;
    private long looksLeft;

    Watched(String line) {
      this.line = line;
      this.looksLeft = LOOKS;
    }

    @Override
    public char charAt(int index) {
      if (--looksLeft < 0) {
        throw new GaveUp();
      }
      return line.charAt(index);
    }

    @Override
    public int length() {
      return line.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return line.subSequence(start, end);
    }

    @Override
    public String toString() {
      return line;
    }
  }

  private static final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GaveUp() {
      super(null, null, false, false);
    }
  }
}
