package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/**
 * One pipeline's executions on their way: carries out what {@link Line} and {@link Progress}
 * decide, one thing at a time.
 */
final class Track {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Execution> open = new ConcurrentHashMap<>();
  private final Pipelines pipelines;
  private final Executions executions;
  private final Announcements announcements;
  private final Clock clock;
  private final Crew crew;
  private final Pipeline first;
  private final Endings endings;
  private boolean removed;

  Track(
      Pipeline pipeline,
      Pipelines pipelines,
      Executions executions,
      Announcements announcements,
      Clock clock,
      Crew crew) {
    this.first = pipeline;
    this.pipelines = pipelines;
    this.executions = executions;
    this.announcements = announcements;
    this.clock = clock;
    this.crew = crew;
    this.endings = new Endings(this);
  }

  /** Runs the change alone, and then whatever follows from it. */
  <T> T change(Supplier<T> change) {
    lock.lock();
    try {
      T result = change.get();
      advance();
      return result;
    } finally {
      lock.unlock();
    }
  }

  Pipeline pipeline() {
    return pipelines.find(first.place(), first.name()).orElse(first);
  }

  Instant now() {
    return clock.instant();
  }

  List<Execution> open() {
    lock.lock();
    try {
      return open.values().stream().sorted(Comparator.comparingLong(Execution::number)).toList();
    } finally {
      lock.unlock();
    }
  }

  Optional<Execution> find(String id) {
    return Optional.ofNullable(open.get(id)).or(() -> executions.find(first, id));
  }

  PipelineDeclaration declaration(Execution execution) {
    return pipelines.declaration(first, execution.version()).orElseThrow();
  }

  PipelineDeclaration declaration(Pipeline pipeline) {
    return pipelines.declaration(pipeline);
  }

  StageDeclaration stage(Execution execution) {
    return declaration(execution).stages().get(execution.stage());
  }

  /** Takes over what the store knew of. */
  void takeUp(List<Execution> unfinished) {
    unfinished.forEach(execution -> open.put(execution.id(), execution));
    for (Execution execution : unfinished) {
      for (StageRun stage : execution.stages()) {
        stage.running().forEach(run -> crew.resume(this, execution, stage.name(), run));
      }
      // Killed at the wrong moment, it may have stopped between two actions.
      proceed(execution.id());
    }
  }

  void add(Execution execution) {
    save(execution);
    announcements.pipeline(pipeline(), execution, "STARTED");
  }

  Execution save(Execution execution) {
    if (!removed) {
      executions.put(first, execution);
    }
    if (execution.open()) {
      open.put(execution.id(), execution);
    } else {
      open.remove(execution.id());
    }
    return execution;
  }

  /** The executions go, and nobody hears of them again. */
  void remove() {
    removed = true;
    for (Execution execution : List.copyOf(open.values())) {
      execution.stages().forEach(stage -> abandonIn(execution, stage));
    }
    open.clear();
  }

  void abandonIn(Execution execution, StageRun stage) {
    stage.running().forEach(run -> crew.abandon(this, execution, stage.name(), run));
  }

  private void advance() {
    while (!removed && !crew.dismissed()) {
      Optional<Line.Step> step = line().next();
      if (step.isEmpty()) {
        return;
      }
      switch (step.get()) {
        case Line.Enter(Execution execution) -> enter(execution);
        case Line.Supersede(Execution execution, Execution by) -> supersede(execution, by);
      }
    }
  }

  private Line line() {
    Pipeline pipeline = pipeline();
    PipelineDeclaration declaration = pipelines.declaration(pipeline);
    return new Line(
        declaration.executionModeAsString(),
        declaration.stages().size(),
        index -> !pipeline.open(declaration.stages().get(index).name()),
        List.copyOf(open.values()));
  }

  private void supersede(Execution execution, Execution by) {
    Execution ended =
        save(execution.with(Status.SUPERSEDED, "Superseded by execution " + by.id(), now()));
    announcements.pipeline(pipeline(), ended, "SUPERSEDED");
  }

  private void enter(Execution execution) {
    String name = stage(execution).name();
    Execution inside = save(execution.entering(name, now()));
    if (!inside.mode().equals("PARALLEL")) {
      pipelines.update(first, pipeline -> pipeline.entered(name, inside.id()));
    }
    if (endings.admitted(inside, stage(inside))) {
      proceed(inside.id());
    }
  }

  /** Does in the execution's stage what is to be done there now. */
  void proceed(String id) {
    Execution execution = open.get(id);
    while (execution != null && !execution.waiting()) {
      StageDeclaration stage = stage(execution);
      StageRun run = execution.stageRun(stage.name()).orElseThrow();
      switch (Plans.of(declaration(execution), stage).next(run, execution.status())) {
        case Progress.Start(List<String> actions) -> crew.start(this, execution, stage, actions);
        case Progress.Await _ -> {
          return;
        }
        case Progress.End(Status status) -> endings.end(execution, stage, status);
      }
      execution = open.get(id);
    }
  }

  /** False when the action had ended. */
  boolean finish(String id, String stage, String actionRun, Outcome outcome) {
    Optional<ActionRun> run =
        changed(id, stage, actionRun, present -> present.ended(outcome, now()));
    if (run.isEmpty()) {
      return false;
    }
    crew.settled(actionRun);
    find(id)
        .ifPresent(execution ->
            announcements.action(
                pipeline(), execution, stage, action(execution, stage, run.get()), run.get()));
    proceed(id);
    return true;
  }

  /** False when the action had ended. */
  boolean progress(String id, String stage, String actionRun, External external) {
    return changed(id, stage, actionRun, run -> run.progressed(external, now())).isPresent();
  }

  private Optional<ActionRun> changed(
      String id, String stage, String actionRun, UnaryOperator<ActionRun> change) {
    Execution execution = open.get(id);
    Optional<ActionRun> changed = running(id, stage, actionRun).map(change);
    if (execution != null && changed.isPresent()) {
      save(execution.with(stage, now(), it -> it.with(actionRun, _ -> changed.get())));
    }
    return changed;
  }

  Optional<ActionRun> running(String id, String stage, String actionRun) {
    return Optional.ofNullable(open.get(id))
        .flatMap(execution -> execution.stageRun(stage))
        .flatMap(run -> run.running().stream().filter(it -> it.id().equals(actionRun)).findFirst());
  }

  ActionDeclaration action(Execution execution, String stage, ActionRun run) {
    return declaration(execution).stages().stream()
        .filter(it -> it.name().equals(stage))
        .flatMap(it -> it.actions().stream())
        .filter(it -> it.name().equals(run.action()))
        .findFirst()
        .orElseThrow();
  }

  Endings endings() {
    return endings;
  }

  Announcements announcements() {
    return announcements;
  }

  Executions executions() {
    return executions;
  }

  Crew crew() {
    return crew;
  }
}
