package dev.signalbox.local.pipeline.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

/** What follows when a stage ends, or an execution has to. */
final class Endings {
  private final Track track;

  Endings(Track track) {
    this.track = track;
  }

  /** Asks the stage's entry condition; false when the execution fails there or passes it by. */
  boolean admitted(Execution execution, StageDeclaration stage) {
    List<Condition> conditions = Conditions.beforeEntry(stage);
    ConditionRun answer = answer(execution, conditions);
    Execution asked = noted(execution, stage, Conditions.BEFORE_ENTRY, conditions, answer);
    if (!answer.passed() && Conditions.result(conditions) == Result.SKIP) {
      goOn(asked.with(stage.name(), track.now(), run -> run.with(Status.SKIPPED)));
      return false;
    }
    track
        .announcements()
        .stage(track.pipeline(), asked, asked.stageRun(stage.name()).orElseThrow(), "STARTED");
    if (!answer.passed()) {
      finish(ended(asked, stage.name(), Status.FAILED), Status.FAILED, answer.summary());
    }
    return answer.passed();
  }

  private ConditionRun answer(Execution execution, List<Condition> conditions) {
    return new Conditions(new Values(track.declaration(execution), execution)).check(conditions);
  }

  private Execution noted(
      Execution execution,
      StageDeclaration stage,
      String kind,
      List<Condition> conditions,
      ConditionRun answer) {
    return conditions.isEmpty()
        ? execution
        : track.save(execution.with(stage.name(), track.now(), run -> run.with(kind, answer)));
  }

  void end(Execution execution, StageDeclaration stage, Status status) {
    if (status == Status.SUCCEEDED) {
      succeeded(execution, stage);
    } else {
      failed(execution, stage, status);
    }
  }

  private void succeeded(Execution execution, StageDeclaration stage) {
    List<Condition> conditions = Conditions.onSuccess(stage);
    ConditionRun answer = answer(execution, conditions);
    Execution asked = noted(execution, stage, Conditions.ON_SUCCESS, conditions, answer);
    if (answer.passed()) {
      goOn(ended(asked, stage.name(), Status.SUCCEEDED));
      return;
    }
    Execution left = ended(asked, stage.name(), Status.FAILED);
    finish(left, Status.FAILED, answer.summary());
    if (Conditions.result(conditions) == Result.ROLLBACK) {
      new Rollbacks(track).automatic(left, stage.name());
    }
  }

  private void goOn(Execution left) {
    int next = left.stage() + 1;
    if (left.rollback() || next == track.declaration(left).stages().size()) {
      finish(left, Status.SUCCEEDED, "");
    } else {
      track.save(left.waitingFor(next, track.now()));
    }
  }

  private void failed(Execution execution, StageDeclaration stage, Status status) {
    if (status == Status.FAILED && retries(execution, stage)) {
      boolean all =
          stage.onFailure().retryConfiguration() != null
              && stage.onFailure().retryConfiguration().retryMode() == StageRetryMode.ALL_ACTIONS;
      retry(ended(execution, stage.name(), status), stage, all, true);
      return;
    }
    Execution left = ended(execution, stage.name(), status);
    finish(left, status, summary(left, stage, status));
    if (status == Status.FAILED && wantsRollback(stage)) {
      new Rollbacks(track).automatic(left, stage.name());
    }
  }

  private static String summary(Execution execution, StageDeclaration stage, Status status) {
    if (status == Status.STOPPED) {
      return execution.stopReason().orElse("");
    }
    boolean unasked = stage.onFailure() != null && !stage.onFailure().conditions().isEmpty();
    return "Stage %s failed%s"
        .formatted(
            stage.name(), unasked ? "; signalbox local does not ask onFailure conditions" : "");
  }

  private static boolean retries(Execution execution, StageDeclaration stage) {
    FailureConditions failure = stage.onFailure();
    return failure != null
        && failure.result() == Result.RETRY
        && execution.stageRun(stage.name()).orElseThrow().automaticRetries() == 0;
  }

  private static boolean wantsRollback(StageDeclaration stage) {
    return stage.onFailure() != null && stage.onFailure().result() == Result.ROLLBACK;
  }

  private Execution ended(Execution execution, String stage, Status status) {
    Execution left = execution.with(stage, track.now(), run -> run.with(status));
    track
        .announcements()
        .stage(track.pipeline(), left, left.stageRun(stage).orElseThrow(), status.event());
    return left;
  }

  private void finish(Execution execution, Status status, String summary) {
    Execution ended = track.save(execution.with(status, summary, track.now()));
    track.announcements().pipeline(track.pipeline(), ended, status.event());
  }

  /** Tries a stage again whose actions, or some of them, failed. */
  void retry(Execution execution, StageDeclaration stage, boolean all, boolean automatic) {
    String name = stage.name();
    List<String> failed =
        Plans.of(track.declaration(execution), stage)
            .failed(execution.stageRun(name).orElseThrow());
    Execution again =
        track.save(
            execution
                .again(track.now())
                .with(name, track.now(), run -> run.retried(all, automatic, track.now())));
    track.announcements().pipeline(track.pipeline(), again, "RESUMED");
    track
        .announcements()
        .stage(track.pipeline(), again, again.stageRun(name).orElseThrow(), "RESUMED");
    if (!all) {
      track.crew().start(track, again, stage, failed);
    }
    track.proceed(again.id());
  }

  /** Lets what runs come to its end, and starts nothing more. */
  void stop(Execution execution, Optional<String> reason) {
    Execution stopping = track.save(execution.stopping(reason, track.now()));
    track.announcements().pipeline(track.pipeline(), stopping, "STOPPING");
    if (stopping.waiting()) {
      finish(stopping, Status.STOPPED, reason.orElse(""));
      return;
    }
    String stage = track.stage(stopping).name();
    Execution marked =
        track.save(stopping.with(stage, track.now(), run -> run.with(Status.STOPPING)));
    track
        .announcements()
        .stage(track.pipeline(), marked, marked.stageRun(stage).orElseThrow(), "STOPPING");
    track.proceed(marked.id());
  }

  void abandon(Execution execution, Optional<String> reason) {
    Execution stopping = execution;
    if (execution.status() != Status.STOPPING) {
      stopping = track.save(execution.stopping(reason, track.now()));
      track.announcements().pipeline(track.pipeline(), stopping, "STOPPING");
    }
    breakOff(stopping, Status.STOPPED, "ABANDONED", reason.or(execution::stopReason).orElse(""));
  }

  /** The pipeline's definition changed under the execution. */
  void cancel(Execution execution) {
    breakOff(
        execution,
        Status.CANCELLED,
        "CANCELED",
        "The pipeline was updated before the execution could be completed.");
  }

  private void breakOff(Execution execution, Status status, String actionState, String summary) {
    Execution left = execution;
    if (!execution.waiting()) {
      String name = execution.stages().getLast().name();
      StageRun stage = execution.stages().getLast();
      track.abandonIn(execution, stage);
      Outcome outcome =
          new Outcome(
              Status.ABANDONED,
              External.NONE,
              Optional.empty(),
              List.of(),
              Map.of(),
              Optional.empty(),
              Optional.empty());
      for (ActionRun run : stage.running()) {
        ActionRun ended = run.ended(outcome, track.now());
        left = left.with(name, track.now(), it -> it.with(run.id(), _ -> ended));
        track
            .announcements()
            .action(
                track.pipeline(), left, name, track.action(left, name, ended), ended, actionState);
      }
      left = ended(left, name, status);
    }
    finish(left, status, summary);
  }
}
