package dev.signalbox.local.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Pipelines for the tests. */
final class Plan {
  private Plan() {}

  static ActionTypeId type(String category, String provider) {
    return ActionTypeId.builder()
        .category(category)
        .owner("AWS")
        .provider(provider)
        .version("1")
        .build();
  }

  static ActionDeclaration source() {
    return ActionDeclaration.builder()
        .name("Checkout")
        .namespace("SourceVariables")
        .actionTypeId(type("Source", "CodeCommit"))
        .configuration(Map.of("RepositoryName", "shop", "BranchName", "main"))
        .outputArtifacts(OutputArtifact.builder().name("Source").build())
        .build();
  }

  static ActionDeclaration build(String name) {
    return ActionDeclaration.builder()
        .name(name)
        .actionTypeId(type("Build", "CodeBuild"))
        .configuration(Map.of("ProjectName", name.toLowerCase(java.util.Locale.ROOT)))
        .inputArtifacts(InputArtifact.builder().name("Source").build())
        .build();
  }

  static ActionDeclaration approval() {
    return ActionDeclaration.builder()
        .name("Approve")
        .actionTypeId(type("Approval", "Manual"))
        .build();
  }

  static StageDeclaration stage(String name, ActionDeclaration... actions) {
    return StageDeclaration.builder().name(name).actions(actions).build();
  }

  static PipelineDeclaration pipeline(StageDeclaration... stages) {
    return pipeline(it -> it, stages);
  }

  static PipelineDeclaration pipeline(
      UnaryOperator<PipelineDeclaration.Builder> change, StageDeclaration... stages) {
    List<StageDeclaration> all = new ArrayList<>();
    all.add(stage("Source", source()));
    all.addAll(List.of(stages));
    PipelineDeclaration.Builder pipeline =
        PipelineDeclaration.builder()
            .name("shop")
            .roleArn("arn:aws:iam::111111111111:role/pipelines")
            .pipelineType("V2")
            .artifactStore(it -> it.type("S3").location("artifacts"))
            .stages(all);
    return change.apply(pipeline).build();
  }
}
