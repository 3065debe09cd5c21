package dev.signalbox.local.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant. */
final class Suggestion {
  private Suggestion() {}

  /** {@code ", did you mean 'X'?"}, or nothing when no candidate is near. */
  static String of(String word, Collection<String> candidates) {
    int near = word.length() < 4 ? 1 : Math.max(2, word.length() / 4);
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= Math.min(near, word.length() - 1))
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .map(candidate -> ", did you mean '" + candidate + "'?")
        .orElse("");
  }

  /** Levenshtein's distance, upper and lower case being the same. */
  private static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
