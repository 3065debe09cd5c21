package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.pipeline.definition.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Executions that bring a stage back to what an earlier execution had made of it. */
final class Rollbacks {
  private final Track track;

  Rollbacks(Track track) {
    this.track = track;
  }

  /** Goes back to the last execution the stage succeeded with, if there is one. */
  void automatic(Execution failed, String stage) {
    if (failed.rollback()) {
      return;
    }
    track
        .executions()
        .newestFirst(track.pipeline())
        .filter(it -> !it.id().equals(failed.id()) && possible(it, stage))
        .findFirst()
        .ifPresent(target -> start(target, stage, new Trigger("AutomatedRollback", failed.id())));
  }

  /** Whether the stage can go back to this execution. */
  boolean possible(Execution target, String stage) {
    return !target.rollback()
        && target.version() == track.pipeline().version()
        && target.stageRun(stage).filter(run -> run.status() == Status.SUCCEEDED).isPresent();
  }

  Execution start(Execution target, String stage, Trigger trigger) {
    Pipeline pipeline = track.pipeline();
    List<String> names =
        track.declaration(target).stages().stream().map(StageDeclaration::name).toList();
    int index = names.indexOf(stage);
    Execution execution =
        new Execution(
            UUID.randomUUID().toString(),
            track.executions().nextNumber(pipeline),
            target.version(),
            target.mode(),
            Optional.of(target.id()),
            trigger,
            Optional.empty(),
            target.variables(),
            target.revisions(),
            Status.IN_PROGRESS,
            "",
            track.now(),
            track.now(),
            1,
            index,
            true,
            Optional.empty(),
            List.of(),
            target.stages().stream().filter(run -> names.indexOf(run.name()) < index).toList());
    track.add(execution);
    return execution;
  }
}
