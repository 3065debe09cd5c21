package dev.signalbox.local.pipeline.job;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import dev.signalbox.local.pipeline.action.Artifacts;
import dev.signalbox.local.pipeline.job.Job.State;
import dev.signalbox.local.pipeline.run.Work;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** Every job that has not been forgotten. */
public final class Jobs {
  private final Table<Job> table;
  private final Map<String, Job> open = new ConcurrentHashMap<>();
  private final Artifacts artifacts;
  private final Clock clock;

  public Jobs(Store store, Artifacts artifacts, Clock clock) {
    this.table = store.table("codepipeline-jobs", Job.class);
    this.artifacts = artifacts;
    this.clock = clock;
    table.all().stream().filter(it -> it.state().open()).forEach(it -> open.put(it.id(), it));
  }

  /** The first job of an action. */
  Job of(Work work, State state) {
    Job job =
        new Job(
            newId(),
            work.pipeline().place(),
            work.pipeline().name(),
            work.execution().id(),
            work.stage(),
            work.action().name(),
            work.run().id(),
            type(work.action().actionTypeId()),
            state,
            newId(),
            work.configuration(),
            work.inputs(),
            work.outputs().stream().map(name -> artifacts.place(work, name)).toList(),
            Optional.empty(),
            clock.instant());
    return put(job);
  }

  static String type(ActionTypeId id) {
    return String.join("/", id.categoryAsString(), id.ownerAsString(), id.provider(), id.version());
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  Job next(Job job, State state, String token) {
    return put(job.next(newId(), state, token));
  }

  private synchronized Job put(Job job) {
    table.put(job.id(), job);
    if (job.state().open()) {
      open.put(job.id(), job);
    } else {
      open.remove(job.id());
    }
    return job;
  }

  /**
   * @throws AwsError JobNotFoundException
   */
  Job existing(Place place, String id) {
    return table
        .get(id)
        .filter(job -> job.place().equals(place))
        .orElseThrow(() ->
            AwsError.of(
                "JobNotFoundException", "The job with id '%s' was not found".formatted(id)));
  }

  /** The job with its new state; empty when it was not in a state from which it could come. */
  synchronized Optional<Job> move(Job job, State to, State from) {
    return table
        .get(job.id())
        .filter(present -> present.state() == from)
        .map(present -> put(present.with(to)));
  }

  /** Hands out waiting jobs, oldest first, each with a nonce of its own. */
  synchronized List<Job> take(Predicate<Job> wanted, int most) {
    return open.values().stream()
        .filter(job -> job.state() == State.QUEUED || job.state() == State.DISPATCHED)
        .filter(wanted)
        .sorted(Comparator.comparing(Job::begun))
        .limit(most)
        .map(job -> put(job.with(State.DISPATCHED, newId())))
        .toList();
  }

  synchronized void endOf(String actionRun, State state) {
    openOf(actionRun).ifPresent(job -> put(job.with(state)));
  }

  Optional<Job> openOf(String actionRun) {
    return open.values().stream().filter(job -> job.actionRun().equals(actionRun)).findFirst();
  }
}
