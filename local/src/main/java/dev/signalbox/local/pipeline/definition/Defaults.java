package dev.signalbox.local.pipeline.definition;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** What AWS fills in where a declaration is silent. */
public final class Defaults {
  private Defaults() {}

  public static PipelineDeclaration in(PipelineDeclaration declared) {
    return declared.toBuilder()
        .stages(declared.stages().stream().map(Defaults::in).toList())
        .executionMode(
            declared.executionMode() == null ? ExecutionMode.SUPERSEDED : declared.executionMode())
        .pipelineType(declared.pipelineType() == null ? PipelineType.V1 : declared.pipelineType())
        .build();
  }

  private static StageDeclaration in(StageDeclaration stage) {
    return stage.toBuilder().actions(stage.actions().stream().map(Defaults::in).toList()).build();
  }

  private static ActionDeclaration in(ActionDeclaration action) {
    return action.toBuilder()
        .runOrder(action.runOrder() == null ? 1 : action.runOrder())
        .configuration(action.hasConfiguration() ? action.configuration() : Map.of())
        .inputArtifacts(action.hasInputArtifacts() ? action.inputArtifacts() : List.of())
        .outputArtifacts(action.hasOutputArtifacts() ? action.outputArtifacts() : List.of())
        .build();
  }
}
