package dev.signalbox.core.route;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.glob.Search;
import dev.signalbox.core.glob.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Patterns of one route that change nothing. */
final class Redundancy {
  private final Route route;
  private final Patience patience;
  private final List<String> messages = new ArrayList<>();

  Redundancy(Route route, Patience patience) {
    this.route = route;
    this.patience = patience;
  }

  List<String> messages() {
    for (Named names : Named.of(route.on())) {
      check(names.texts(), names.filter().include(), names.filter().exclude());
    }
    check(Texts.PATHS, route.paths().include(), route.paths().exclude());
    return messages;
  }

  private void check(Texts texts, List<Glob> include, List<Glob> exclude) {
    if (include.stream().anyMatch(Glob::takesBack)) {
      return;
    }
    Stream.concat(include.stream(), exclude.stream())
        .filter(glob -> isNothing(texts, glob))
        .forEach(
            glob -> messages.add("'%s' never matches: nothing can be called so".formatted(glob)));
    for (Glob glob : include) {
      if (isNothing(texts, glob)) {
        continue;
      }
      include.stream()
          .filter(other -> !other.equals(glob) && !other.isApartFrom(glob) && patience.lasts())
          .filter(other -> covers(texts, other, glob))
          .findFirst()
          .ifPresent(
              other -> messages.add("'%s' adds nothing: '%s' covers it".formatted(glob, other)));
    }
    for (Glob glob : exclude) {
      if (!include.isEmpty()
          && patience.lasts()
          && !isNothing(texts, glob)
          && Search.none(
              texts, List.of(include, List.of(glob)), lists -> lists.get(0) && lists.get(1))) {
        messages.add("'%s' excludes nothing that is included".formatted(glob));
      }
    }
  }

  private static boolean isNothing(Texts texts, Glob glob) {
    return Search.none(texts, List.of(List.of(glob)), lists -> lists.get(0));
  }

  private static boolean covers(Texts texts, Glob wide, Glob narrow) {
    return Search.none(
        texts, List.of(List.of(narrow), List.of(wide)), lists -> lists.get(0) && !lists.get(1));
  }
}
