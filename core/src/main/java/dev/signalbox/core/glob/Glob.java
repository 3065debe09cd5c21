package dev.signalbox.core.glob;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
  private final Dialect dialect;
  private final boolean takesBack;
  private final List<Line> lines;

  private Glob(String pattern, Dialect dialect, boolean takesBack, List<Line> lines) {
    this.pattern = pattern;
    this.dialect = dialect;
    this.takesBack = takesBack;
    this.lines = lines;
  }

  /**
   * Reads a pattern.
   *
   * @throws GlobSyntaxException where it is not one
   */
  public static Glob of(String pattern) {
    return of(pattern, Dialect.SIGNALBOX);
  }

  /**
   * Reads a pattern as others mean it.
   *
   * @throws GlobSyntaxException where it is not one
   */
  public static Glob of(String pattern, Dialect dialect) {
    boolean takesBack = dialect == Dialect.GITHUB && pattern.startsWith("!");
    return new Glob(
        pattern, dialect, takesBack, new GlobReader(pattern, dialect, takesBack ? 1 : 0).read());
  }

  /**
   * The pattern that says that something is among these: the first that matches it or, where some
   * take others back, the last, if that one does not take it back.
   */
  public static Optional<Glob> choosing(List<Glob> globs, Predicate<Glob> matches) {
    if (globs.stream().noneMatch(Glob::takesBack)) {
      return globs.stream().filter(matches).findFirst();
    }
    return globs.reversed().stream().filter(matches).findFirst().filter(glob -> !glob.takesBack());
  }

  public static Optional<Glob> choosing(List<Glob> globs, String text) {
    return choosing(globs, glob -> glob.matches(text));
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Whether what it matches is taken out of what those before it in a list chose. */
  public boolean takesBack() {
    return takesBack;
  }

  /** Whether it can be seen at once that no text matches both. */
  public boolean isApartFrom(Glob other) {
    return lines.stream().allMatch(mine -> other.lines.stream().allMatch(mine::isApartFrom));
  }

  /** Whether both were read into the very same: then they match the same. */
  public boolean readsAs(Glob other) {
    return lines.stream()
        .map(Line::elements)
        .toList()
        .equals(other.lines.stream().map(Line::elements).toList());
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
    return other instanceof Glob glob && glob.pattern.equals(pattern) && glob.dialect == dialect;
  }

  @Override
  public int hashCode() {
    return 31 * pattern.hashCode() + dialect.word().hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
