package dev.signalbox.local.pipeline;

import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.run.ActionRun;
import dev.signalbox.local.pipeline.run.Execution;
import dev.signalbox.local.pipeline.run.Revision;
import dev.signalbox.local.pipeline.run.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineRollbackMetadata;
import software.amazon.awssdk.services.codepipeline.model.ResolvedPipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.StopExecutionTrigger;

/** Executions as API answers tell them. */
record Told(Pipeline pipeline, PipelineDeclaration declaration) {

  PipelineExecution execution(Execution execution) {
    PipelineExecution.Builder told =
        PipelineExecution.builder()
            .pipelineName(pipeline.name())
            .pipelineVersion(execution.version())
            .pipelineExecutionId(execution.id())
            .status(execution.status().api())
            .statusSummary(execution.summary().isEmpty() ? null : execution.summary())
            .artifactRevisions(sources(execution).map(source -> artifactRevision(source)).toList())
            .trigger(trigger(execution))
            .executionMode(execution.mode())
            .executionType(type(execution))
            .rollbackMetadata(rollback(execution));
    if (declaration.hasVariables()) {
      told.variables(variables(execution.variables()));
    }
    return told.build();
  }

  private static List<ResolvedPipelineVariable> variables(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(it ->
                ResolvedPipelineVariable.builder()
                    .name(it.getKey())
                    .resolvedValue(it.getValue())
                    .build())
            .toList();
  }

  PipelineExecutionSummary summary(Execution execution) {
    return PipelineExecutionSummary.builder()
        .pipelineExecutionId(execution.id())
        .status(execution.status().api())
        .statusSummary(execution.summary().isEmpty() ? null : execution.summary())
        .startTime(execution.started())
        .lastUpdateTime(execution.updated())
        .sourceRevisions(sources(execution).map(Told::sourceRevision).toList())
        .trigger(trigger(execution))
        .stopTrigger(stop(execution))
        .executionMode(execution.mode())
        .executionType(type(execution))
        .rollbackMetadata(rollback(execution))
        .build();
  }

  private static ExecutionType type(Execution execution) {
    return execution.rollback() ? ExecutionType.ROLLBACK : ExecutionType.STANDARD;
  }

  private static ExecutionTrigger trigger(Execution execution) {
    return ExecutionTrigger.builder()
        .triggerType(execution.trigger().type())
        .triggerDetail(execution.trigger().detail())
        .build();
  }

  private static @Nullable StopExecutionTrigger stop(Execution execution) {
    boolean asked = execution.status() == Status.STOPPED || execution.status() == Status.STOPPING;
    return asked
        ? StopExecutionTrigger.builder().reason(execution.stopReason().orElse(null)).build()
        : null;
  }

  private static @Nullable PipelineRollbackMetadata rollback(Execution execution) {
    return execution
        .target()
        .map(it -> PipelineRollbackMetadata.builder().rollbackTargetPipelineExecutionId(it).build())
        .orElse(null);
  }

  /** A source action's run that took something. */
  private record Source(String artifact, String action, Revision revision) {}

  private Stream<Source> sources(Execution execution) {
    return declaration.stages().getFirst().actions().stream()
        .flatMap(action -> source(execution, action));
  }

  private Stream<Source> source(Execution execution, ActionDeclaration action) {
    return execution
        .done(declaration.stages().getFirst().name())
        .filter(run -> run.action().equals(action.name()))
        .reduce((_, newer) -> newer)
        .stream()
        .flatMap(run -> source(action, run));
  }

  private static Stream<Source> source(ActionDeclaration action, ActionRun run) {
    return run.revision().stream()
        .map(it -> new Source(action.outputArtifacts().getFirst().name(), action.name(), it));
  }

  private static ArtifactRevision artifactRevision(Source source) {
    Revision revision = source.revision();
    return ArtifactRevision.builder()
        .name(source.artifact())
        .revisionId(revision.id())
        .revisionSummary(revision.summary().isEmpty() ? null : revision.summary())
        .created(revision.created())
        .revisionUrl(revision.url().isEmpty() ? null : revision.url())
        .build();
  }

  private static SourceRevision sourceRevision(Source source) {
    Revision revision = source.revision();
    return SourceRevision.builder()
        .actionName(source.action())
        .revisionId(revision.id())
        .revisionSummary(revision.summary().isEmpty() ? null : revision.summary())
        .revisionUrl(revision.url().isEmpty() ? null : revision.url())
        .build();
  }
}
