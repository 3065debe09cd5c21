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

  /** Routes that read the same difference in the same way. */
  private record Reading(Baseline baseline, boolean anyCommit) {}

  /** A decision for each of these routes, which are all of one repository. */
  List<Decision> decide(List<Route> wanted, Repository repository, Standings standings) {
    List<Decision> decisions = new ArrayList<>();
    Map<Reading, List<Route>> readings = new LinkedHashMap<>();
    for (Route route : wanted) {
      try {
        var reading = new Reading(standings.baseline(route), route.is(Route.Option.ANY_COMMIT));
        readings.computeIfAbsent(reading, _ -> new ArrayList<>()).add(route);
      } catch (Refused e) {
        decisions.add(failed(route, e));
      }
    }
    readings.forEach(
        (reading, routes) -> decisions.addAll(decide(routes, repository, standings, reading)));
    return decisions;
  }

  private List<Decision> decide(
      List<Route> wanted, Repository repository, Standings standings, Reading reading) {
    Baseline baseline = reading.baseline();
    if (baseline.rung() == Baseline.Rung.UNKNOWN) {
      return wanted.stream().map(route -> byPolicy(route, standings)).toList();
    }
    try {
      Source source = standings.source();
      var scan = new PathScan(index(repository), wanted);
      Iterable<List<Change>> pages =
          reading.anyCommit()
              ? source.changesOfEach(baseline.from(), baseline.to())
              : source.changes(baseline.from(), baseline.to());
      for (List<Change> page : pages) {
        scan.read(page);
        if (scan.allDecided()) {
          break;
        }
      }
      return scan.decisions().stream().map(d -> d.comparedWith(baseline)).toList();
    } catch (Source.UnknownHistory e) {
      return wanted.stream().map(route -> byPolicy(route, standings)).toList();
    } catch (Refused e) {
      return wanted.stream().map(route -> failed(route, e)).toList();
    }
  }

  /** Nothing of what was read counts: a part of the changes is none. */
  private static Decision byPolicy(Route route, Standings standings) {
    var grounds = new Grounds(Grounds.Clause.PATHS, Optional.empty(), List.of());
    Decision decision =
        switch (standings.policy()) {
          case RUN ->
              Decision.taking(
                  route,
                  "what has changed is unknown, and its repository says to run then",
                  grounds);
          case SKIP ->
              Decision.of(
                  route,
                  new Outcome.Skipped(
                      "what has changed is unknown, and its repository says to skip then"),
                  grounds);
        };
    return decision.comparedWith(standings.unknown());
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
