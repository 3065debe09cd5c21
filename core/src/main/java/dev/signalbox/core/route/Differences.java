package dev.signalbox.core.route;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.Repository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides for routes by the files that have changed; what it learns of patterns it keeps. */
final class Differences {
  private final Routes routes;
  private final Map<Repository, PathIndex> indexes = new HashMap<>();

  Differences(Routes routes) {
    this.routes = routes;
  }

  /** A decision for each of these routes, which are all of one repository. */
  List<Decision> decide(List<Route> wanted, Repository repository, Standings standings) {
    List<Decision> decisions = new ArrayList<>();
    Map<Baseline, List<Route>> byBaseline = new LinkedHashMap<>();
    for (Route route : wanted) {
      try {
        byBaseline.computeIfAbsent(standings.baseline(route), _ -> new ArrayList<>()).add(route);
      } catch (Refused e) {
        decisions.add(failed(route, e));
      }
    }
    byBaseline.forEach(
        (baseline, routes) -> decisions.addAll(decide(routes, repository, standings, baseline)));
    return decisions;
  }

  private List<Decision> decide(
      List<Route> wanted, Repository repository, Standings standings, Baseline baseline) {
    try {
      var scan = new PathScan(index(repository), wanted);
      for (List<Change> page : standings.source().changes(baseline.from(), baseline.to())) {
        scan.read(page);
        if (scan.allDecided()) {
          break;
        }
      }
      return scan.decisions().stream().map(d -> d.comparedWith(baseline)).toList();
    } catch (Refused e) {
      return wanted.stream().map(route -> failed(route, e)).toList();
    }
  }

  private static Decision failed(Route route, Refused e) {
    return Decision.of(
        route,
        new Outcome.Failed("cannot tell what has changed: " + e.reason(), false),
        new Grounds(Grounds.Clause.PATHS, Optional.empty(), List.of()));
  }

  private PathIndex index(Repository repository) {
    return indexes.computeIfAbsent(
        repository,
        r ->
            new PathIndex(
                routes.all().stream()
                    .filter(route -> route.on().gitRepository().equals(Optional.of(r)))
                    .filter(route -> !route.paths().takesAnything())
                    .toList()));
  }
}
