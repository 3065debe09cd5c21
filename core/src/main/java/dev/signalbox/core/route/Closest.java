package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Of several patterns that do not match, the one that came closest. */
final class Closest {
  private Closest() {}

  /** The pattern that agrees with one of the texts for the longest stretch, the first of equals. */
  static Optional<Glob> of(List<Glob> patterns, List<String> texts) {
    Comparator<Glob> byAgreement =
        Comparator.comparingInt(glob ->
            texts.stream().mapToInt(text -> agreement(glob.pattern(), text)).max().orElse(0));
    return patterns.stream().reduce((a, b) -> byAgreement.compare(a, b) >= 0 ? a : b);
  }

  private static int agreement(String pattern, String text) {
    int i = 0;
    while (i < pattern.length() && i < text.length() && pattern.charAt(i) == text.charAt(i)) {
      i++;
    }
    return i;
  }
}
