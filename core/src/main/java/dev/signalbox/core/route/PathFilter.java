package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The changed files a route is for.
 *
 * @param include the route runs if any of these matches a file; none given means every file
 * @param exclude such files do not count
 * @param veto one such file and the route does not run
 * @param unlessOnly the route does not run if all files are such
 * @param kinds files changed in other ways do not exist for the route
 */
public record PathFilter(
    List<Glob> include,
    List<Glob> exclude,
    List<Glob> veto,
    List<Glob> unlessOnly,
    Set<Change.Kind> kinds) {
  private static final Set<Change.Kind> EVERY_KIND =
      Collections.unmodifiableSet(EnumSet.allOf(Change.Kind.class));
  public static final PathFilter NONE = new PathFilter(List.of(), List.of(), List.of(), List.of());

  public PathFilter {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    veto = List.copyOf(veto);
    unlessOnly = List.copyOf(unlessOnly);
    EnumSet<Change.Kind> ordered = EnumSet.noneOf(Change.Kind.class);
    ordered.addAll(kinds);
    kinds = Collections.unmodifiableSet(ordered);
  }

  /** For changes of every kind. */
  public PathFilter(
      List<Glob> include, List<Glob> exclude, List<Glob> veto, List<Glob> unlessOnly) {
    this(include, exclude, veto, unlessOnly, EVERY_KIND);
  }

  /** Whether the route runs whatever has changed, even nothing. */
  public boolean takesAnything() {
    return equals(NONE);
  }

  public boolean takesEveryKind() {
    return kinds.equals(EVERY_KIND);
  }
}
