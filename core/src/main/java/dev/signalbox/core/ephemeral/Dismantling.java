package dev.signalbox.core.ephemeral;

import dev.signalbox.core.ephemeral.Workshop.Run;
import dev.signalbox.core.route.Ephemeral.OnDelete;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deletes a branch's own pipeline, after what runs in it has been stopped or has ended. */
final class Dismantling {
  /** How long a stopped run is waited for; what takes longer is left to the next sweep. */
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

  private final Register register;
  private final Workshop workshop;
  private final Waiting waiting;

  Dismantling(Register register, Workshop workshop, Waiting waiting) {
    this.register = register;
    this.workshop = workshop;
    this.waiting = waiting;
  }

  /** What became of it, after the policy was applied to what runs. */
  Fate of(Lease.Taken lease, OnDelete policy, Instant deadline) {
    BranchPipeline pipeline = lease.pipeline();
    return switch (workshop.find(pipeline)) {
      case NOTHING -> ended(lease, Fate.Kind.NONE, "there is no pipeline of its own");
      case FOREIGN ->
          ended(
              lease,
              Fate.Kind.FOREIGN,
              "pipeline '%s' is not ours and stays".formatted(pipeline.id().name()));
      case OURS -> deleted(lease, policy, deadline);
    };
  }

  private Fate ended(Lease.Taken lease, Fate.Kind kind, String words) {
    register.erase(lease);
    return new Fate(kind, words);
  }

  private Fate deleted(Lease.Taken lease, OnDelete policy, Instant deadline) {
    BranchPipeline pipeline = lease.pipeline();
    String name = pipeline.id().name();
    if (!quiet(pipeline, policy, deadline)) {
      return new Fate(
          Fate.Kind.LATER,
          "pipeline '%s' still runs and is deleted by a sweep when it has ended".formatted(name));
    }
    workshop.delete(pipeline);
    return ended(lease, Fate.Kind.DELETED, "pipeline '%s' DELETED".formatted(name));
  }

  private boolean quiet(BranchPipeline pipeline, OnDelete policy, Instant deadline) {
    List<Run> open = open(pipeline);
    if (open.isEmpty() || policy == OnDelete.WAIT) {
      return open.isEmpty();
    }
    open.stream()
        .filter(run -> run.state() == Run.State.RUNNING)
        .forEach(run -> workshop.stop(pipeline, run.id(), policy == OnDelete.ABANDON));
    Instant end = waiting.clock().instant().plus(TIME_TO_STOP);
    return waiting
        .until(
            end.isBefore(deadline) ? end : deadline,
            () -> open(pipeline).isEmpty() ? Optional.of(true) : Optional.empty())
        .isPresent();
  }

  private List<Run> open(BranchPipeline pipeline) {
    return workshop.runs(pipeline).stream().filter(run -> run.state() != Run.State.ENDED).toList();
  }
}
