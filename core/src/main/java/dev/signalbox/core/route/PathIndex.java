package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.glob.Globs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The path patterns of many routes as one: a file is matched once against all of them, and only the
 * routes it means something to hear of it.
 */
final class PathIndex {
  private final List<Route> routes;
  private final Map<Glob, Integer> numbers = new LinkedHashMap<>();
  private final List<BitSet> concerned = new ArrayList<>();
  private final BitSet concernedByAll = new BitSet();
  private final Globs globs;

  PathIndex(List<Route> routes) {
    this.routes = List.copyOf(routes);
    for (int i = 0; i < routes.size(); i++) {
      enter(i, routes.get(i).paths());
    }
    globs = Globs.of(List.copyOf(numbers.keySet()));
  }

  private void enter(int route, PathFilter filter) {
    // An excluded file concerns a route only if something else makes it look at the file.
    filter.exclude().forEach(this::number);
    Stream.of(filter.include(), filter.veto(), filter.unlessOnly())
        .flatMap(List::stream)
        .forEach(glob -> concerned.get(number(glob)).set(route));
    if (filter.include().isEmpty() || !filter.unlessOnly().isEmpty()) {
      concernedByAll.set(route);
    }
  }

  private int number(Glob glob) {
    return numbers.computeIfAbsent(
        glob,
        _ -> {
          concerned.add(new BitSet());
          return concerned.size() - 1;
        });
  }

  List<Route> routes() {
    return routes;
  }

  Matched match(String path) {
    return new Matched(globs.matching(path));
  }

  /** The patterns that match one file. */
  final class Matched {
    private final BitSet matching;

    private Matched(BitSet matching) {
      this.matching = matching;
    }

    /** The routes that the file means something to. */
    BitSet routes() {
      var routes = (BitSet) concernedByAll.clone();
      matching.stream().forEach(number -> routes.or(concerned.get(number)));
      return routes;
    }

    Optional<Glob> first(List<Glob> patterns) {
      return Glob.choosing(patterns, glob -> matching.get(number(glob)));
    }
  }
}
