package dev.signalbox.core.start;

import dev.signalbox.core.ephemeral.BranchPipeline;
import dev.signalbox.core.ephemeral.Keeper;
import dev.signalbox.core.ephemeral.Kept;
import dev.signalbox.core.ephemeral.Registered;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.route.Ephemeral;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Instant;
import java.util.function.Function;

/** What pushes do to the pipelines that branches have of their own. */
record BranchStarts(Keeper keeper) {
  /** Starts a branch's own pipeline, which is made first where it has to be. */
  Outcome start(
      Route route,
      Push push,
      WatchedRepository watched,
      Instant deadline,
      Function<Registered, Outcome.Started> start) {
    return switch (keeper.use(
        pipeline(route, push), watched, push.after().orElseThrow(), deadline, start)) {
      case Kept.Used<Outcome.Started>(var how, var started) ->
          new Outcome.Started(
              "%s; its own pipeline %s".formatted(started.reason(), how.words()),
              started.execution());
      case Kept.Gone<Outcome.Started>(var fate) ->
          new Outcome.Skipped("the branch is gone again: " + fate);
      case Kept.Elsewhere<Outcome.Started>(var head) ->
          new Outcome.Stale("the branch has been moved away from this commit", head);
      case Kept.Overtaken<Outcome.Started>(var by) ->
          new Outcome.Stale("its pipeline has been started at a newer commit of this ref", by);
    };
  }

  /** Deletes a branch's own pipeline with the branch. */
  Outcome remove(Route route, Push push, WatchedRepository watched, Instant deadline) {
    return new Outcome.Skipped(
        "the branch was deleted: "
            + keeper.remove(pipeline(route, push), watched, deadline).words());
  }

  private static BranchPipeline pipeline(Route route, Push push) {
    if (!(route.start().target().reach() instanceof Reach.Role role)) {
      throw new IllegalStateException("Only what is reached by a role is made: " + route.name());
    }
    Ephemeral plan = route.start().ephemeral().orElseThrow();
    return new BranchPipeline(
        route.start().target().pipeline(), plan, role, push.repository(), push.ref());
  }
}
