package dev.signalbox.core.route;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Repository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides for routes by the files that have changed; what it learns of patterns it keeps. */
final class Differences {
  private final Routes routes;
  private final Sources sources;
  private final Map<Repository, PathIndex> indexes = new HashMap<>();

  Differences(Routes routes, Sources sources) {
    this.routes = routes;
    this.sources = sources;
  }

  /** A decision for each of these routes, which are all for this cause. */
  List<Decision> decide(List<Route> wanted, Cause cause, CommitId to, WatchedRepository watched) {
    try {
      Source source = sources.of(watched);
      Baseline baseline = new Baselines(source, watched.defaultBranch()).of(cause, to);
      var scan = new PathScan(index(watched.repository()), wanted);
      for (List<Change> page : source.changes(baseline.from(), to)) {
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
