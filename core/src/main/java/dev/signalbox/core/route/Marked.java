package dev.signalbox.core.route;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.List;
import java.util.Optional;

/** What the message of a pushed commit says about skipping, asked at most once. */
final class Marked {
  private static final String UNKNOWN =
      ", and the commit's message could not be read to look for skip markers: ";

  private final Sources sources;
  private final WatchedRepository watched;
  private final CommitId commit;
  private Optional<SkipMarkers> read = Optional.empty();
  private String doubt = "";

  Marked(Sources sources, WatchedRepository watched, CommitId commit) {
    this.sources = sources;
    this.watched = watched;
    this.commit = commit;
  }

  /** The decision to skip the route, if a marker says so. */
  Optional<Decision> skip(Route route) {
    if (route.is(Route.Option.IGNORE_SKIP)) {
      return Optional.empty();
    }
    return markers()
        .forRoute(route.name())
        .map(marker ->
            Decision.of(
                route,
                new Outcome.Skipped("the commit's message asks for it"),
                new Grounds(Clause.IGNORE_SKIP, Optional.of(marker), List.of(commit.value()))));
  }

  private SkipMarkers markers() {
    if (read.isEmpty()) {
      read = Optional.of(readMessage());
    }
    return read.orElseThrow();
  }

  private SkipMarkers readMessage() {
    try {
      return sources.of(watched).message(commit).map(SkipMarkers::in).orElse(SkipMarkers.NONE);
    } catch (Refused e) {
      doubt = UNKNOWN + e.reason();
      return SkipMarkers.NONE;
    }
  }

  /** The same decision, with the doubt it was made in. */
  Decision doubted(Decision decision) {
    if (doubt.isEmpty()
        || decision.route().filter(r -> r.is(Route.Option.IGNORE_SKIP)).isPresent()) {
      return decision;
    }
    return switch (decision.outcome()) {
      case Outcome.Started(var reason, var execution) ->
          decision.with(new Outcome.Started(reason + doubt, execution));
      case Outcome.Forwarded(var reason, var bus) ->
          decision.with(new Outcome.Forwarded(reason + doubt, bus));
      case Outcome.Skipped _,
          Outcome.Stale _,
          Outcome.Rejected _,
          Outcome.Failed _,
          Outcome.NoRoute _ ->
          decision;
    };
  }
}
