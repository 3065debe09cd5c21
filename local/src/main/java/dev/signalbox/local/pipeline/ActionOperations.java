package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.run.ActionRun;
import dev.signalbox.local.pipeline.run.Engine;
import dev.signalbox.local.pipeline.run.Execution;
import dev.signalbox.local.pipeline.run.Executions;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.Outcome;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** What actions did, and the approvals people give. */
final class ActionOperations {
  private final Pipelines pipelines;
  private final Executions executions;
  private final Engine engine;
  private final Clock clock;

  ActionOperations(Pipelines pipelines, Executions executions, Engine engine, Clock clock) {
    this.pipelines = pipelines;
    this.executions = executions;
    this.engine = engine;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("ListActionExecutions", ListActionExecutionsRequest::builder, this::list)
        .on("PutApprovalResult", PutApprovalResultRequest::builder, this::approve);
  }

  private ListActionExecutionsResponse list(Caller caller, ListActionExecutionsRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.pipelineName());
    ActionHistory history = new ActionHistory(pipeline, pipelines, executions, request.filter());
    Page<ActionHistory.Entry> page =
        Page.of(
            "actions",
            history::after,
            ActionHistory.Entry::position,
            request.maxResults(),
            request.nextToken());
    return ListActionExecutionsResponse.builder()
        .actionExecutionDetails(page.items().stream().map(history::detail).toList())
        .nextToken(page.nextToken())
        .build();
  }

  /** The approval a token stands for. */
  private record Asked(Execution execution, ActionRun run) {}

  private PutApprovalResultResponse approve(Caller caller, PutApprovalResultRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.pipelineName());
    checkAction(pipeline, request.stageName(), request.actionName());
    Asked asked =
        asked(pipeline, request)
            .orElseThrow(() ->
                AwsError.of(
                    "InvalidApprovalTokenException",
                    "The approval token is not valid for the action '%s'"
                        .formatted(request.actionName())));
    if (!engine.finish(
        pipeline,
        asked.execution().id(),
        request.stageName(),
        asked.run().id(),
        outcome(caller, request))) {
      throw AwsError.of(
          "ApprovalAlreadyCompletedException",
          "The approval action '%s' has already been approved or rejected, or is over"
              .formatted(request.actionName()));
    }
    return PutApprovalResultResponse.builder().approvedAt(clock.instant()).build();
  }

  private void checkAction(Pipeline pipeline, String stageName, String actionName) {
    StageDeclaration stage =
        pipelines.declaration(pipeline).stages().stream()
            .filter(it -> it.name().equals(stageName))
            .findFirst()
            .orElseThrow(() -> StateOperations.stageNotFound(pipeline.name(), stageName));
    if (stage.actions().stream().map(ActionDeclaration::name).noneMatch(actionName::equals)) {
      throw AwsError.of(
          "ActionNotFoundException",
          "The stage %s of the pipeline %s does not have an action with name '%s'"
              .formatted(stageName, pipeline.name(), actionName));
    }
  }

  private Optional<Asked> asked(Pipeline pipeline, PutApprovalResultRequest request) {
    return executions
        .newestFirst(pipeline)
        .flatMap(execution ->
            execution.stageRun(request.stageName()).stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(run -> run.action().equals(request.actionName()))
                .filter(run -> run.token().filter(request.token()::equals).isPresent())
                .map(run -> new Asked(execution, run)))
        .findFirst();
  }

  private static Outcome outcome(Caller caller, PutApprovalResultRequest request) {
    boolean approved = request.result().status() == ApprovalStatus.APPROVED;
    String summary = Optional.ofNullable(request.result().summary()).orElse("");
    Outcome outcome = Outcome.succeeded(External.NONE.withSummary(summary)).updatedBy(caller.arn());
    return approved
        ? outcome
        : outcome.failing("JobFailed", "Rejected by " + caller.arn() + ": " + summary);
  }
}
