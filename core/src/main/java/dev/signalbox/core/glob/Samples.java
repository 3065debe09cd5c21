package dev.signalbox.core.glob;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts that patterns are likely to match, alone or together: often one of them answers already.
 */
final class Samples {
  private static final int MOST = 200;
  private static final String NICE = "xabcdefghijklmnopqrstuvwyz0123456789ABCXYZ-_.";

  private Samples() {}

  static Set<String> of(List<Line> lines) {
    List<String> alone = new ArrayList<>();
    lines.forEach(line -> alone.add(sample(line, "x")));
    Set<String> samples = new LinkedHashSet<>(alone);
    for (Line line : lines) {
      for (String other : alone) {
        if (samples.size() > MOST) {
          return samples;
        }
        samples.add(sample(line, other));
      }
    }
    return samples;
  }

  /** A text with this where the line takes anything, as far as it does. */
  private static String sample(Line line, String anything) {
    StringBuilder text = new StringBuilder();
    for (Element element : line.elements()) {
      switch (element.kind()) {
        case LITERAL -> text.appendCodePoint(element.character());
        case ANY_ONE -> text.append('x');
        case BRACKET ->
            text.append((char) NICE.chars().filter(element::takesOne).findFirst().orElse('x'));
        case STAR -> text.append(anything.substring(anything.lastIndexOf('/') + 1));
        case GLOBSTAR -> text.append(anything);
        case SEGMENTS -> {}
      }
    }
    return text.toString();
  }
}
