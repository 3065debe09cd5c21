package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.pipeline.definition.Structure;
import dev.signalbox.local.pipeline.run.GivenRevision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;

/** What somebody who starts an execution may give along. */
record Wish(PipelineDeclaration declaration) {
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "CodeCommit", Set.of("COMMIT_ID"),
          "CodeStarSourceConnection", Set.of("COMMIT_ID"),
          "GitHub", Set.of("COMMIT_ID"),
          "ECR", Set.of("IMAGE_DIGEST"),
          "S3", Set.of("S3_OBJECT_VERSION_ID", "S3_OBJECT_KEY"));

  Map<String, String> variables(List<PipelineVariable> given) {
    if (!given.isEmpty() && declaration.pipelineType() != PipelineType.V2) {
      throw AwsError.validation("Pipeline variables can only be used with V2 pipelines");
    }
    Map<String, String> values = new HashMap<>();
    for (PipelineVariable variable : given) {
      boolean declared =
          declaration.variables().stream()
              .map(PipelineVariableDeclaration::name)
              .anyMatch(variable.name()::equals);
      if (!declared) {
        throw AwsError.validation(
            "The pipeline %s does not declare a variable '%s'"
                .formatted(declaration.name(), variable.name()));
      }
      if (values.put(variable.name(), variable.value()) != null) {
        throw AwsError.validation(
            "The variable '%s' is given more than once".formatted(variable.name()));
      }
    }
    return values;
  }

  List<GivenRevision> revisions(List<SourceRevisionOverride> given) {
    if (!given.isEmpty() && declaration.pipelineType() != PipelineType.V2) {
      throw AwsError.validation("Source revision overrides can only be used with V2 pipelines");
    }
    Set<String> seen = new HashSet<>();
    for (SourceRevisionOverride each : given) {
      if (!seen.add(each.actionName() + "/" + each.revisionTypeAsString())) {
        throw AwsError.validation(
            "The source revision of action '%s' is given more than once"
                .formatted(each.actionName()));
      }
    }
    return given.stream().map(this::revision).toList();
  }

  private GivenRevision revision(SourceRevisionOverride given) {
    ActionDeclaration action =
        declaration.stages().getFirst().actions().stream()
            .filter(it -> Structure.isSource(it) && it.name().equals(given.actionName()))
            .findFirst()
            .orElseThrow(() ->
                AwsError.validation(
                    "The pipeline %s does not have a source action with name '%s'"
                        .formatted(declaration.name(), given.actionName())));
    String provider = action.actionTypeId().provider();
    if (!TYPES.getOrDefault(provider, Set.of()).contains(given.revisionTypeAsString())) {
      throw AwsError.validation(
          "The revision type %s is not one of the source action '%s', whose provider is %s"
              .formatted(given.revisionTypeAsString(), given.actionName(), provider));
    }
    return new GivenRevision(
        given.actionName(), given.revisionTypeAsString(), given.revisionValue());
  }
}
