package dev.signalbox.core.release;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who keeps a git repository. */
public enum Provider {
  CODECOMMIT,
  GITHUB,
  GITLAB,
  BITBUCKET;

  /** As definitions and records spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Provider> of(String word) {
    return Arrays.stream(values()).filter(provider -> provider.word().equals(word)).findFirst();
  }
}
