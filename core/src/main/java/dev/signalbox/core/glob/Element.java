package dev.signalbox.core.glob;

/**
 * What one position of a pattern takes.
 *
 * @param character of a literal
 * @param bracket of a bracket, else one that holds nothing
 */
record Element(Kind kind, int character, Bracket bracket, Repeat repeat) {
  /** How often it stands for what it takes. */
  enum Repeat {
    ONCE,
    AT_MOST_ONCE,
    ANY_NUMBER
  }

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
    return new Element(Kind.LITERAL, character, NOTHING, Repeat.ONCE);
  }

  static Element of(Kind kind) {
    return new Element(kind, 0, NOTHING, Repeat.ONCE);
  }

  static Element of(Bracket bracket) {
    return new Element(Kind.BRACKET, 0, bracket, Repeat.ONCE);
  }

  Element repeated(Repeat times) {
    return new Element(kind, character, bracket, times);
  }

  /** Whether it is this very character, once. */
  boolean isLiteral() {
    return kind == Kind.LITERAL && repeat == Repeat.ONCE;
  }

  /** Whether one character of this kind moves a match on to the next element. */
  boolean takesOne(int c) {
    return repeat != Repeat.ANY_NUMBER && takes(c);
  }

  private boolean takes(int c) {
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
      case LITERAL, ANY_ONE, BRACKET -> repeat == Repeat.ANY_NUMBER && takes(c);
    };
  }

  boolean canBeNothing() {
    return switch (kind) {
      case STAR, GLOBSTAR, SEGMENTS -> true;
      case LITERAL, ANY_ONE, BRACKET -> repeat != Repeat.ONCE;
    };
  }
}
