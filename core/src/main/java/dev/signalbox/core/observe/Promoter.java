package dev.signalbox.core.observe;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.Sources;
import dev.signalbox.core.route.Standing;
import dev.signalbox.core.start.Starter;
import dev.signalbox.core.start.Trigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Starts the pipelines that follow one that has succeeded, each once for each execution. */
public final class Promoter {
  private final PastRuns runs;
  private final Sources sources;
  private final Progress progress;
  private final Starter starter;
  private final InstantSource clock;

  public Promoter(
      PastRuns runs, Sources sources, Progress progress, Starter starter, InstantSource clock) {
    this.runs = runs;
    this.sources = sources;
    this.progress = progress;
    this.starter = starter;
    this.clock = clock;
  }

  /** One promotion that may follow one execution. */
  private record Case(
      Promotion promotion,
      Observation.Ended ended,
      Executions.Known known,
      Routes routes,
      Instant deadline) {
    TriggerId id() {
      return TriggerId.ofPromotion(
          promotion.start().target().pipeline(),
          ended.execution().pipeline(),
          ended.execution().id());
    }

    Promoted with(Outcome outcome) {
      return new Promoted(promotion, outcome, Optional.empty());
    }

    Promoted with(Outcome outcome, Push what) {
      return new Promoted(promotion, outcome, Optional.of(what));
    }
  }

  /** What follows; an execution that nothing follows is not looked at. */
  List<Promoted> promote(
      Observation.Ended ended, Executions.Known known, Routes routes, Instant deadline) {
    PipelineId pipeline = ended.execution().pipeline();
    return ended.end().isSuccess()
        ? routes.promotions().stream()
            .filter(promotion -> promotion.after().pipeline().equals(pipeline))
            .map(promotion -> new Case(promotion, ended, known, routes, deadline))
            .map(this::promote)
            .toList()
        : List.of();
  }

  private Promoted promote(Case one) {
    try {
      return verified(one);
    } catch (Refused e) {
      return one.with(new Outcome.Failed(e.reason(), false));
    } catch (Unavailable e) {
      return one.with(new Outcome.Failed(e.reason(), true));
    }
  }

  /** What the event says is asked of CodePipeline before anything is done for it. */
  private Promoted verified(Case one) {
    PastRun run = runs.of(one.promotion().after(), one.ended().execution().id());
    if (!run.succeeded()) {
      return one.with(
          new Outcome.Rejected("CodePipeline says the execution is '%s'".formatted(run.status())));
    }
    var lineage = new Lineage(one.ended(), run, one.known());
    if (!lineage.isOurs() && !one.promotion().manual()) {
      return one.with(
          new Outcome.Skipped(
              (run.rollback() ? "it was a rollback" : "it was started by somebody else")
                  + ", and 'manual' is not set"));
    }
    if (lineage.isWithoutRef()) {
      return one.with(new Outcome.Skipped("it ran for no commit of a branch"));
    }
    Push what = lineage.what(clock.instant());
    return one.with(
        one.promotion()
            .refusal(what.ref())
            .<Outcome>map(Outcome.Skipped::new)
            .orElseGet(() -> attempt(one, lineage, what)),
        what);
  }

  private Outcome attempt(Case one, Lineage lineage, Push what) {
    try {
      return go(one, lineage, what);
    } catch (Refused e) {
      return new Outcome.Failed(e.reason(), false);
    } catch (Unavailable e) {
      return new Outcome.Failed(e.reason(), true);
    }
  }

  private Outcome go(Case one, Lineage lineage, Push what) {
    if (!lineage.isOurs() && !isOnBranch(what, source(what, one.routes()))) {
      return new Outcome.Skipped(
          "it ran a commit that branch '%s' has not got".formatted(what.ref().name()));
    }
    return overtaken(one, what)
        .<Outcome>map(
            newer -> new Outcome.Stale("a newer commit of the branch has been promoted", newer))
        .orElseGet(() -> start(one, what));
  }

  /** Whoever starts a pipeline by hand may name any commit. */
  private static boolean isOnBranch(Push what, Source source) {
    return source
        .head(what.ref().name())
        .filter(head -> isAncestor(what.after().orElseThrow(), head, source))
        .isPresent();
  }

  /** The newer commit that the target has run already, if there is one. */
  private Optional<CommitId> overtaken(Case one, Push what) {
    CommitId commit = what.after().orElseThrow();
    return Optional.ofNullable(
            progress
                .of(what.repository(), what.ref())
                .get(one.promotion().start().target().pipeline()))
        .filter(standing -> standing.run(one.id()).isEmpty())
        .flatMap(Standing::last)
        .map(Standing.Run::commit)
        .filter(last -> !last.equals(commit))
        .filter(last -> isAncestor(commit, last, source(what, one.routes())));
  }

  private Source source(Push what, Routes routes) {
    return sources.of(
        routes
            .watched(what.repository())
            .orElseThrow(() ->
                new Refused(
                    "repository %s is not in the definition".formatted(what.repository()))));
  }

  private static boolean isAncestor(CommitId older, CommitId newer, Source source) {
    try {
      return source.mergeBase(older, newer).equals(Optional.of(older));
    } catch (Source.MissingCommit gone) {
      return false;
    }
  }

  private Outcome start(Case one, Push what) {
    Target target = one.promotion().start().target();
    if (!(target.reach() instanceof Reach.Role role)) {
      throw new Refused("only what is reached by a role is started");
    }
    // Whatever the target was compared with before: all of this commit goes there.
    var all =
        new Baseline(Baseline.Rung.EVERYTHING, Optional.empty(), what.after().orElseThrow(), false);
    Starter.Started started =
        starter.start(
            new Trigger(
                one.id(),
                target.pipeline(),
                role,
                what,
                one.promotion().variablesFor(what, one.ended().execution().id())),
            Optional.of(all),
            one.deadline());
    String reason = "%s has succeeded".formatted(one.ended().execution().pipeline());
    return new Outcome.Started(
        started.exact()
            ? reason
            : reason + ", but this pipeline is of type V1 and runs its branch's newest commit",
        Optional.of(started.execution()));
  }
}
