package dev.signalbox.local.pipeline.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One run of a pipeline.
 *
 * @param number counts a pipeline's executions
 * @param version of the pipeline's structure
 * @param target the execution a rollback goes back to
 * @param clientToken what the starter called its request
 * @param stage the index of the stage it is in, waits for, or ended in
 * @param waiting in front of that stage
 * @param attempt 1, and 1 more with every retry
 * @param stages those entered, in their order
 * @param inherited what a rollback takes over from its target: its stages before this one
 */
public record Execution(
    String id,
    long number,
    int version,
    String mode,
    Optional<String> target,
    Trigger trigger,
    Optional<String> clientToken,
    Map<String, String> variables,
    List<GivenRevision> revisions,
    Status status,
    String summary,
    Instant started,
    Instant updated,
    int attempt,
    int stage,
    boolean waiting,
    Optional<String> stopReason,
    List<StageRun> stages,
    List<StageRun> inherited) {

  public Execution {
    variables = Map.copyOf(variables);
    revisions = List.copyOf(revisions);
    stages = List.copyOf(stages);
    inherited = List.copyOf(inherited);
  }

  public boolean open() {
    return status.open();
  }

  public boolean rollback() {
    return target.isPresent();
  }

  /** In the stage rather than in front of it. */
  public boolean inside(int index) {
    return open() && stage == index && !waiting;
  }

  public Optional<StageRun> stageRun(String name) {
    return stages.stream().filter(run -> run.name().equals(name)).findFirst();
  }

  /** Every action run whose results later actions can use. */
  public Stream<ActionRun> done() {
    return done(_ -> true);
  }

  public Stream<ActionRun> done(String stageName) {
    return done(run -> run.name().equals(stageName));
  }

  private Stream<ActionRun> done(Predicate<StageRun> which) {
    return Stream.concat(inherited.stream(), stages.stream())
        .filter(which)
        .flatMap(run -> run.actions().stream())
        .filter(run -> run.is(Status.SUCCEEDED));
  }

  public Execution with(Status newStatus, String newSummary, Instant now) {
    return copy(newStatus, newSummary, now, attempt, stage, waiting, stopReason, stages);
  }

  public Execution waitingFor(int index, Instant now) {
    return copy(status, summary, now, attempt, index, true, stopReason, stages);
  }

  public Execution entering(String name, Instant now) {
    List<StageRun> all =
        Stream.concat(stages.stream(), Stream.of(StageRun.started(name, now))).toList();
    return copy(status, summary, now, attempt, stage, false, stopReason, all);
  }

  public Execution with(String stageName, Instant now, UnaryOperator<StageRun> change) {
    List<StageRun> changed =
        stages.stream().map(run -> run.name().equals(stageName) ? change.apply(run) : run).toList();
    return copy(status, summary, now, attempt, stage, waiting, stopReason, changed);
  }

  public Execution stopping(Optional<String> reason, Instant now) {
    return copy(Status.STOPPING, summary, now, attempt, stage, waiting, reason, stages);
  }

  public Execution again(Instant now) {
    return copy(Status.IN_PROGRESS, "", now, attempt + 1, stage, false, Optional.empty(), stages);
  }

  private Execution copy(
      Status newStatus,
      String newSummary,
      Instant now,
      int newAttempt,
      int newStage,
      boolean newWaiting,
      Optional<String> newStopReason,
      List<StageRun> newStages) {
    return new Execution(
        id,
        number,
        version,
        mode,
        target,
        trigger,
        clientToken,
        variables,
        revisions,
        newStatus,
        newSummary,
        started,
        now,
        newAttempt,
        newStage,
        newWaiting,
        newStopReason,
        newStages,
        inherited);
  }
}
