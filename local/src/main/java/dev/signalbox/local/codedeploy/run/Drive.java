package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.codedeploy.run.Ground.Impossible;
import dev.signalbox.local.codedeploy.run.Step.Act;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;

/** Does what follows for a deployment from what becomes known about it. */
final class Drive implements AutoCloseable {
  /** What real processes take is real time: so is how often they are looked at. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private static final Duration ALARMS = Duration.ofSeconds(10);

  private final Shifts shifts;
  private final DeploymentLog log;
  private final Clock clock;
  private final Hooks hooks;
  private final AlarmWatch alarms;
  private final ShiftReport report;
  private final Rollback rollback;
  private final Timers timers;
  private final Map<ComputePlatform, Ground> grounds;

  Drive(
      Shifts shifts,
      ShiftingEngine.Surroundings surroundings,
      Map<ComputePlatform, Ground> grounds) {
    this.shifts = shifts;
    this.log = surroundings.log();
    this.clock = surroundings.clock();
    this.hooks = new Hooks(surroundings.functions());
    this.alarms = new AlarmWatch(surroundings.alarms());
    this.report = new ShiftReport(log, surroundings.announcements(), clock);
    this.rollback = new Rollback(log, clock);
    this.timers = new Timers(clock);
    this.grounds = grounds;
  }

  /**
   * @throws AwsError DeploymentLimitExceededException
   */
  void start(Deployment deployment, Shift shift) {
    log.active(deployment.place(), deployment.group())
        .ifPresent(active -> {
          throw AwsError.of(
              "DeploymentLimitExceededException",
              "The Deployment Group '%s' already has an active Deployment '%s'"
                  .formatted(deployment.shown().deploymentGroupName(), active.id()));
        });
    accept(deployment, shift);
  }

  private void accept(Deployment deployment, Shift shift) {
    shifts.put(shift);
    log.put(deployment);
    timers.later(shift, Duration.ZERO, () -> tell(shift.place(), shift.id(), new Fact.Begun()));
  }

  void resume(Place place, String id) {
    Shift shift = shifts.find(place, id).orElseThrow();
    undoIfWanted(shift);
    report.write(shift, log.existing(place, id).shown().status());
    if (shift.course().status() == DeploymentStatus.CREATED) {
      tell(place, id, new Fact.Begun());
    } else if (shift.course().running()) {
      watch(shift);
      enter(shift);
    }
  }

  void answered(Place place, String id, String hook, LifecycleEventStatus answer) {
    Shift known = shifts.find(place, id).orElseThrow();
    shifts.alone(
        place,
        known.group(),
        () -> {
          Course course = shifts.find(place, id).orElseThrow().course();
          Happening event =
              course
                  .asked(hook)
                  .orElseThrow(() ->
                      AwsError.of(
                          "InvalidLifecycleEventHookExecutionIdException",
                          "The lifecycle event hook execution id is invalid for deployment " + id));
          if (event.status() != LifecycleEventStatus.IN_PROGRESS) {
            throw AwsError.of(
                "LifecycleEventAlreadyCompletedException",
                "Lifecycle event "
                    + event.name()
                    + " of deployment "
                    + id
                    + " is already completed");
          }
          tell(
              place,
              id,
              answer == LifecycleEventStatus.SUCCEEDED
                  ? new Fact.Done(course.at())
                  : new Fact.Failed(
                      course.at(),
                      ErrorCode.HOOK_EXECUTION_FAILURE,
                      "Function %s answered to hook %s that it failed."
                          .formatted(course.steps().get(course.at()).function(), event.name())));
        });
  }

  void tell(Place place, String id, Fact fact) {
    Shift known = shifts.find(place, id).orElseThrow();
    shifts.alone(
        place,
        known.group(),
        () -> {
          Shift before = shifts.find(place, id).orElseThrow();
          Shift after = before.with(before.course().after(fact, clock.instant()));
          if (!after.equals(before)) {
            shifts.put(after);
            undoIfWanted(after);
            report.write(after, before.course().status());
            follow(before, after);
          }
        });
  }

  private void follow(Shift before, Shift after) {
    timers.stop(after);
    if (after.course().running()) {
      if (!before.course().running()) {
        watch(after);
      }
      enter(after);
    }
  }

  /** Before the end is seen, so that whoever sees it sees what follows, too. */
  private void undoIfWanted(Shift shift) {
    Deployment failed = log.existing(shift.place(), shift.id());
    if (shift.course().undo() && !Rollback.triggered(failed)) {
      Deployment undoing = rollback.of(failed);
      accept(undoing, Rollback.of(shift, undoing.id()));
    }
  }

