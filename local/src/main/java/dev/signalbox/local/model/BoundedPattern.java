package dev.signalbox.local.model;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * A regular expression of AWS's models or of a caller, in Java's dialect. Some of them backtrack
 * without end on a hostile value: such a value is taken as one that does not match.
 */
public final class BoundedPattern {
  /** Far more looks at characters than any value takes that a real client sends. */
  private static final int LOOKS = 4_000_000;

  private static final int LOOKS_PER_CHARACTER = 40;

  private static final long DEEP_STACK = 128L * 1024 * 1024;

  private final Pattern pattern;

  public BoundedPattern(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  /** Whether some part of the value matches. */
  public boolean isFoundIn(String value) {
    try {
      return pattern.matcher(new Watched(value)).find();
    } catch (GaveUp | StackOverflowError e) {
      return false;
    }
  }

  /** Whether the whole value matches. */
  public boolean matches(String value) {
    try {
      return matchesWithin(value);
    } catch (StackOverflowError e) {
      return matchesOnDeepStack(value);
    }
  }

  private boolean matchesWithin(String value) {
    try {
      return pattern.matcher(new Watched(value)).matches();
    } catch (GaveUp e) {
      return false;
    }
  }

  /** Java's matcher recurses for each round of a repeated group. */
  private boolean matchesOnDeepStack(String value) {
    AtomicBoolean matches = new AtomicBoolean();
    Runnable match =
        () -> {
          try {
            matches.set(matchesWithin(value));
          } catch (StackOverflowError e) {
            matches.set(false);
          }
        };
    Thread thread = new Thread(null, match, "deep pattern", DEEP_STACK);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return matches.get();
  }

  /** As the model writes it. */
  @Override
  public String toString() {
    return pattern.pattern();
  }

  private static final class Watched implements CharSequence {
    private final String value;
    private long looksLeft;

    Watched(String value) {
      this.value = value;
      this.looksLeft = LOOKS + (long) LOOKS_PER_CHARACTER * value.length();
    }

    @Override
    public char charAt(int index) {
      if (--looksLeft < 0) {
        throw new GaveUp();
      }
      return value.charAt(index);
    }

    @Override
    public int length() {
      return value.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return value.subSequence(start, end);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  private static final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GaveUp() {
      super(null, null, false, false);
    }
  }
}
