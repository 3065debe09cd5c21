package dev.signalbox.local.pipeline;

import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.run.ActionRun;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.Execution;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionInput;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionOutput;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.ActionRevision;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetail;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.S3Location;

/** Action runs as API answers tell them. */
final class ToldAction {
  private ToldAction() {}

  static ActionExecution state(ActionRun run) {
    External external = run.external();
    boolean waits = run.is(Status.IN_PROGRESS);
    return ActionExecution.builder()
        .actionExecutionId(run.id())
        .status(run.status().api())
        .summary(external.summary().orElse(null))
        .lastStatusChange(run.updated())
        .token(waits ? run.token().orElse(null) : null)
        .lastUpdatedBy(run.updatedBy().orElse(null))
        .externalExecutionId(run.token().isPresent() ? null : external.id().orElse(null))
        .externalExecutionUrl(external.url().orElse(null))
        .percentComplete(external.percent().orElse(null))
        .errorDetails(error(run))
        .build();
  }

  static @Nullable ActionRevision revision(ActionRun run) {
    return run.revision()
        .map(it ->
            ActionRevision.builder()
                .revisionId(it.id())
                .revisionChangeId(it.id())
                .created(it.created())
                .build())
        .orElse(null);
  }

  private static @Nullable ErrorDetails error(ActionRun run) {
    return run.failure()
        .map(it -> ErrorDetails.builder().code(it.code()).message(it.message()).build())
        .orElse(null);
  }

  static ActionExecutionDetail detail(
      Pipeline pipeline,
      Execution execution,
      String stage,
      ActionDeclaration action,
      ActionRun run) {
    ActionExecutionInput.Builder input =
        ActionExecutionInput.builder()
            .actionTypeId(action.actionTypeId())
            .configuration(action.configuration())
            .resolvedConfiguration(run.configuration())
            .roleArn(action.roleArn())
            .region(action.region() == null ? pipeline.place().region() : action.region())
            .inputArtifacts(artifacts(run.inputs()))
            .namespace(action.namespace());
    ActionExecutionDetail.Builder detail =
        ActionExecutionDetail.builder()
            .pipelineExecutionId(execution.id())
            .actionExecutionId(run.id())
            .pipelineVersion(execution.version())
            .stageName(stage)
            .actionName(run.action())
            .startTime(run.started())
            .lastUpdateTime(run.updated())
            .updatedBy(run.updatedBy().orElse(null))
            .status(run.status().api())
            .input(input.build());
    return detail.output(output(run)).build();
  }

  private static ActionExecutionOutput output(ActionRun run) {
    External external = run.external();
    ActionExecutionResult result =
        ActionExecutionResult.builder()
            .externalExecutionId(external.id().orElse(null))
            .externalExecutionSummary(external.summary().orElse(null))
            .externalExecutionUrl(external.url().orElse(null))
            .errorDetails(error(run))
            .build();
    return ActionExecutionOutput.builder()
        .outputArtifacts(artifacts(run.outputs()))
        .executionResult(result)
        .outputVariables(run.variables())
        .build();
  }

  private static List<ArtifactDetail> artifacts(List<Artifact> artifacts) {
    return artifacts.stream()
        .map(it ->
            ArtifactDetail.builder()
                .name(it.name())
                .s3location(S3Location.builder().bucket(it.bucket()).key(it.key()).build())
                .build())
        .toList();
  }
}
