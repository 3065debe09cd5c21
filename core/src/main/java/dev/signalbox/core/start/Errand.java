package dev.signalbox.core.start;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Grounds;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What there is to do for one cause, decision by decision.
 *
 * @param watched the cause's repository, where it has one that is watched
 * @param deadline when this process will have stopped, done or not
 */
record Errand(
    Starter starter,
    Optional<BranchStarts> branches,
    Progress progress,
    Forwarding forwarding,
    Cause cause,
    Optional<WatchedRepository> watched,
    Instant deadline) {
  private static final String NOT_EXACT =
      "but the pipeline is of type V1: it takes no variables and runs its branch's newest commit";

  /** The decision as it turned out. */
  Decision carryOut(Decision decision) {
    return switch (decision.outcome()) {
      case Outcome.Started(String reason, var _) -> decision.with(start(decision, reason));
      case Outcome.Forwarded forwarded -> {
        forwarding.to(decision.target().orElseThrow());
        yield decision.with(forwarded);
      }
      case Outcome.Skipped _ -> {
        forget(decision);
        yield removed(decision);
      }
      case Outcome.Stale _, Outcome.Rejected _, Outcome.Failed _, Outcome.NoRoute _ -> decision;
    };
  }

  /** What a marker skips is owed, but where the route says otherwise. */
  private void forget(Decision decision) {
    boolean marked =
        decision.grounds().filter(g -> g.clause() == Grounds.Clause.IGNORE_SKIP).isPresent();
    if (marked && cause instanceof Push push) {
      Route route = decision.route().orElseThrow();
      if (route.is(Route.Option.SKIP_FORGETS)) {
        progress.forgotten(line(route, push), route.trigger(push), push.after().orElseThrow());
      }
    }
  }

  private static Progress.Line line(Route route, Push push) {
    return new Progress.Line(route.start().target().pipeline(), push.repository(), push.ref());
  }

  /** A branch that is deleted takes its own pipeline with it. */
  private Decision removed(Decision decision) {
    boolean own =
        decision.grounds().filter(g -> g.clause() == Grounds.Clause.EPHEMERAL).isPresent();
    return own && cause instanceof Push push && push.deletes()
        ? decision.with(
            maker().remove(decision.route().orElseThrow(), push, watched.orElseThrow(), deadline))
        : decision;
  }

  private BranchStarts maker() {
    return branches.orElseThrow(() -> new Refused("this router makes no pipelines"));
  }

  private Outcome start(Decision decision, String reason) {
    Route route = decision.route().orElseThrow();
    return route.start().ephemeral().isPresent() && cause instanceof Push push
        ? maker()
            .start(
                route,
                push,
                watched.orElseThrow(),
                deadline,
                made ->
                    started(
                        route,
                        reason,
                        t -> starter.startAnew(t, decision.baseline(), made.since(), deadline)))
        : started(route, reason, t -> starter.start(t, decision.baseline(), deadline));
  }

  private Outcome.Started started(
      Route route, String reason, Function<Trigger, Starter.Started> start) {
    Target target = route.start().target();
    if (!(target.reach() instanceof Reach.Role role)) {
      throw new IllegalStateException("Only what is reached by a role is started: " + target);
    }
    Starter.Started started =
        start.apply(
            new Trigger(
                route.trigger(cause),
                target.pipeline(),
                role,
                cause,
                route.start().variablesFor(cause)));
    return new Outcome.Started(
        started.exact() ? reason : reason + ", " + NOT_EXACT, Optional.of(started.execution()));
  }
}
