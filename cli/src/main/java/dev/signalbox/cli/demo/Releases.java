package dev.signalbox.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** Follows pipeline executions over CodePipeline's own API. */
final class Releases {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** An execution that a decision started. */
  record Execution(String pipeline, String id) {}

  private final CodePipelineClient pipelines;
  private final Consumer<String> tell;

  Releases(CodePipelineClient pipelines, Consumer<String> tell) {
    this.pipelines = pipelines;
    this.tell = tell;
  }

  /**
   * Tells each action's changes until the execution has ended.
   *
   * @return how it ended; where it still was when {@code deadline} passed
   */
  PipelineExecutionStatus follow(Execution execution, Instant deadline)
      throws InterruptedException {
    Map<String, ActionExecutionStatus> told = new HashMap<>();
    while (true) {
      PipelineExecutionStatus status = status(execution);
      tellNews(execution, told);
      if (ended(status) || Instant.now().isAfter(deadline)) {
        return status;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  Instant started(Execution execution) {
    return pipelines
        .listPipelineExecutionsPaginator(request -> request.pipelineName(execution.pipeline()))
        .pipelineExecutionSummaries()
        .stream()
        .filter(summary -> summary.pipelineExecutionId().equals(execution.id()))
        .map(PipelineExecutionSummary::startTime)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no " + execution));
  }

  /** The actions of an execution, first to last. */
  List<ActionExecutionDetail> actions(Execution execution) {
    return pipelines
        .listActionExecutionsPaginator(request ->
            request
                .pipelineName(execution.pipeline())
                .filter(filter -> filter.pipelineExecutionId(execution.id())))
        .actionExecutionDetails()
        .stream()
        .toList()
        .reversed();
  }

  private PipelineExecutionStatus status(Execution execution) {
    return pipelines
        .getPipelineExecution(request ->
            request.pipelineName(execution.pipeline()).pipelineExecutionId(execution.id()))
        .pipelineExecution()
        .status();
  }

  private static boolean ended(PipelineExecutionStatus status) {
    return status != PipelineExecutionStatus.IN_PROGRESS
        && status != PipelineExecutionStatus.STOPPING;
  }

  private void tellNews(Execution execution, Map<String, ActionExecutionStatus> told) {
    for (ActionExecutionDetail action : actions(execution)) {
      if (told.put(action.actionExecutionId(), action.status()) != action.status()) {
        tell.accept(
            String.format(
                "%-14s %-8s %-10s %s%s",
                execution.pipeline(),
                action.stageName(),
                action.actionName(),
                action.statusAsString(),
                took(action)));
      }
    }
  }

  private static String took(ActionExecutionDetail action) {
    return action.status() == ActionExecutionStatus.IN_PROGRESS
        ? ""
        : String.format(
            " after %.1f s",
            Duration.between(action.startTime(), action.lastUpdateTime()).toMillis() / 1000.0);
  }
}