  private void watch(Shift shift) {
    if (!shift.alarms().isEmpty()) {
      timers.each(
          atLeast(ALARMS),
          () -> {
            Shift now = shifts.find(shift.place(), shift.id()).orElseThrow();
            if (now.course().running()) {
              objects(now);
            }
            return now.course().running();
          });
    }
  }

  /** Whether an alarm has stopped the deployment. */
  private boolean objects(Shift shift) {
    var objection = alarms.objection(shift.place(), shift.alarms(), shift.blind());
    objection.ifPresent(why -> tell(shift.place(), shift.id(), new Fact.Alarm(why)));
    return objection.isPresent();
  }

  private void enter(Shift shift) {
    if (objects(shift)) {
      return;
    }
    Step step = shift.course().steps().get(shift.course().at());
    int number = shift.course().at();
    try {
      Shift begun = begin(shift, step);
      Duration left = left(shift.course(), step);
      timers.later(begun, left, () -> tell(shift.place(), shift.id(), new Fact.Late(number)));
      if (isLookedAt(step.act()) && look(begun, step, number)) {
        timers.each(real(LOOK), () -> look(begun, step, number));
      }
    } catch (Impossible e) {
      tell(shift.place(), shift.id(), new Fact.Failed(number, e.code(), why(e)));
    } catch (AwsError e) {
      ErrorCode code =
          step.act() == Act.HOOK
              ? ErrorCode.HOOK_EXECUTION_FAILURE
              : ErrorCode.CODEDEPLOY_RESOURCE_CANNOT_BE_FOUND;
      tell(
          shift.place(),
          shift.id(),
          new Fact.Failed(number, code, step.event() + ": " + e.code() + ": " + why(e)));
    }
  }

  private static String why(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  private Shift begin(Shift shift, Step step) {
    return switch (step.act()) {
      case HOOK -> ask(shift, step);
      case PASS, READY_WAIT, PAUSE, TERMINATION_WAIT -> shift;
      case CHECK, INSTALL, TEST_TRAFFIC, SHIFT, TERMINATE, RESTORE -> {
        Shift changed =
            shift.with(ground(shift).act(shift.place(), shift.id(), shift.parts(), step));
        shifts.put(changed);
        yield changed;
      }
    };
  }

  private Shift ask(Shift shift, Step step) {
    String hook = shift.course().happening(step.event()).orElseThrow().hook();
    if (shift.asked().equals(hook)) {
      return shift;
    }
    hooks.ask(shift.place(), step.function(), shift.id(), hook);
    Shift asked = shift.asking(hook);
    shifts.put(asked);
    return asked;
  }

  private static boolean isLookedAt(Act act) {
    return switch (act) {
      case CHECK, INSTALL, TEST_TRAFFIC, SHIFT, TERMINATE, RESTORE -> true;
      case HOOK, PASS, READY_WAIT, PAUSE, TERMINATION_WAIT -> false;
    };
  }

  /** Whether to look once more. */
  private boolean look(Shift shift, Step step, int number) {
    Course now = shifts.find(shift.place(), shift.id()).orElseThrow().course();
    if (!now.running() || now.at() != number) {
      return false;
    }
    Ground.Readiness readiness = readiness(shift, step);
    switch (readiness) {
      case Ground.Readiness.Ready _ -> tell(shift.place(), shift.id(), new Fact.Done(number));
      case Ground.Readiness.Broken(ErrorCode code, String why) ->
          tell(shift.place(), shift.id(), new Fact.Failed(number, code, why));
      case Ground.Readiness.NotYet _ -> {}
    }
    return readiness instanceof Ground.Readiness.NotYet;
  }

  private Ground.Readiness readiness(Shift shift, Step step) {
    try {
      return ground(shift).readiness(shift.place(), shift.parts(), step);
    } catch (AwsError e) {
      return new Ground.Readiness.Broken(
          ErrorCode.CODEDEPLOY_RESOURCE_CANNOT_BE_FOUND, e.code() + ": " + why(e));
    }
  }

  private Ground ground(Shift shift) {
    var platform = log.existing(shift.place(), shift.id()).shown().computePlatform();
    return Objects.requireNonNull(grounds.get(platform));
  }

  private Duration left(Course course, Step step) {
    long spent = clock.millis() - course.enteredMillis();
    return Duration.ofMillis(
        Math.clamp(step.duration().toMillis() - spent, 0, step.duration().toMillis()));
  }

  private Duration real(Duration duration) {
    return Duration.ofNanos((long) (duration.toNanos() * clock.scale()));
  }

  private Duration atLeast(Duration scaled) {
    Duration real = real(LOOK);
    return scaled.compareTo(real) < 0 ? real : scaled;
  }

  @Override
  public void close() {
    timers.close();
  }
}
