package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import java.util.List;

/** The names a route is for: any of the included ones, none of the excluded ones. */
public record NameFilter(List<Glob> include, List<Glob> exclude) {
  public static final NameFilter ALL = new NameFilter(List.of(), List.of());

  public NameFilter {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  boolean take(String name) {
    return Glob.choosing(exclude, name).isEmpty() && include(name);
  }

  /** Whether it would take the name, were there no excluded ones. */
  boolean include(String name) {
    return include.isEmpty() || Glob.choosing(include, name).isPresent();
  }
}
