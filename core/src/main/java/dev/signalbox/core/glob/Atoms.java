package dev.signalbox.core.glob;

import dev.signalbox.core.glob.Element.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Literal pieces without which a line cannot match.
 *
 * <p>They are pieces of the text between two marks and with a separator before it, so that a piece
 * knows whether it begins the text, a segment, or ends the text.
 */
final class Atoms {
  private static final char START = '\ufffe';
  private static final char END = '\uffff';

  private final Map<String, Integer> sharedBy = new HashMap<>();

  Atoms(List<Line> lines) {
    lines.forEach(line -> pieces(line).forEach(piece -> sharedBy.merge(piece, 1, Integer::sum)));
  }

  /** A text as its pieces are looked for. */
  static String marked(String text) {
    return START + "/" + text + END;
  }

  /** The piece that fewest lines share, the longest of those; some lines have none. */
  Optional<String> rarest(Line line) {
    return pieces(line).stream()
        .min(
            Comparator.comparingInt((String piece) -> sharedBy.getOrDefault(piece, 0))
                .thenComparing(Comparator.comparingInt(String::length).reversed()));
  }

  private static List<String> pieces(Line line) {
    List<String> pieces = new ArrayList<>();
    var piece = new StringBuilder().append(START).append('/');
    for (Element element : line.elements()) {
      if (element.isLiteral()) {
        piece.appendCodePoint(element.character());
      } else {
        keep(piece, pieces);
        piece.setLength(0);
        if (element.kind() == Kind.SEGMENTS) {
          piece.append('/');
        }
      }
    }
    keep(piece.append(END), pieces);
    return pieces;
  }

  /** Every text has its marks and its first separator: they alone tell nothing. */
  private static void keep(StringBuilder piece, List<String> pieces) {
    boolean tells =
        piece.chars().anyMatch(c -> c != START && c != END && c != '/') || piece.indexOf("//") >= 0;
    if (tells) {
      pieces.add(piece.toString());
    }
  }
}
