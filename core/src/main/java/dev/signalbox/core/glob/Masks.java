package dev.signalbox.core.glob;

import dev.signalbox.core.glob.Element.Kind;
import java.util.Arrays;

/**
 * The elements of a short line as bits of one number, so that all positions of a match take a step
 * at once.
 */
final class Masks {
  /** One bit is for the end, and one so that a sum cannot overflow. */
  static final int MOST_ELEMENTS = 62;

  private final Element[] elements;
  private final int[] literals;
  private final long[] literalMasks;
  private final long others;
  private final long nullable;
  private final long segments;

  Masks(Element[] elements) {
    this.elements = elements;
    long others = 0;
    long nullable = 0;
    long segments = 0;
    for (int i = 0; i < elements.length; i++) {
      long bit = 1L << i;
      others |= elements[i].isLiteral() ? 0 : bit;
      nullable |= elements[i].canBeNothing() ? bit : 0;
      segments |= elements[i].kind() == Kind.SEGMENTS ? bit : 0;
    }
    this.others = others;
    this.nullable = nullable;
    this.segments = segments;
    this.literals =
        Arrays.stream(elements)
            .filter(Element::isLiteral)
            .mapToInt(Element::character)
            .distinct()
            .toArray();
    this.literalMasks = new long[literals.length];
    for (int i = 0; i < elements.length; i++) {
      for (int j = 0; j < literals.length; j++) {
        if (elements[i].isLiteral() && elements[i].character() == literals[j]) {
          literalMasks[j] |= 1L << i;
        }
      }
    }
  }

  boolean matches(String text) {
    long now = entered(1);
    for (int i = 0; i < text.length() && now != 0; ) {
      int character = text.codePointAt(i);
      now = after(now, character);
      i += Character.charCount(character);
    }
    return (now & (1L << elements.length)) != 0;
  }

  private long after(long now, int character) {
    long taking = now & literal(character);
    long staying = 0;
    for (long rest = now & others; rest != 0; rest &= rest - 1) {
      Element element = elements[Long.numberOfTrailingZeros(rest)];
      long bit = rest & -rest;
      taking |= element.takesOne(character) ? bit : 0;
      staying |= element.staysOver(character) ? bit : 0;
    }
    // After part of a segment there is no way on but the segment's end.
    return entered((taking << 1) | (staying & ~segments)) | (staying & segments);
  }

  private long literal(int character) {
    for (int i = 0; i < literals.length; i++) {
      if (literals[i] == character) {
        return literalMasks[i];
      }
    }
    return 0;
  }

  /** With every position behind those that can stand for nothing: a sum carries through them. */
  private long entered(long positions) {
    return positions | ((nullable + (positions & nullable)) ^ nullable);
  }
}
