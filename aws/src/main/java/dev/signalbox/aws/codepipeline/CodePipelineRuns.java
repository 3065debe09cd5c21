package dev.signalbox.aws.codepipeline;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.Refused;
import dev.signalbox.core.observe.PastRun;
import dev.signalbox.core.observe.PastRuns;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.start.SourceAction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;

/** Executions in every account and Region that a role reaches. */
public final class CodePipelineRuns implements PastRuns {
  private static final String SESSION = "signalbox-reads";

  private final PipelineCalls calls;

  public CodePipelineRuns(Connection connection, AssumedRoles roles) {
    this.calls = new PipelineCalls(connection, roles);
  }

  @Override
  public PastRun of(Target target, ExecutionId id) {
    if (!(target.reach() instanceof Reach.Role role)) {
      throw new Refused("pipeline %s is not reached by a role".formatted(target.pipeline()));
    }
    PipelineExecution execution = execution(target, role, id);
    return new PastRun(
        String.valueOf(execution.statusAsString()),
        execution.executionType() == ExecutionType.ROLLBACK,
        starter(execution),
        revisions(declaration(target, role, execution.pipelineVersion()), execution));
  }

  private PipelineExecution execution(Target target, Reach.Role role, ExecutionId id) {
    return calls.call(
        "read execution %s of".formatted(id),
        target.pipeline(),
        role,
        SESSION,
        credentials ->
            calls
                .client(target.pipeline())
                .getPipelineExecution(request ->
                    request
                        .pipelineName(target.pipeline().name())
                        .pipelineExecutionId(id.value())
                        .overrideConfiguration(o -> o.credentialsProvider(credentials)))
                .pipelineExecution());
  }

  /** The pipeline as it was when that execution began. */
  private PipelineDeclaration declaration(Target target, Reach.Role role, Integer version) {
    return calls.call(
        "describe",
        target.pipeline(),
        role,
        SESSION,
        credentials ->
            calls
                .client(target.pipeline())
                .getPipeline(request ->
                    request
                        .name(target.pipeline().name())
                        .version(version)
                        .overrideConfiguration(o -> o.credentialsProvider(credentials)))
                .pipeline());
  }

  private static Optional<TriggerId> starter(PipelineExecution execution) {
    return Optional.ofNullable(execution.trigger())
        .flatMap(trigger -> Optional.ofNullable(trigger.triggerDetail()))
        .flatMap(TriggerId::ofSession);
  }

  /** CodePipeline tells revisions by artifacts; which action brought one, the pipeline says. */
  private static Map<SourceAction, String> revisions(
      PipelineDeclaration pipeline, PipelineExecution execution) {
    Map<String, String> byArtifact =
        execution.artifactRevisions().stream()
            .filter(revision -> revision.name() != null && revision.revisionId() != null)
            .collect(
                Collectors.toMap(
                    ArtifactRevision::name, ArtifactRevision::revisionId, (first, _) -> first));
    Map<SourceAction, String> revisions = new LinkedHashMap<>();
    actions(pipeline)
        .forEach(action -> {
          Optional<String> revision =
              action.outputArtifacts().stream()
                  .map(OutputArtifact::name)
                  .filter(byArtifact::containsKey)
                  .map(byArtifact::get)
                  .findFirst();
          CodePipelines.source(action)
              .ifPresent(source -> revision.ifPresent(id -> revisions.put(source, id)));
        });
    return revisions;
  }

  private static Stream<ActionDeclaration> actions(PipelineDeclaration pipeline) {
    return pipeline.stages().stream().flatMap(stage -> stage.actions().stream());
  }
}
