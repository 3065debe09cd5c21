package dev.signalbox.core.route;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Repository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides for one definition which routes an event takes and why the others do not.
 *
 * <p>It changes nothing and starts nothing. What it has learnt of paths it keeps, so one decider
 * serves best for as long as its definition is in force. It is for one thread.
 */
public final class Decider {
  private final Definition definition;
  private final Sources sources;
  private final Map<Repository, PathIndex> indexes = new HashMap<>();

  public Decider(Definition definition, Sources sources) {
    this.definition = definition;
    this.sources = sources;
  }

  /** One decision per route in the definition's order, and one for all where none takes it. */
  public Decisions decide(Event event) {
    return new Decisions(
        event,
        definition.version(),
        switch (event) {
          case Event.Pushed(Push push) -> decide(push);
          case Event.Suspect suspect ->
              List.of(Decision.ofAll(new Outcome.Rejected(suspect.reason())));
          case Event.Irrelevant _ -> List.of();
        });
  }

  private List<Decision> decide(Push push) {
    Routes routes = definition.routes();
    if (!routes.trust(push.repository().account())) {
      return List.of(
          Decision.ofAll(
              new Outcome.Rejected(
                  "account %s is not in the definition".formatted(push.repository().account()))));
    }
    Map<String, Decision> decided = new HashMap<>();
    List<Route> byPath = new ArrayList<>();
    for (Route route : routes.all()) {
      BranchCheck.refusal(route, push)
          .ifPresentOrElse(
              refusal -> decided.put(route.name(), refusal),
              () -> {
                if (route.paths().takesAnything()) {
                  decided.put(route.name(), unconditional(route, push));
                } else {
                  byPath.add(route);
                }
              });
    }
    if (!byPath.isEmpty()) {
      byPath(byPath, push).forEach(d -> decided.put(d.route().orElseThrow().name(), d));
    }
    return inOrder(push, decided);
  }

  private static Decision unconditional(Route route, Push push) {
    return BranchCheck.taken(route, push)
        .comparedWith(Baselines.untouched(push, push.after().orElseThrow()));
  }

  private List<Decision> byPath(List<Route> routes, Push push) {
    try {
      CommitId to = push.after().orElseThrow();
      WatchedRepository watched = definition.routes().watched(push.repository()).orElseThrow();
      Source source = sources.of(watched);
      Baseline baseline = new Baselines(source, watched.defaultBranch()).of(push, to);
      var scan = new PathScan(index(push.repository()), routes);
      for (List<Change> page : source.changes(baseline.from(), to)) {
        scan.read(page);
        if (scan.allDecided()) {
          break;
        }
      }
      return scan.decisions().stream().map(d -> d.comparedWith(baseline)).toList();
    } catch (Refused e) {
      return routes.stream()
          .map(route ->
              Decision.of(
                  route,
                  new Outcome.Failed("cannot tell what has changed: " + e.reason(), false),
                  new Grounds(Grounds.Clause.PATHS, Optional.empty(), List.of())))
          .toList();
    }
  }

  private PathIndex index(Repository repository) {
    return indexes.computeIfAbsent(
        repository,
        r ->
            new PathIndex(
                definition.routes().all().stream()
                    .filter(route -> route.repository().equals(r))
                    .filter(route -> !route.paths().takesAnything())
                    .toList()));
  }

  private List<Decision> inOrder(Push push, Map<String, Decision> decided) {
    List<Decision> decisions = new ArrayList<>();
    definition.routes().all().forEach(r -> decisions.add(decided.get(r.name())));
    if (decisions.stream().allMatch(d -> d.outcome() instanceof Outcome.Skipped)) {
      boolean watched = definition.routes().watched(push.repository()).isPresent();
      decisions.add(
          Decision.ofAll(
              new Outcome.NoRoute(
                  watched
                      ? "no route takes this push"
                      : "repository " + push.repository() + " is not in the definition")));
    }
    return decisions;
  }
}
