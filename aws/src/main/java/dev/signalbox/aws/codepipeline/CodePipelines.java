package dev.signalbox.aws.codepipeline;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.start.Pipeline;
import dev.signalbox.core.start.Pipelines;
import dev.signalbox.core.start.SourceAction;
import dev.signalbox.core.start.StartRequest;
import dev.signalbox.core.start.Trigger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;

/** CodePipeline in every account and Region that a role reaches. */
public final class CodePipelines implements Pipelines {
  private final PipelineCalls calls;

  public CodePipelines(Connection connection, AssumedRoles roles) {
    this.calls = new PipelineCalls(connection, roles);
  }

  @Override
  public Pipeline describe(Trigger trigger) {
    PipelineDeclaration declaration =
        call(
            "describe",
            trigger,
            credentials ->
                client(trigger)
                    .getPipeline(request ->
                        request
                            .name(trigger.pipeline().name())
                            .overrideConfiguration(o -> o.credentialsProvider(credentials)))
                    .pipeline());
    return new Pipeline(
        trigger.pipeline(),
        declaration.pipelineType() == PipelineType.V2,
        declaration.stages().stream()
            .flatMap(stage -> stage.actions().stream())
            .filter(action -> action.actionTypeId().category() == ActionCategory.SOURCE)
            .flatMap(action -> source(action).stream())
            .toList());
  }

  static Optional<SourceAction> source(ActionDeclaration action) {
    return Arrays.stream(SourceAction.Kind.values())
        .filter(kind -> kind.product().equals(action.actionTypeId().provider()))
        .findFirst()
        .map(kind ->
            new SourceAction(
                action.name(),
                kind,
                configuration(action, place(kind)).orElse(""),
                configuration(action, selector(kind))));
  }

  private static String place(SourceAction.Kind kind) {
    return switch (kind) {
      case CODECOMMIT, ECR -> "RepositoryName";
      case S3 -> "S3Bucket";
      case CONNECTION -> "FullRepositoryId";
    };
  }

  private static String selector(SourceAction.Kind kind) {
    return switch (kind) {
      case CODECOMMIT, CONNECTION -> "BranchName";
      case ECR -> "ImageTag";
      case S3 -> "S3ObjectKey";
    };
  }

  private static Optional<String> configuration(ActionDeclaration action, String key) {
    return Optional.ofNullable(action.configuration().get(key));
  }

  @Override
  public ExecutionId start(StartRequest start) {
    Trigger trigger = start.trigger();
    return new ExecutionId(
        call(
            "start",
            trigger,
            credentials ->
                client(trigger)
                    .startPipelineExecution(
                        request(start)
                            .overrideConfiguration(o -> o.credentialsProvider(credentials))
                            .build())
                    .pipelineExecutionId()));
  }

  private static StartPipelineExecutionRequest.Builder request(StartRequest start) {
    Trigger trigger = start.trigger();
    StartPipelineExecutionRequest.Builder request =
        StartPipelineExecutionRequest.builder()
            .name(trigger.pipeline().name())
            .clientRequestToken(trigger.id().value());
    // CodePipeline refuses lists that are there and empty.
    if (!start.revisions().isEmpty()) {
      request.sourceRevisions(revisions(start));
    }
    if (!start.variables().isEmpty()) {
      request.variables(variables(start));
    }
    return request;
  }

  private static List<SourceRevisionOverride> revisions(StartRequest start) {
    return start.revisions().entrySet().stream()
        .map(entry ->
            SourceRevisionOverride.builder()
                .actionName(entry.getKey())
                .revisionType(SourceRevisionType.fromValue(entry.getValue().type().name()))
                .revisionValue(entry.getValue().value())
                .build())
        .toList();
  }

  private static List<PipelineVariable> variables(StartRequest start) {
    return start.variables().entrySet().stream()
        .map(entry ->
            PipelineVariable.builder().name(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }

  @Override
  public Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
    Optional<String> token = Optional.empty();
    do {
      ListPipelineExecutionsResponse page = history(trigger, token);
      for (PipelineExecutionSummary summary : page.pipelineExecutionSummaries()) {
        if (summary.startTime().isBefore(since)) {
          return Optional.empty();
        }
        if (carries(summary, trigger)) {
          return Optional.of(new ExecutionId(summary.pipelineExecutionId()));
        }
      }
      token = Optional.ofNullable(page.nextToken());
    } while (token.isPresent());
    return Optional.empty();
  }

  private ListPipelineExecutionsResponse history(Trigger trigger, Optional<String> token) {
    return call(
        "read the history of",
        trigger,
        credentials ->
            client(trigger)
                .listPipelineExecutions(request ->
                    request
                        .pipelineName(trigger.pipeline().name())
                        .nextToken(token.orElse(null))
                        .overrideConfiguration(o -> o.credentialsProvider(credentials))));
  }

  /** The history names who started an execution: the role's session, which is the trigger's id. */
  private static boolean carries(PipelineExecutionSummary summary, Trigger trigger) {
    return summary.trigger() != null
        && summary.trigger().triggerDetail() != null
        && summary.trigger().triggerDetail().endsWith("/" + trigger.id());
  }

  private CodePipelineClient client(Trigger trigger) {
    return calls.client(trigger.pipeline());
  }

  private <T> T call(String what, Trigger trigger, Function<AwsCredentialsProvider, T> call) {
    return calls.call(what, trigger.pipeline(), trigger.role(), trigger.id().value(), call);
  }
}
