package dev.signalbox.core.glob;

import java.util.List;

/**
 * A pattern for branch names and paths; it must cover the whole text.
 *
 * <p>{@code *} stays within a segment, {@code **} crosses segments, {@code **}{@code /} at a
 * segment's start also stands for no segment at all, {@code ?} is one character, {@code [a-z]} and
 * {@code [!a-z]} one of a set, <code>{a,b}</code> a choice, and a backslash takes the next
 * character as it is. Case matters, a leading dot does not.
 */
public final class Glob {
  private final String pattern;
  private final List<Line> lines;

  private Glob(String pattern, List<Line> lines) {
    this.pattern = pattern;
    this.lines = lines;
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

  List<Line> lines() {
    return lines;
  }

  public boolean matches(String text) {
    return lines.stream().anyMatch(line -> line.matches(text));
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
