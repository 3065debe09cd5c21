package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import java.util.Map;
import java.util.Optional;

/** How far the pipelines have come with the ref of one cause, and what that means for it. */
final class Standings {
  private final Sources sources;
  private final WatchedRepository watched;
  private final Cause cause;
  private final CommitId to;
  private final Map<PipelineId, Standing> standings;
  private Optional<Baselines> baselines = Optional.empty();

  Standings(
      Sources sources, WatchedRepository watched, Cause cause, CommitId to, Progress progress) {
    this.sources = sources;
    this.watched = watched;
    this.cause = cause;
    this.to = to;
    this.standings =
        cause instanceof Push push ? progress.of(push.repository(), push.ref()) : Map.of();
  }

  /** The repository's source, asked for when it is needed: it may be out of reach. */
  Source source() {
    return sources.of(watched);
  }

  /** A push that is told again is compared with what it was compared with before. */
  Baseline baseline(Route route) {
    return told(route).map(Standing.Run::baseline).orElseGet(() -> found(route));
  }

  private Baseline found(Route route) {
    try {
      return baselines().of(of(route));
    } catch (Source.UnknownHistory e) {
      return unknown();
    }
  }

  /** What there is to say of a push whose changes nobody can tell. */
  Baseline unknown() {
    return new Baseline(
        Baseline.Rung.UNKNOWN,
        cause instanceof Push push ? push.before() : Optional.empty(),
        to,
        false);
  }

  /** What its repository says is to be done then. */
  Hosting.Unknown policy() {
    return watched.hosting().map(Hosting::unknown).orElse(Hosting.Unknown.RUN);
  }

  /** Why the route's pipeline has dealt with this or with something newer already, if it has. */
  Optional<Decision> settled(Route route) {
    Standing standing = of(route);
    // A branch that is made again may be older than it was: it is looked at before it is started.
    return standing.last().isEmpty()
            || told(route).isPresent()
            || route.start().ephemeral().isPresent()
        ? Optional.empty()
        : reached(route, standing).or(() -> overtaken(route, standing));
  }

  private Optional<Decision> overtaken(Route route, Standing standing) {
    return baselines()
        .overtakenBy(standing)
        .map(run ->
            because(
                route,
                new Outcome.Stale(
                    "its pipeline has been started at a newer commit of this ref", run.commit()),
                run));
  }

  /**
   * Of lost pushes that somebody found as one, the last is told late from where the others were.
   */
  private Optional<Decision> reached(Route route, Standing standing) {
    return standing
        .last()
        .filter(run -> run.commit().equals(to))
        .filter(_ -> cause instanceof Push push && push.before().isPresent())
        .map(run ->
            because(
                route,
                new Outcome.Skipped("its last start for this ref was at this very commit"),
                run));
  }

  private static Decision because(Route route, Outcome outcome, Standing.Run run) {
    return Decision.of(
        route, outcome, Finding.of("", Grounds.Clause.START, run.commit().value()).grounds());
  }

  private Standing of(Route route) {
    return standings.getOrDefault(route.start().target().pipeline(), Standing.NONE);
  }

  private Optional<Standing.Run> told(Route route) {
    Standing standing = of(route);
    return standing.last().isEmpty() ? Optional.empty() : standing.run(route.trigger(cause));
  }

  private Baselines baselines() {
    if (baselines.isEmpty()) {
      baselines = Optional.of(new Baselines(source(), watched.defaultBranch(), cause, to));
    }
    return baselines.orElseThrow();
  }
}
