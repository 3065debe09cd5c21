package dev.signalbox.local.pipeline;

import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Transition;
import dev.signalbox.local.pipeline.run.ActionRun;
import dev.signalbox.local.pipeline.run.ConditionRun;
import dev.signalbox.local.pipeline.run.Execution;
import dev.signalbox.local.pipeline.run.Executions;
import dev.signalbox.local.pipeline.run.StageRun;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RetryStageMetadata;
import software.amazon.awssdk.services.codepipeline.model.StageConditionState;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** The stages of a pipeline with what is in them and in front of them. */
record StageStates(
    Pipeline pipeline,
    PipelineDeclaration declaration,
    Executions executions,
    List<Execution> running) {
  /** How far back an action's newest run is looked for. */
  private static final int FAR_ENOUGH = 100;

  StageState of(StageDeclaration stage) {
    StageState.Builder state =
        StageState.builder().stageName(stage.name()).inboundTransitionState(door(stage.name()));
    if (declaration.executionMode() == ExecutionMode.PARALLEL) {
      // Stages are not shared in this mode: there is no state to tell.
      return state.actionStates(stage.actions().stream().map(this::bare).toList()).build();
    }
    List<StageExecution> inbound = inbound(stage);
    latest(stage.name()).ifPresent(execution -> addLatest(state, stage, execution));
    return state
        .inboundExecution(inbound.isEmpty() ? null : inbound.getLast())
        .inboundExecutions(inbound.isEmpty() ? null : inbound)
        .actionStates(stage.actions().stream().map(it -> actionState(stage, it)).toList())
        .build();
  }

  private ActionState bare(ActionDeclaration action) {
    return ActionState.builder()
        .actionName(action.name())
        .entityUrl(new Links(pipeline.place()).entity(action))
        .build();
  }

  private static void addLatest(
      StageState.Builder state, StageDeclaration stage, Execution execution) {
    StageRun run = execution.stageRun(stage.name()).orElseThrow();
    state
        .latestExecution(told(execution, run.status().api()))
        .beforeEntryConditionState(condition(run, "beforeEntry"))
        .onSuccessConditionState(condition(run, "onSuccess"));
    if (run.manualRetries() + run.automaticRetries() > 0) {
      state.retryStageMetadata(
          RetryStageMetadata.builder()
              .manualStageRetryAttempt(run.manualRetries() > 0 ? run.manualRetries() : null)
              .autoStageRetryAttempt(run.automaticRetries() > 0 ? run.automaticRetries() : null)
              .latestRetryTrigger(
                  run.manualRetries() > 0 ? "ManualStageRetry" : "AutomatedStageRetry")
              .build());
    }
  }

  private static @Nullable StageConditionState condition(StageRun run, String kind) {
    ConditionRun condition = run.conditions().get(kind);
    if (condition == null) {
      return null;
    }
    return StageConditionState.builder()
        .latestExecution(it ->
            it.status(condition.status())
                .summary(condition.summary().isEmpty() ? null : condition.summary()))
        .build();
  }

  private TransitionState door(String stage) {
    Transition transition = pipeline.transitions().get(stage);
    if (transition == null) {
      return TransitionState.builder().enabled(true).build();
    }
    return TransitionState.builder()
        .enabled(transition.enabled())
        .lastChangedBy(transition.changedBy())
        .lastChangedAt(transition.changedAt())
        .disabledReason(transition.enabled() ? null : transition.reason())
        .build();
  }

  private List<StageExecution> inbound(StageDeclaration stage) {
    int index = declaration.stages().indexOf(stage);
    return running.stream()
        .filter(it -> it.waiting() && it.stage() == index)
        .map(it -> told(it, it.status().api()))
        .toList();
  }

  private static StageExecution told(Execution execution, String status) {
    return StageExecution.builder()
        .pipelineExecutionId(execution.id())
        .status(status)
        .type(execution.rollback() ? ExecutionType.ROLLBACK : ExecutionType.STANDARD)
        .build();
  }

  private Optional<Execution> latest(String stage) {
    return Optional.ofNullable(pipeline.latest().get(stage))
        .flatMap(id -> executions.find(pipeline, id))
        .filter(execution -> execution.stageRun(stage).isPresent());
  }

  private ActionState actionState(StageDeclaration stage, ActionDeclaration action) {
    Optional<ActionRun> run = newest(stage.name(), action.name());
    ActionState.Builder state = bare(action).toBuilder();
    run.ifPresent(it ->
        state
            .latestExecution(ToldAction.state(it))
            .currentRevision(ToldAction.revision(it))
            .revisionUrl(revisionUrl(it)));
    return state.build();
  }

  private static @Nullable String revisionUrl(ActionRun run) {
    return run.revision().map(it -> it.url()).filter(it -> !it.isEmpty()).orElse(null);
  }

  /** In the execution that entered the stage last, or in one before where it did not get there. */
  private Optional<ActionRun> newest(String stage, String action) {
    return Stream.concat(latest(stage).stream(), executions.newestFirst(pipeline).limit(FAR_ENOUGH))
        .flatMap(execution -> execution.stageRun(stage).stream())
        .flatMap(run -> run.latest(action).stream())
        .findFirst();
  }
}
