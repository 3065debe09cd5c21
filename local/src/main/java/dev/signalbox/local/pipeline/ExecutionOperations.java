package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.run.Engine;
import dev.signalbox.local.pipeline.run.Execution;
import dev.signalbox.local.pipeline.run.Executions;
import dev.signalbox.local.pipeline.run.Start;
import dev.signalbox.local.pipeline.run.Status;
import dev.signalbox.local.pipeline.run.Trigger;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;

/** Starting, watching, stopping and retrying executions. */
final class ExecutionOperations {
  private final Pipelines pipelines;
  private final Executions executions;
  private final Engine engine;

  ExecutionOperations(Pipelines pipelines, Executions executions, Engine engine) {
    this.pipelines = pipelines;
    this.executions = executions;
    this.engine = engine;
  }

  void addTo(Service service) {
    service
        .on("StartPipelineExecution", StartPipelineExecutionRequest::builder, this::start)
        .on("StopPipelineExecution", StopPipelineExecutionRequest::builder, this::stop)
        .on("RetryStageExecution", RetryStageExecutionRequest::builder, this::retry)
        .on("RollbackStage", RollbackStageRequest::builder, this::rollback)
        .on("GetPipelineExecution", GetPipelineExecutionRequest::builder, this::get)
        .on("ListPipelineExecutions", ListPipelineExecutionsRequest::builder, this::list);
  }

  private StartPipelineExecutionResponse start(
      Caller caller, StartPipelineExecutionRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.name());
    Wish wish = new Wish(pipelines.declaration(pipeline));
    Start start =
        new Start(
            new Trigger("StartPipelineExecution", caller.arn()),
            Optional.ofNullable(request.clientRequestToken()),
            wish.variables(request.variables()),
            wish.revisions(request.sourceRevisions()));
    return StartPipelineExecutionResponse.builder()
        .pipelineExecutionId(engine.start(pipeline, start))
        .build();
  }

  private StopPipelineExecutionResponse stop(Caller caller, StopPipelineExecutionRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.pipelineName());
    engine.stop(
        pipeline,
        request.pipelineExecutionId(),
        Boolean.TRUE.equals(request.abandon()),
        Optional.ofNullable(request.reason()));
    return StopPipelineExecutionResponse.builder()
        .pipelineExecutionId(request.pipelineExecutionId())
        .build();
  }

  private RetryStageExecutionResponse retry(Caller caller, RetryStageExecutionRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.pipelineName());
    engine.retry(
        pipeline,
        request.pipelineExecutionId(),
        request.stageName(),
        request.retryMode() == StageRetryMode.ALL_ACTIONS);
    return RetryStageExecutionResponse.builder()
        .pipelineExecutionId(request.pipelineExecutionId())
        .build();
  }

  private RollbackStageResponse rollback(Caller caller, RollbackStageRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.pipelineName());
    String id =
        engine.rollback(
            pipeline, request.stageName(), request.targetPipelineExecutionId(), caller.arn());
    return RollbackStageResponse.builder().pipelineExecutionId(id).build();
  }

  private GetPipelineExecutionResponse get(Caller caller, GetPipelineExecutionRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.pipelineName());
    Execution execution =
        engine
            .find(pipeline, request.pipelineExecutionId())
            .orElseThrow(() -> notFound(pipeline, request.pipelineExecutionId()));
    return GetPipelineExecutionResponse.builder()
        .pipelineExecution(
            new Told(pipeline, pipelines.ran(pipeline, execution.version())).execution(execution))
        .build();
  }

  static AwsError notFound(Pipeline pipeline, String id) {
    return AwsError.of(
        "PipelineExecutionNotFoundException",
        "The pipeline execution %s does not exist in the pipeline %s"
            .formatted(id, pipeline.name()));
  }

  private ListPipelineExecutionsResponse list(
      Caller caller, ListPipelineExecutionsRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.pipelineName());
    Predicate<Execution> wanted = wanted(request);
    Page<Execution> page =
        Page.of(
            "executions",
            after -> before(pipeline, after).filter(wanted),
            execution -> Long.toString(execution.number()),
            request.maxResults(),
            request.nextToken());
    return ListPipelineExecutionsResponse.builder()
        .pipelineExecutionSummaries(
            page.items().stream()
                .map(execution ->
                    new Told(pipeline, pipelines.ran(pipeline, execution.version()))
                        .summary(execution))
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static Predicate<Execution> wanted(ListPipelineExecutionsRequest request) {
    if (request.filter() == null || request.filter().succeededInStage() == null) {
      return _ -> true;
    }
    String stage = request.filter().succeededInStage().stageName();
    return execution ->
        execution.stageRun(stage).filter(run -> run.status() == Status.SUCCEEDED).isPresent();
  }

  private Stream<Execution> before(Pipeline pipeline, String after) {
    return executions.before(pipeline, after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after));
  }
}
