package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.glob.Globs;
import dev.signalbox.core.glob.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path patterns of many routes as one: a file is walked once, and only the routes it means
 * something to hear of it.
 */
final class PathIndex {
  private static final Glob EVERY_FILE = Glob.of("**");

  /** Which part of a route's filter a pattern belongs to. */
  private enum Part {
    /** Not a pattern of the user's: makes the route hear of every file. */
    HEARS_ALL,
    INCLUDE,
    EXCLUDE,
    VETO,
    UNLESS_ONLY
  }

  /** What one file means to one route: the first pattern of each part that matches it. */
  record Meaning(
      int route,
      boolean counts,
      Optional<Glob> include,
      Optional<Glob> exclude,
      Optional<Glob> veto,
      Optional<Glob> unlessOnly) {}

  private record Entry(int route, Part part, Glob glob) {}

  private final List<Route> routes;
  private final List<Entry> entries = new ArrayList<>();
  private final Walker<List<Meaning>> walker;

  PathIndex(List<Route> routes) {
    this.routes = List.copyOf(routes);
    for (int i = 0; i < routes.size(); i++) {
      enter(i, routes.get(i).paths());
    }
    walker = Globs.of(entries.stream().map(Entry::glob).toList()).walker(this::meanings);
  }

  List<Route> routes() {
    return routes;
  }

  List<Meaning> meanings(String path) {
    return walker.at(path);
  }

  private void enter(int route, PathFilter filter) {
    if (filter.include().isEmpty() || !filter.unlessOnly().isEmpty()) {
      entries.add(new Entry(route, Part.HEARS_ALL, EVERY_FILE));
    }
    enter(route, Part.INCLUDE, filter.include());
    enter(route, Part.EXCLUDE, filter.exclude());
    enter(route, Part.VETO, filter.veto());
    enter(route, Part.UNLESS_ONLY, filter.unlessOnly());
  }

  private void enter(int route, Part part, List<Glob> globs) {
    globs.forEach(glob -> entries.add(new Entry(route, part, glob)));
  }

  /** A route's entries have adjoining numbers, so what matches comes route by route. */
  private List<Meaning> meanings(int[] matching) {
    List<Meaning> meanings = new ArrayList<>();
    for (int i = 0; i < matching.length; ) {
      int route = entries.get(matching[i]).route();
      List<Entry> matched = new ArrayList<>();
      for (; i < matching.length && entries.get(matching[i]).route() == route; i++) {
        matched.add(entries.get(matching[i]));
      }
      meanings.add(meaning(route, matched));
    }
    return List.copyOf(meanings);
  }

  private Meaning meaning(int route, List<Entry> matched) {
    Optional<Glob> include = first(matched, Part.INCLUDE);
    return new Meaning(
        route,
        include.isPresent() || routes.get(route).paths().include().isEmpty(),
        include,
        first(matched, Part.EXCLUDE),
        first(matched, Part.VETO),
        first(matched, Part.UNLESS_ONLY));
  }

  private static Optional<Glob> first(List<Entry> matched, Part part) {
    return matched.stream().filter(entry -> entry.part() == part).map(Entry::glob).findFirst();
  }
}
