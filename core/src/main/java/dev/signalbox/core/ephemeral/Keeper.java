package dev.signalbox.core.ephemeral;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Ephemeral;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.Sources;
import dev.signalbox.core.route.WatchedRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the pipelines that branches have of their own.
 *
 * <p>Whatever an event says, what is done depends on whether the branch is there now, and one at a
 * time does it: so events in any order, late or twice, end in the same.
 */
public final class Keeper {
  /** What is left of a process's time for recording what it did. */
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Register register;
  private final Sources sources;
  private final Waiting waiting;
  private final Making making;
  private final Dismantling dismantling;

  public Keeper(Register register, Workshop workshop, Sources sources, Waiting waiting) {
    this.register = register;
    this.sources = sources;
    this.waiting = waiting;
    this.making = new Making(register, workshop, waiting);
    this.dismantling = new Dismantling(register, workshop, waiting);
  }

  /**
   * Does something with the pipeline of a branch, which is made first where it has to be, at a
   * commit that is in the branch's history.
   *
   * @param deadline when this process will have stopped, done or not
   * @throws Refused where the pipeline cannot be made
   * @throws Unavailable where asking again may work
   */
  public <T> Kept<T> use(
      BranchPipeline pipeline,
      WatchedRepository watched,
      CommitId commit,
      Instant deadline,
      Function<Registered, T> what) {
    return holding(
        pipeline,
        deadline,
        lease -> {
          Source source = sources.of(watched);
          Optional<CommitId> head = source.head(pipeline.ref().name());
          if (head.isEmpty()) {
            return new Kept.Gone<>(gone(lease, deadline).words());
          }
          if (!isIn(source, head.get(), commit)) {
            return new Kept.Elsewhere<>(head.get());
          }
          Optional<CommitId> newer =
              lease
                  .known()
                  .flatMap(Registered::newest)
                  .filter(newest -> !newest.equals(commit) && !head.get().equals(commit))
                  .filter(newest -> isIn(source, newest, commit));
          if (newer.isPresent()) {
            return new Kept.Overtaken<>(newer.get());
          }
          Making.Made made = making.of(lease, commit);
          return new Kept.Used<>(made.how(), what.apply(made.known()));
        });
  }

  private static boolean isIn(Source source, CommitId head, CommitId commit) {
    try {
      return head.equals(commit) || source.mergeBase(commit, head).equals(Optional.of(commit));
    } catch (Source.MissingCommit gone) {
      return false;
    }
  }

  /**
   * Deletes the pipeline of a branch, if the branch is gone.
   *
   * @param deadline when this process will have stopped, done or not
   */
  public Fate remove(BranchPipeline pipeline, WatchedRepository watched, Instant deadline) {
    return holding(
        pipeline,
        deadline,
        lease ->
            isThere(pipeline, watched)
                ? new Fate(Fate.Kind.STAYS, "the branch is there again, its pipeline stays")
                : gone(lease, deadline));
  }

  private Fate gone(Lease.Taken lease, Instant deadline) {
    return dismantling.of(lease, lease.pipeline().plan().onDelete(), deadline.minus(RESERVE));
  }

  boolean isThere(BranchPipeline pipeline, WatchedRepository watched) {
    return sources.of(watched).head(pipeline.ref().name()).isPresent();
  }

  /**
   * Deletes a pipeline if nobody works on it and what is known of it still says so.
   *
   * @param due what is to become of what runs in it, if its time has come
   */
  Fate removeIf(
      BranchPipeline pipeline,
      Instant deadline,
      Function<Registered, Optional<Ephemeral.OnDelete>> due) {
    Optional<Lease.Taken> lease = asked(pipeline, deadline);
    if (lease.isEmpty()) {
      return new Fate(Fate.Kind.STAYS, "someone is at work on it");
    }
    try {
      return lease
          .get()
          .known()
          .flatMap(due)
          .map(policy -> dismantling.of(lease.get(), policy, deadline.minus(RESERVE)))
          .orElseGet(() -> new Fate(Fate.Kind.STAYS, "it is in use again"));
    } finally {
      register.giveBack(lease.get());
    }
  }

  private <T> T holding(BranchPipeline pipeline, Instant deadline, Function<Lease.Taken, T> work) {
    Lease.Taken lease =
        asked(pipeline, deadline)
            .orElseThrow(() ->
                new Busy(
                    "someone else is at work on pipeline %s just now".formatted(pipeline.id())));
    try {
      return work.apply(lease);
    } finally {
      register.giveBack(lease);
    }
  }

  private Optional<Lease.Taken> asked(BranchPipeline pipeline, Instant deadline) {
    return switch (register.take(pipeline, waiting.clock().instant(), deadline.plus(MARGIN))) {
      case Lease.Taken taken -> Optional.of(taken);
      case Lease.Held _ -> Optional.empty();
    };
  }
}
