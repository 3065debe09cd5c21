package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.definition.Transition;
import dev.signalbox.local.pipeline.run.Engine;
import dev.signalbox.local.pipeline.run.Executions;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** How a pipeline's stages are, and the doors between them. */
final class StateOperations {
  private final Pipelines pipelines;
  private final Executions executions;
  private final Engine engine;
  private final Clock clock;

  StateOperations(Pipelines pipelines, Executions executions, Engine engine, Clock clock) {
    this.pipelines = pipelines;
    this.executions = executions;
    this.engine = engine;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("GetPipelineState", GetPipelineStateRequest::builder, this::get)
        .on("EnableStageTransition", EnableStageTransitionRequest::builder, this::enable)
        .on("DisableStageTransition", DisableStageTransitionRequest::builder, this::disable);
  }

  private GetPipelineStateResponse get(Caller caller, GetPipelineStateRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.name());
    PipelineDeclaration declaration = pipelines.declaration(pipeline);
    StageStates states =
        new StageStates(pipeline, declaration, executions, engine.running(pipeline));
    return GetPipelineStateResponse.builder()
        .pipelineName(pipeline.name())
        .pipelineVersion(pipeline.version())
        .stageStates(declaration.stages().stream().map(states::of).toList())
        .created(pipeline.created())
        .updated(pipeline.updated())
        .build();
  }

  private EnableStageTransitionResponse enable(
      Caller caller, EnableStageTransitionRequest request) {
    change(
        caller,
        request.pipelineName(),
        request.stageName(),
        request.transitionTypeAsString(),
        new Transition(true, "", caller.arn(), clock.instant()));
    return EnableStageTransitionResponse.builder().build();
  }

  private DisableStageTransitionResponse disable(
      Caller caller, DisableStageTransitionRequest request) {
    change(
        caller,
        request.pipelineName(),
        request.stageName(),
        request.transitionTypeAsString(),
        new Transition(false, request.reason(), caller.arn(), clock.instant()));
    return DisableStageTransitionResponse.builder().build();
  }

  private void change(
      Caller caller, String name, String stage, String type, Transition transition) {
    Pipeline pipeline = pipelines.existing(caller.place(), name);
    List<String> stages =
        pipelines.declaration(pipeline).stages().stream().map(StageDeclaration::name).toList();
    int index = stages.indexOf(stage);
    if (index < 0) {
      throw stageNotFound(name, stage);
    }
    // A way out of a stage is the way into the next.
    int door = type.equals("Outbound") ? index + 1 : index;
    if (door == stages.size()) {
      throw AwsError.validation(
          "Stage '%s' is the last of the pipeline: nothing goes out of it".formatted(stage));
    }
    engine.change(
        pipeline, () -> pipelines.update(pipeline, it -> it.with(stages.get(door), transition)));
  }

  static AwsError stageNotFound(String pipeline, String stage) {
    return AwsError.of(
        "StageNotFoundException",
        "The pipeline %s does not have a stage with name '%s'".formatted(pipeline, stage));
  }
}
