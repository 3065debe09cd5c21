package dev.signalbox.core.glob;

import dev.signalbox.core.glob.Element.Kind;
import dev.signalbox.core.glob.Element.Repeat;
import java.util.ArrayList;
import java.util.List;

/** Turns a pattern's text into the lines that its choices make. */
final class GlobReader {
  private static final int LONGEST = 1000;
  private static final int MOST_LINES = 256;

  private final String pattern;
  private final int[] characters;
  private final Dialect dialect;
  private int at;

  /** Reads from that character on. */
  GlobReader(String pattern, Dialect dialect, int from) {
    this.pattern = pattern;
    this.dialect = dialect;
    this.at = from;
    this.characters = pattern.codePoints().toArray();
  }

  List<Line> read() {
    if (characters.length == at) {
      throw new GlobSyntaxException("a pattern cannot be empty", 1);
    }
    if (characters.length > LONGEST) {
      throw problem("there are more than " + LONGEST + " characters", LONGEST);
    }
    List<List<Element>> lines = List.of(List.of());
    while (at < characters.length) {
      lines = characters[at] == '{' && dialect != Dialect.GITHUB ? choice(lines) : piece(lines);
    }
    return lines.stream().map(Line::new).toList();
  }

  private static List<List<Element>> each(List<List<Element>> lines, Element element) {
    return lines.stream().map(line -> with(line, element)).toList();
  }

  private static List<Element> with(List<Element> line, Element element) {
    List<Element> longer = new ArrayList<>(line);
    longer.add(element);
    return longer;
  }

  private List<List<Element>> piece(List<List<Element>> lines) {
    int character = characters[at++];
    if (dialect == Dialect.GITHUB && (character == '?' || character == '+')) {
      return repeated(lines, character == '?' ? Repeat.AT_MOST_ONCE : Repeat.ANY_NUMBER);
    }
    return switch (character) {
      case '*' -> stars(lines);
      case '?' -> each(lines, Element.of(Kind.ANY_ONE));
      case '[' -> each(lines, Element.of(bracket()));
      case '\\' -> {
        if (at == characters.length) {
          throw problem("'\\' escapes nothing", at - 1);
        }
        yield each(lines, Element.literal(characters[at++]));
      }
      default -> each(lines, Element.literal(character));
    };
  }

  /** Once and any number of times more is at least once. */
  private List<List<Element>> repeated(List<List<Element>> lines, Repeat times) {
    List<Element> line = lines.getFirst();
    boolean repeatable =
        !line.isEmpty() && line.getLast().repeat() == Repeat.ONCE && !line.getLast().canBeNothing();
    if (!repeatable) {
      throw problem("there is no character for it to repeat", at - 1);
    }
    Element last = line.getLast().repeated(times);
    return List.of(
        with(times == Repeat.ANY_NUMBER ? line : line.subList(0, line.size() - 1), last));
  }

  private List<List<Element>> stars(List<List<Element>> lines) {
    int stars = 1;
    while (at < characters.length && characters[at] == '*') {
      at++;
      stars++;
    }
    if (stars == 1) {
      return each(lines, Element.of(Kind.STAR));
    }
    // '***' crosses no further than '**'.
    if (at == characters.length || characters[at] != '/' || dialect == Dialect.CODEPIPELINE) {
      return each(lines, Element.of(Kind.GLOBSTAR));
    }
    at++;
    return lines.stream()
        .map(line ->
            startsSegment(line)
                ? with(line, Element.of(Kind.SEGMENTS))
                : with(with(line, Element.of(Kind.GLOBSTAR)), Element.literal('/')))
        .toList();
  }

  private static boolean startsSegment(List<Element> line) {
    return line.isEmpty()
        || line.getLast().kind() == Kind.SEGMENTS
        || line.getLast().equals(Element.literal('/'));
  }

  private List<List<Element>> choice(List<List<Element>> before) {
    int opened = at++;
    List<List<Element>> after = new ArrayList<>();
    while (true) {
      List<List<Element>> lines = before;
      while (at < characters.length && characters[at] != ',' && characters[at] != '}') {
        if (characters[at] == '{') {
          throw problem("'{' cannot stand inside another '{'", at);
        }
        lines = piece(lines);
      }
      if (at == characters.length) {
        throw problem("'{' is never closed", opened);
      }
      after.addAll(lines);
      if (after.size() > MOST_LINES) {
        throw problem("the choices make more than " + MOST_LINES + " patterns", opened);
      }
      if (characters[at++] == '}') {
        return after;
      }
    }
  }

  private Bracket bracket() {
    int opened = at - 1;
    boolean negated = at < characters.length && characters[at] == '!' && dialect != Dialect.GITHUB;
    at += negated ? 1 : 0;
    List<Integer> ranges = new ArrayList<>();
    while (at < characters.length && characters[at] != ']') {
      int first = characters[at++];
      int last = first;
      if (at + 1 < characters.length && characters[at] == '-' && characters[at + 1] != ']') {
        last = characters[at + 1];
        at += 2;
      }
      if (first == '/' || last == '/') {
        throw problem("'/' cannot stand in brackets: they never match a separator", at - 1);
      }
      if (last < first) {
        throw problem("the range runs backwards", at - 3);
      }
      ranges.add(first);
      ranges.add(last);
    }
    if (at == characters.length) {
      throw problem("'[' is never closed", opened);
    }
    if (ranges.isEmpty()) {
      throw problem("'[]' matches nothing", opened);
    }
    at++;
    return new Bracket(negated, ranges.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Columns count characters as an editor shows them, from 1. */
  private GlobSyntaxException problem(String what, int index) {
    return new GlobSyntaxException(what + " in '" + pattern + "'", index + 1);
  }
}
