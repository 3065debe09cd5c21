package dev.signalbox.core.glob;

import java.util.List;
import java.util.Optional;

/**
 * A pattern without choices: elements one after the other.
 *
 * <p>All positions that a match can be at are followed at once, so the time grows with the length
 * of the text times the number of elements, whatever they are.
 */
final class Line {
  private final Element[] elements;
  private final Optional<Masks> masks;

  Line(List<Element> elements) {
    this.elements = elements.toArray(Element[]::new);
    this.masks =
        elements.size() <= Masks.MOST_ELEMENTS
            ? Optional.of(new Masks(this.elements))
            : Optional.empty();
  }

  /** Whether no text matches both, as their literal beginnings tell. */
  boolean isApartFrom(Line other) {
    int mine = literals();
    int theirs = other.literals();
    for (int i = 0; i < Math.min(mine, theirs); i++) {
      if (elements[i].character() != other.elements[i].character()) {
        return true;
      }
    }
    return mine < theirs ? ends(mine) : theirs < mine && other.ends(theirs);
  }

  private boolean ends(int position) {
    return position == elements.length;
  }

  /** How many elements at the beginning are characters. */
  private int literals() {
    int count = 0;
    while (count < elements.length && elements[count].isLiteral()) {
      count++;
    }
    return count;
  }

  List<Element> elements() {
    return List.of(elements);
  }

  boolean matches(String text) {
    return masks.isPresent() ? masks.get().matches(text) : matchesOneByOne(text);
  }

  /** However many elements there are. */
  boolean matchesOneByOne(String text) {
    Positions now = start();
    var next = new Positions(elements.length + 1);
    for (int i = 0; i < text.length() && !now.isEmpty(); ) {
      int character = text.codePointAt(i);
      next.clear();
      step(now, character, next);
      var spare = now;
      now = next;
      next = spare;
      i += Character.charCount(character);
    }
    return accepts(now);
  }

  /** Where a match is before the first character. */
  Positions start() {
    var positions = new Positions(elements.length + 1);
    enter(positions, 0);
    return positions;
  }

  /** Where a match is one character later. */
  Positions after(Positions now, int character) {
    var next = new Positions(elements.length + 1);
    step(now, character, next);
    return next;
  }

  boolean accepts(Positions now) {
    return now.holds(elements.length);
  }

  private void step(Positions now, int character, Positions next) {
    for (int at = now.first(0); at >= 0 && at < elements.length; at = now.first(at + 1)) {
      step(next, at, character);
    }
  }

  private void step(Positions next, int at, int character) {
    Element element = elements[at];
    if (element.takesOne(character)) {
      enter(next, at + 1);
    }
    if (element.staysOver(character)) {
      next.add(at);
      // After part of a segment there is no way on but the segment's end.
      if (element.kind() != Element.Kind.SEGMENTS) {
        enter(next, at + 1);
      }
    }
  }

  /** Arrives at an element, and behind it if it can stand for nothing. */
  private void enter(Positions positions, int at) {
    int here = at;
    positions.add(here);
    while (here < elements.length && elements[here].canBeNothing()) {
      here++;
      positions.add(here);
    }
  }
}
