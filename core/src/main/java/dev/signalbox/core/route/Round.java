package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One cause, decided about for all routes: what they are for, skip markers, files, defaults. */
final class Round {
  private final Routes routes;
  private final Event event;
  private final Cause cause;
  private final Sources sources;
  private final Progress progress;
  private final Differences differences;
  private final Map<String, Decision> decided = new HashMap<>();

  Round(
      Routes routes,
      Event event,
      Cause cause,
      Sources sources,
      Progress progress,
      Differences differences) {
    this.routes = routes;
    this.event = event;
    this.cause = cause;
    this.sources = sources;
    this.progress = progress;
    this.differences = differences;
  }

  List<Decision> decisions() {
    List<Route> open = forThis();
    if (!open.isEmpty()) {
      commit().ifPresentOrElse(commit -> atCommit(open, commit), () -> open.forEach(this::take));
    }
    yieldDefaults();
    return inOrder();
  }

  private List<Route> forThis() {
    List<Route> open = new ArrayList<>();
    for (Route route : routes.all()) {
      OnCheck.refusal(route.on(), cause)
          .or(() -> loop(route))
          .ifPresentOrElse(
              finding -> decided.put(route.name(), finding.refusing(route)),
              () -> forOne(route.of(cause), open));
    }
    return open;
  }

  private void forOne(Route route, List<Route> open) {
    ephemeral(route)
        .or(() -> OnCheck.life(route.on(), cause))
        .ifPresentOrElse(
            finding -> decided.put(route.name(), finding.refusing(route)), () -> open.add(route));
  }

  private Optional<Finding> ephemeral(Route route) {
    return route.start().ephemeral().isPresent() && cause instanceof Push push
        ? routes
            .watched(push.repository())
            .flatMap(watched -> EphemeralCheck.refusal(watched, push))
        : Optional.empty();
  }

  /** A push goes from hand to hand once, else two accounts could throw it to each other forever. */
  private Optional<Finding> loop(Route route) {
    return event instanceof Event.Relayed(_, Relay relay)
            && !relay.mayBeForwarded()
            && route.start().target().reach() instanceof Reach.Bus(String bus)
        ? Optional.of(
            Finding.of(
                "account %s has forwarded it already, and a push is forwarded once"
                    .formatted(relay.sender()),
                Clause.START,
                bus))
        : Optional.empty();
  }

  private void take(Route route) {
    decided.put(route.name(), OnCheck.passage(route.on(), cause).taking(route));
  }

  /** The commit that would be started; images and objects have none. */
  private Optional<CommitId> commit() {
    return switch (cause) {
      case Push push -> push.after();
      case PullRequest pullRequest -> Optional.of(pullRequest.source().commit());
      default -> Optional.empty();
    };
  }

  private Optional<Repository> repository() {
    return switch (cause) {
      case Push push -> Optional.of(push.repository());
      case PullRequest pullRequest -> Optional.of(pullRequest.repository());
      default -> Optional.empty();
    };
  }

  private void atCommit(List<Route> open, CommitId commit) {
    WatchedRepository watched = repository().flatMap(routes::watched).orElseThrow();
    var marked = new Marked(sources, watched, commit);
    var standings = new Standings(sources, watched, cause, commit, progress);
    List<Route> byPath = new ArrayList<>();
    for (Route route : open) {
      Optional<Decision> refusal =
          standings
              .settled(route)
              .or(() -> asksForMarkers() ? marked.skip(route) : Optional.empty());
      if (refusal.isPresent()) {
        decided.put(route.name(), refusal.get());
      } else if (route.paths().takesAnything()) {
        take(route);
        decided.computeIfPresent(route.name(), (_, d) -> d.comparedWith(untouched(commit)));
      } else {
        byPath.add(route);
      }
    }
    if (!byPath.isEmpty()) {
      differences
          .decide(byPath, watched.repository(), standings)
          .forEach(d -> decided.put(d.route().orElseThrow().name(), d));
    }
    decided.replaceAll((_, decision) -> marked.doubted(decision));
  }

  /** For a route that takes whatever has changed: what the event itself says, nothing is asked. */
  private Baseline untouched(CommitId commit) {
    Optional<CommitId> before = cause instanceof Push push ? push.before() : Optional.empty();
    return new Baseline(
        before.isPresent() ? Baseline.Rung.OLD_COMMIT : Baseline.Rung.EVERYTHING,
        before,
        commit,
        false);
  }

  /** Tags are made on purpose, whatever the commit under them says. */
  private boolean asksForMarkers() {
    return !(cause instanceof Push push && push.ref().kind() == Ref.Kind.TAG);
  }

  /** Default routes give way to every other route that takes the cause. */
  private void yieldDefaults() {
    routes.all().stream()
        .filter(route -> !route.is(Route.Option.DEFAULT))
        .filter(route -> !skipped(route))
        .findFirst()
        .ifPresent(taker ->
            routes.all().stream()
                .filter(route -> route.is(Route.Option.DEFAULT))
                .filter(route -> !skipped(route))
                .forEach(route ->
                    decided.put(
                        route.name(),
                        Finding.of(
                                "route '%s' takes it".formatted(taker.name()),
                                Clause.DEFAULT,
                                taker.name())
                            .refusing(route))));
  }

  /** Every route has been decided about by now. */
  private Decision of(Route route) {
    return Objects.requireNonNull(decided.get(route.name()));
  }

  private boolean skipped(Route route) {
    return of(route).outcome() instanceof Outcome.Skipped;
  }

  private List<Decision> inOrder() {
    List<Decision> decisions = new ArrayList<>();
    routes.all().forEach(route -> decisions.add(of(route)));
    if (routes.all().stream().allMatch(this::skipped)) {
      decisions.add(
          Decision.ofAll(
              new Outcome.NoRoute(
                  repository()
                      .filter(r -> routes.watched(r).isEmpty())
                      .map(r -> "repository " + r + " is not in the definition")
                      .orElseGet(() -> "no route takes this " + cause.kind().replace('-', ' ')))));
    }
    return decisions;
  }
}
