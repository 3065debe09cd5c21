package dev.signalbox.core.route;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a repository that is not AWS's.
 *
 * @param hook the webhook that may tell of its pushes, and no other
 * @param token the secret that its provider's API is asked with; without one it is not asked
 * @param unknown what routes with paths do where nobody can tell what has changed
 */
public record Hosting(String hook, Optional<String> token, Unknown unknown) {
  /** What to do where nobody can tell what has changed. */
  public enum Unknown {
    RUN,
    SKIP;

    /** As definitions spell it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Unknown> of(String word) {
      return Arrays.stream(values()).filter(value -> value.word().equals(word)).findFirst();
    }
  }
}
