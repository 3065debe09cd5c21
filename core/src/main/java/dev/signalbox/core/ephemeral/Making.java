package dev.signalbox.core.ephemeral;

import dev.signalbox.core.Refused;
import dev.signalbox.core.ephemeral.Kept.Used.How;
import dev.signalbox.core.ephemeral.Workshop.Run;
import dev.signalbox.core.release.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Makes a branch's own pipeline and keeps it like its template. */
final class Making {
  /** How long the run that CodePipeline begins with a new pipeline may take to show. */
  private static final Duration TIME_TO_SHOW = Duration.ofSeconds(5);

  private static final Comparator<Registered> BY_AGE =
      Comparator.comparing(Registered::since).thenComparing(one -> one.pipeline().id().name());

  private final Register register;
  private final Workshop workshop;
  private final Waiting waiting;

  Making(Register register, Workshop workshop, Waiting waiting) {
    this.register = register;
    this.workshop = workshop;
    this.waiting = waiting;
  }

  /** What had to be done, and what is known now. */
  record Made(How how, Registered known) {}

  Made of(Lease.Taken lease, CommitId commit) {
    BranchPipeline pipeline = lease.pipeline();
    return switch (workshop.find(pipeline)) {
      case NOTHING -> make(lease, commit);
      case OURS -> remake(lease, commit);
      case FOREIGN ->
          throw new Refused(
              "there is a pipeline %s, and its tags do not say that it is this branch's: it is not touched"
                  .formatted(pipeline.id()));
    };
  }

  /** What is about to be made is on the list first, so that no crash hides it. */
  private Made make(Lease.Taken lease, CommitId commit) {
    Instant now = waiting.clock().instant();
    Registered planned = Registered.planned(lease.pipeline(), now, now);
    register.write(lease, planned);
    String version;
    try {
      refuseTooMany(planned);
      version = workshop.make(lease.pipeline());
    } catch (Refused e) {
      register.erase(lease);
      throw e;
    }
    return finished(
        lease, How.CREATED, planned.usedAt(commit, now), version, now.plus(TIME_TO_SHOW));
  }

  /** Of those that are planned at once, the newest go without. */
  private void refuseTooMany(Registered planned) {
    BranchPipeline pipeline = planned.pipeline();
    int most = pipeline.plan().most();
    long before =
        register.of(pipeline.plan().template()).stream()
            .filter(other -> !other.pipeline().id().equals(pipeline.id()))
            .filter(other -> other.version().isPresent() || BY_AGE.compare(other, planned) < 0)
            .count();
    if (before >= most) {
      throw new Refused(
          "there are %d pipelines like '%s' already, and its route allows %d: delete branches, or raise 'most'"
              .formatted(before, pipeline.plan().template().name(), most));
    }
  }

  /** Where the list knows nothing of it, it may be of any age. */
  private Made remake(Lease.Taken lease, CommitId commit) {
    Instant now = waiting.clock().instant();
    Registered known =
        lease.known().orElseGet(() -> Registered.planned(lease.pipeline(), Instant.EPOCH, now));
    String version = workshop.remake(lease.pipeline(), known.version());
    How how =
        known.version().isEmpty()
            ? How.CREATED
            : known.version().get().equals(version) ? How.AS_IT_WAS : How.UPDATED;
    return finished(lease, how, known.usedAt(commit, now), version, now);
  }

  /** Its first run began by itself, at no commit in particular and without variables. */
  private Made finished(
      Lease.Taken lease, How how, Registered known, String version, Instant patientUntil) {
    if (known.version().isEmpty()) {
      waiting
          .until(patientUntil, () -> first(lease.pipeline()))
          .filter(run -> run.state() == Run.State.RUNNING)
          .ifPresent(run -> workshop.stop(lease.pipeline(), run.id(), true));
    }
    Registered made = known.madeLike(version);
    register.write(lease, made);
    return new Made(how, made);
  }

  private Optional<Run> first(BranchPipeline pipeline) {
    return workshop.runs(pipeline).stream().filter(Run::byCreation).findFirst();
  }
}
