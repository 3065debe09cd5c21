package dev.signalbox.core.glob;

/**
 * A pattern for branch names and paths; it must cover the whole text.
 *
 * <p>{@code *} stays within a segment, {@code **} crosses segments, {@code **}{@code /} at a
 * segment's start also stands for no segment at all, {@code ?} is one character, {@code [a-z]} and
 * {@code [!a-z]} one of a set, <code>{a,b}</code> a choice, and a backslash takes the next
 * character as it is. Case matters, a leading dot does not. The time a match takes grows with the
 * length of the text times the length of the pattern and no faster.
 */
public final class Glob {
  private final String pattern;
  private final Program program;

  private Glob(String pattern, Program program) {
    this.pattern = pattern;
    this.program = program;
  }

  /**
   * Reads a pattern.
   *
   * @throws GlobSyntaxException where it is not one
   */
  public static Glob of(String pattern) {
    return new Glob(pattern, new GlobReader(pattern).read());
  }

  public String pattern() {
    return pattern;
  }

  Program program() {
    return program;
  }

  public boolean matches(String text) {
    var states = new States(program);
    var next = new States(program);
    states.enter(0);
    for (int i = 0; i < text.length() && !states.isEmpty(); ) {
      int character = text.codePointAt(i);
      next.enterAfter(character, states);
      states.clear();
      var spare = states;
      states = next;
      next = spare;
      i += Character.charCount(character);
    }
    return states.accepted().length > 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && glob.pattern.equals(pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
