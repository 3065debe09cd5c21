package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Structure;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** What people ask of executions that are there, and why they may not. */
final class Requests {
  private final Track track;

  Requests(Track track) {
    this.track = track;
  }

  void stop(String id, boolean abandon, Optional<String> reason) {
    Execution execution =
        track
            .find(id)
            .orElseThrow(() ->
                AwsError.of(
                    "PipelineExecutionNotStoppableException",
                    "The pipeline %s has no execution %s".formatted(track.pipeline().name(), id)));
    if (!execution.open()) {
      throw AwsError.of(
          "PipelineExecutionNotStoppableException",
          "Unable to stop the pipeline execution. The execution %s is already in a %s state"
              .formatted(id, execution.status().api()));
    }
    if (abandon) {
      track.endings().abandon(execution, reason);
    } else if (execution.status() == Status.STOPPING) {
      throw AwsError.of(
          "DuplicatedStopRequestException",
          "The pipeline execution %s is already in a Stopping state. If you already chose to stop"
                  .formatted(id)
              + " and wait, you can choose to stop and abandon instead");
    } else {
      track.endings().stop(execution, reason);
    }
  }

  void retry(String id, String stage, boolean all) {
    Pipeline pipeline = track.pipeline();
    PipelineDeclaration declaration = track.declaration(pipeline);
    StageDeclaration declared = stage(declaration, stage);
    Execution execution = track.find(id).orElseThrow(() -> notLatest(id, stage));
    boolean shared = !execution.mode().equals("PARALLEL");
    if (shared && !id.equals(pipeline.latest().get(stage))) {
      throw notLatest(id, stage);
    }
    if (execution.version() != pipeline.version()) {
      throw notRetryable(stage, "the pipeline's structure has changed since");
    }
    StageRun run =
        execution.stageRun(stage).orElseThrow(() -> notRetryable(stage, "it has not run"));
    boolean failed = !Plans.of(declaration, declared).failed(run).isEmpty();
    if (!failed || execution.status() == Status.STOPPING) {
      throw notRetryable(stage, "it has no failed actions");
    }
    if (execution.open() && (all || run.status() != Status.IN_PROGRESS)) {
      throw notRetryable(stage, "some of its actions are in progress");
    }
    if (!execution.open()) {
      Starts.checkRoom(track.open(), declaration);
    }
    track.endings().retry(execution, declared, all, false);
  }

  String rollback(String stage, String target, String principal) {
    Pipeline pipeline = track.pipeline();
    PipelineDeclaration declaration = track.declaration(pipeline);
    StageDeclaration declared = stage(declaration, stage);
    Execution execution =
        track
            .find(target)
            .orElseThrow(() ->
                AwsError.of(
                    "PipelineExecutionNotFoundException",
                    "The pipeline execution %s cannot be found in the pipeline %s"
                        .formatted(target, pipeline.name())));
    if (execution.version() != pipeline.version()) {
      throw AwsError.of(
          "PipelineExecutionOutdatedException",
          "The pipeline execution %s ran with version %d of the pipeline's structure, not with the present one"
              .formatted(target, execution.version()));
    }
    Rollbacks rollbacks = new Rollbacks(track);
    if (execution.mode().equals("PARALLEL")
        || declared.actions().stream().anyMatch(Structure::isSource)
        || !rollbacks.possible(execution, stage)) {
      throw AwsError.of(
          "UnableToRollbackStageException",
          "Stage %s cannot be rolled back to execution %s: that takes a standard execution that succeeded in the stage, a stage without source actions, and a mode other than PARALLEL"
              .formatted(stage, target));
    }
    return rollbacks.start(execution, stage, new Trigger("ManualRollback", principal)).id();
  }

  private StageDeclaration stage(PipelineDeclaration declaration, String name) {
    return declaration.stages().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            AwsError.of(
                "StageNotFoundException",
                "The pipeline %s does not have a stage with name '%s'"
                    .formatted(declaration.name(), name)));
  }

  private static AwsError notRetryable(String stage, String why) {
    return AwsError.of(
        "StageNotRetryableException", "The stage %s cannot be retried: %s".formatted(stage, why));
  }

  private static AwsError notLatest(String id, String stage) {
    return AwsError.of(
        "NotLatestPipelineExecutionException",
        "The execution %s is not the latest one in the stage %s".formatted(id, stage));
  }
}
