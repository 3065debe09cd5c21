package dev.signalbox.definitions.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What someone may have meant. */
public final class Suggestion {
  private Suggestion() {}

  /** The end of a message about a word that is not one of these. */
  public static String among(Collection<String> known, String word) {
    return closest(known, word)
        .map(meant -> ", did you mean '" + meant + "'?")
        .orElseGet(() -> known.isEmpty() ? "" : "; there is " + String.join(", ", known));
  }

  private static Optional<String> closest(Collection<String> known, String word) {
    // Beyond this many slips in a word it is another word.
    int mostSlips = Math.max(1, word.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> slips(candidate, word)))
        .filter(candidate -> slips(candidate, word) <= mostSlips);
  }

  /** How many letters must be typed, left out, replaced or swapped to make one word the other. */
  private static int slips(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) > 10) {
      return Integer.MAX_VALUE;
    }
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, a, b, i, j);
      }
    }
    return slips[a.length()][b.length()];
  }

  private static int fewest(int[][] slips, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int fewest =
        Math.min(
            slips[i - 1][j - 1] + (same ? 0 : 1), Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
  }
}
