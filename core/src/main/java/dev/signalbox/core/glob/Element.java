package dev.signalbox.core.glob;

/**
 * What one position of a pattern takes.
 *
 * @param character of a literal
 * @param bracket of a bracket, else one that holds nothing
 */
record Element(Kind kind, int character, Bracket bracket) {
  /** The kinds of elements there are. */
  enum Kind {
    /** Exactly this character. */
    LITERAL,
    /** One character, not a separator. */
    ANY_ONE,
    /** One character of a set, never a separator. */
    BRACKET,
    /** Any number of characters, no separators. */
    STAR,
    /** Any number of characters. */
    GLOBSTAR,
    /** Any number of whole segments, each with its separator. */
    SEGMENTS
  }

  private static final Bracket NOTHING = new Bracket(false);

  static Element literal(int character) {
    return new Element(Kind.LITERAL, character, NOTHING);
  }

  static Element of(Kind kind) {
    return new Element(kind, 0, NOTHING);
  }

  static Element of(Bracket bracket) {
    return new Element(Kind.BRACKET, 0, bracket);
  }

  /** Whether one character of this kind moves a match on to the next element. */
  boolean takesOne(int c) {
    return switch (kind) {
      case LITERAL -> c == character;
      case ANY_ONE -> c != '/';
      case BRACKET -> c != '/' && bracket.holds(c);
      case SEGMENTS -> c == '/';
      case STAR, GLOBSTAR -> false;
    };
  }

  /** Whether a match can stay here over this character. */
  boolean staysOver(int c) {
    return switch (kind) {
      case STAR -> c != '/';
      case GLOBSTAR, SEGMENTS -> true;
      case LITERAL, ANY_ONE, BRACKET -> false;
    };
  }

  boolean canBeNothing() {
    return switch (kind) {
      case STAR, GLOBSTAR, SEGMENTS -> true;
      case LITERAL, ANY_ONE, BRACKET -> false;
    };
  }
}
