package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.codedeploy.run.Step.Act;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/**
 * How far a deployment has come. What follows from a fact is decided here, and done elsewhere.
 *
 * @param at the number of the current step
 * @param enteredMillis when the current step began
 * @param undo whether another deployment has to put everything back
 */
record Course(
    List<Step> steps,
    int at,
    long enteredMillis,
    List<Happening> happenings,
    DeploymentStatus status,
    UndoWhen undoWhen,
    Optional<Ending> ending,
    boolean undo) {

  /** Why a deployment did not succeed. */
  record Ending(ErrorCode code, String message) {}

  Course {
    steps = List.copyOf(steps);
    happenings = List.copyOf(happenings);
  }

  /**
   * @param ids one for each execution of a hook
   */
  static Course of(List<Step> steps, UndoWhen undoWhen, Supplier<String> ids) {
    List<Happening> happenings =
        steps.stream()
            .filter(step -> !step.event().isEmpty())
            .map(step -> Happening.expected(step.event(), ""))
            .distinct()
            .map(it -> asks(steps, it.name()) ? Happening.expected(it.name(), ids.get()) : it)
            .toList();
    return new Course(
        steps, 0, 0, happenings, DeploymentStatus.CREATED, undoWhen, Optional.empty(), false);
  }

  private static boolean asks(List<Step> steps, String event) {
    return steps.stream().anyMatch(step -> step.act() == Act.HOOK && step.belongsTo(event));
  }

  boolean ended() {
    return switch (status) {
      case SUCCEEDED, FAILED, STOPPED -> true;
      default -> false;
    };
  }

  boolean running() {
    return status == DeploymentStatus.IN_PROGRESS || status == DeploymentStatus.READY;
  }

  TargetStatus targetStatus() {
    return switch (status) {
      case IN_PROGRESS, BAKING -> TargetStatus.IN_PROGRESS;
      case READY -> TargetStatus.READY;
      case SUCCEEDED -> TargetStatus.SUCCEEDED;
      case FAILED -> TargetStatus.FAILED;
      case STOPPED -> TargetStatus.SKIPPED;
      default -> TargetStatus.PENDING;
    };
  }

  Instant lastChange() {
    return Instant.ofEpochMilli(
        happenings.stream()
            .mapToLong(it -> Math.max(it.startMillis(), it.endMillis()))
            .reduce(enteredMillis, Math::max));
  }

  /** Empty before the beginning and after the end. */
  Optional<Step> current() {
    return running() ? Optional.of(steps.get(at)) : Optional.empty();
  }

  Optional<Happening> happening(String event) {
    return happenings.stream().filter(it -> it.name().equals(event)).findFirst();
  }

  /** The event whose hook has this id. */
  Optional<Happening> asked(String hook) {
    return happenings.stream().filter(it -> !hook.isEmpty() && it.hook().equals(hook)).findFirst();
  }

  /** The same course where the fact changes nothing. */
  Course after(Fact fact, Instant now) {
    if (fact instanceof Fact.Begun) {
      return status == DeploymentStatus.CREATED
          ? with(DeploymentStatus.IN_PROGRESS).entering(0, now)
          : this;
    }
    if (!running()) {
      return this;
    }
    return switch (fact) {
      case Fact.Done(int step) -> step == at ? left(now) : this;
      case Fact.Failed(int step, ErrorCode code, String why) ->
          step == at ? failed(code, LifecycleErrorCode.UNKNOWN_ERROR, why, now) : this;
      case Fact.Late(int step) -> step == at ? late(now) : this;
      case Fact.Stop(boolean rollBack) ->
          stopped(
              new Ending(ErrorCode.MANUAL_STOP, "The deployment was stopped by a user."),
              rollBack || undoWhen.stopped());
      case Fact.Alarm(String why) ->
          stopped(new Ending(ErrorCode.ALARM_ACTIVE, why), undoWhen.alarmed());
      case Fact.Begun _ -> this;
    };
  }

  private Course left(Instant now) {
    String event = steps.get(at).event();
    boolean more = at + 1 < steps.size() && steps.get(at + 1).belongsTo(event);
    Course behind = more ? this : changing(event, it -> it.succeeded(now));
    return at + 1 < steps.size()
        ? behind.entering(at + 1, now)
        : behind.with(DeploymentStatus.SUCCEEDED);
  }

  private Course entering(int step, Instant now) {
    Step next = steps.get(step);
    DeploymentStatus how =
        next.act() == Act.READY_WAIT ? DeploymentStatus.READY : DeploymentStatus.IN_PROGRESS;
    Course there =
        new Course(
                steps, step, now.toEpochMilli(), happenings, how, undoWhen, Optional.empty(), false)
            .changing(next.event(), it -> it.begun(now));
    return next.act() == Act.PASS ? there.left(now) : there;
  }

  private Course late(Instant now) {
    Step step = steps.get(at);
    return switch (step.act()) {
      case HOOK ->
          failed(
              ErrorCode.HOOK_EXECUTION_FAILURE,
              LifecycleErrorCode.SCRIPT_TIMED_OUT,
              "Function %s gave no answer to hook %s within %d seconds."
                  .formatted(step.function(), step.event(), step.seconds()),
              now);
      case READY_WAIT ->
          stopped(
              new Ending(
                  ErrorCode.TIMEOUT,
                  "Nobody continued the deployment within %d minutes."
                      .formatted(step.duration().toMinutes())),
              undoWhen.failed());
      case PASS, PAUSE, TERMINATION_WAIT -> left(now);
      case CHECK, INSTALL, TEST_TRAFFIC, SHIFT, TERMINATE, RESTORE ->
          failed(
              ErrorCode.TIMEOUT,
              LifecycleErrorCode.UNKNOWN_ERROR,
              "The deployment timed out after %d minutes at %s."
                  .formatted(step.duration().toMinutes(), name(step)),
              now);
    };
  }

  private static String name(Step step) {
    return step.event().isEmpty() ? step.act().name() : step.event();
  }

  private Course failed(ErrorCode code, LifecycleErrorCode how, String why, Instant now) {
    return changing(steps.get(at).event(), it -> it.failed(how, why, now))
        .ended(DeploymentStatus.FAILED, new Ending(code, why), undoWhen.failed());
  }

  private Course stopped(Ending why, boolean wanted) {
    return changing(
            steps.get(at).event(),
            it -> it.status() == LifecycleEventStatus.IN_PROGRESS ? it.cut(why.message()) : it)
        .ended(DeploymentStatus.STOPPED, why, wanted);
  }

  private Course ended(DeploymentStatus how, Ending why, boolean undoWanted) {
    return new Course(
        steps,
        at,
        enteredMillis,
        happenings.stream().map(Happening::skipped).toList(),
        how,
        undoWhen,
        Optional.of(why),
        undoWanted && canBeUndone());
  }

  /**
   * Before the new version is installed there is nothing to put back, and after the original has
   * ended there is nothing to go back to.
   */
  private boolean canBeUndone() {
    List<Act> acts = steps.stream().map(Step::act).toList();
    return at >= acts.indexOf(Act.INSTALL)
        && acts.get(at) != Act.CHECK
        && acts.get(at) != Act.TERMINATE
        && !acts.contains(Act.RESTORE);
  }

  private Course with(DeploymentStatus how) {
    return new Course(steps, at, enteredMillis, happenings, how, undoWhen, Optional.empty(), false);
  }

  private Course changing(String event, UnaryOperator<Happening> change) {
    return new Course(
        steps,
        at,
        enteredMillis,
        happenings.stream().map(it -> it.name().equals(event) ? change.apply(it) : it).toList(),
        status,
        undoWhen,
        ending,
        undo);
  }
}
