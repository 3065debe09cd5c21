package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import java.util.List;

/**
 * The changed files a route is for.
 *
 * @param include the route runs if any of these matches a file; none given means every file
 * @param exclude such files do not count
 * @param veto one such file and the route does not run
 * @param unlessOnly the route does not run if all files are such
 */
public record PathFilter(
    List<Glob> include, List<Glob> exclude, List<Glob> veto, List<Glob> unlessOnly) {
  public static final PathFilter NONE = new PathFilter(List.of(), List.of(), List.of(), List.of());

  public PathFilter {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    veto = List.copyOf(veto);
    unlessOnly = List.copyOf(unlessOnly);
  }

  /** Whether the route runs whatever has changed, even nothing. */
  public boolean takesAnything() {
    return equals(NONE);
  }
}
