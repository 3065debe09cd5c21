package dev.signalbox.core.glob;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A few characters that stand for all: patterns tell no others apart. */
final class Alphabet {
  private static final String NICE =
      "xyzabcdefghijklmnopqrstuvw0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.";

  private Alphabet() {}

  static int[] of(List<Line> lines, Texts texts) {
    // What is below the first cut is told apart from what is above the last by no pattern.
    TreeSet<Integer> cuts = new TreeSet<>(Set.of((int) '/', '/' + 1));
    for (Line line : lines) {
      for (Element element : line.elements()) {
        if (element.kind() == Element.Kind.LITERAL) {
          cuts.add(element.character());
          cuts.add(element.character() + 1);
        }
        element.bracket().edges().forEach(cuts::add);
      }
    }
    List<Integer> characters = new ArrayList<>();
    for (int cut : cuts) {
      Integer end = cuts.higher(cut);
      int character = nicest(cut, end == null ? Character.MAX_CODE_POINT + 1 : end);
      if (texts.allow(character)) {
        characters.add(character);
      }
    }
    return characters.stream()
        .sorted(Comparator.comparingInt(Alphabet::ugliness))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int ugliness(int character) {
    int at = NICE.indexOf(character);
    return at < 0 ? NICE.length() + character : at;
  }

  private static int nicest(int from, int end) {
    return NICE.chars().filter(c -> from <= c && c < end).findFirst().orElse(from);
  }
}
