package dev.signalbox.local.codedeploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.codedeploy.run.Step.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleErrorCode;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;

class CourseTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final UndoWhen ALWAYS = new UndoWhen(true, true, true);
  private static final TrafficRoutingConfig AT_ONCE =
      TrafficRoutingConfig.builder().type(TrafficRoutingType.ALL_AT_ONCE).build();
  private static final TrafficRoutingConfig CANARY =
      TrafficRoutingConfig.builder()
          .type(TrafficRoutingType.TIME_BASED_CANARY)
          .timeBasedCanary(it -> it.canaryPercentage(10).canaryInterval(5))
          .build();

  private static Course ecs(Map<String, String> hooks, UndoWhen undoWhen) {
    return ecs(hooks, undoWhen, AT_ONCE, Optional.empty());
  }

  private static Course ecs(
      Map<String, String> hooks,
      UndoWhen undoWhen,
      TrafficRoutingConfig routing,
      Optional<Duration> readyWait) {
    return begun(
        Plan.ecs(
            hooks, new Plan.Wishes(true, readyWait, routing, Optional.of(Duration.ofMinutes(5)))),
        undoWhen);
  }

  private static Course begun(List<Step> steps, UndoWhen undoWhen) {
    AtomicInteger ids = new AtomicInteger();
    return Course.of(steps, undoWhen, () -> "hook-" + ids.incrementAndGet())
        .after(new Fact.Begun(), NOW);
  }

  private static Course done(Course course) {
    return course.after(new Fact.Done(course.at()), NOW.plusSeconds(1));
  }

  private static Course at(Course course, Act act, String event) {
    Course now = course;
    while (now.current().filter(it -> it.act() == act && it.belongsTo(event)).isEmpty()) {
      assertThat(now.running()).as("still running before " + act).isTrue();
      now = done(now);
    }
    return now;
  }

  private static List<String> events(Course course, LifecycleEventStatus status) {
    return course.happenings().stream()
        .filter(it -> it.status() == status)
        .map(Happening::name)
        .toList();
  }

  @Test
  void theLifecycleEventsOfAnEcsDeploymentComeInTheDocumentedOrder() {
    assertThat(ecs(Map.of(), UndoWhen.NEVER).happenings())
        .extracting(Happening::name)
        .containsExactly(
            "BeforeInstall",
            "Install",
            "AfterInstall",
            "AllowTestTraffic",
            "AfterAllowTestTraffic",
            "BeforeAllowTraffic",
            "AllowTraffic",
            "AfterAllowTraffic");
  }

  @Test
  void aDeploymentWithoutATestListenerHasNoTestTraffic() {
    List<Step> steps =
        Plan.ecs(Map.of(), new Plan.Wishes(false, Optional.empty(), AT_ONCE, Optional.empty()));

    assertThat(begun(steps, UndoWhen.NEVER).happenings())
        .extracting(Happening::name)
        .doesNotContain("AllowTestTraffic", "AfterAllowTestTraffic");
  }

  @Test
  void anEventWithoutAFunctionPassesAtOnce() {
    Course course = done(ecs(Map.of(), UndoWhen.NEVER));

    assertThat(course.current().orElseThrow().act()).isEqualTo(Act.INSTALL);
    assertThat(events(course, LifecycleEventStatus.SUCCEEDED)).containsExactly("BeforeInstall");
  }

  @Test
  void theRunningHookAndNothingElseIsInProgress() {
    Course course = at(ecs(Map.of("AfterInstall", "f"), UndoWhen.NEVER), Act.HOOK, "AfterInstall");

    assertThat(events(course, LifecycleEventStatus.IN_PROGRESS)).containsExactly("AfterInstall");
    assertThat(course.asked("hook-1").map(Happening::name)).contains("AfterInstall");
  }

  @Test
  void aHookThatNeverAnswersFailsTheDeploymentAndNeverSucceeds() {
    Course hook = at(ecs(Map.of("AfterInstall", "f"), ALWAYS), Act.HOOK, "AfterInstall");

    Course late = hook.after(new Fact.Late(hook.at()), NOW.plusSeconds(3600));

    assertThat(late.status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(late.ending().orElseThrow().code()).isEqualTo(ErrorCode.HOOK_EXECUTION_FAILURE);
    assertThat(late.happening("AfterInstall").orElseThrow().error())
        .isEqualTo(LifecycleErrorCode.SCRIPT_TIMED_OUT);
    assertThat(late.undo()).isTrue();
    assertThat(late.after(new Fact.Done(late.at()), NOW)).isEqualTo(late);
  }

  @Test
  void aHookHasAnHour() {
    assertThat(Step.hook("AfterInstall", "f").seconds()).isEqualTo(3600);
  }

  @Test
  void whatComesAfterAFailureIsSkipped() {
    Course hook = at(ecs(Map.of("AfterInstall", "f"), ALWAYS), Act.HOOK, "AfterInstall");

    Course failed =
        hook.after(
            new Fact.Failed(hook.at(), ErrorCode.HOOK_EXECUTION_FAILURE, "bad version"), NOW);

    assertThat(events(failed, LifecycleEventStatus.FAILED)).containsExactly("AfterInstall");
    assertThat(events(failed, LifecycleEventStatus.SKIPPED))
        .contains("AllowTestTraffic", "AllowTraffic", "AfterAllowTraffic");
    assertThat(events(failed, LifecycleEventStatus.SUCCEEDED))
        .containsExactly("BeforeInstall", "Install");
  }

  @Test
  void beforeTheInstallationThereIsNothingToRollBack() {
    Course hook = at(ecs(Map.of("BeforeInstall", "f"), ALWAYS), Act.HOOK, "BeforeInstall");

    Course failed =
        hook.after(new Fact.Failed(hook.at(), ErrorCode.HOOK_EXECUTION_FAILURE, "no"), NOW);

    assertThat(failed.status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(failed.undo()).isFalse();
  }

  @Test
  void withoutAutomaticRollbackAFailureLeavesEverythingAsItIs() {
    Course hook = at(ecs(Map.of("AfterInstall", "f"), UndoWhen.NEVER), Act.HOOK, "AfterInstall");

    assertThat(hook.after(new Fact.Late(hook.at()), NOW).undo()).isFalse();
  }

  @ParameterizedTest(name = "news of another step than the current one change nothing: {0}")
  @EnumSource(names = {"INSTALL", "TEST_TRAFFIC", "SHIFT", "TERMINATION_WAIT"})
  void oldNewsChangeNothing(Act act) {
    Course course = ecs(Map.of(), ALWAYS);
    while (course.current().orElseThrow().act() != act) {
      course = done(course);
    }

    assertThat(course.after(new Fact.Done(course.at() - 1), NOW)).isEqualTo(course);
    assertThat(course.after(new Fact.Late(course.at() - 1), NOW)).isEqualTo(course);
    assertThat(course.after(new Fact.Failed(0, ErrorCode.TIMEOUT, "x"), NOW)).isEqualTo(course);
  }

  @Test
  void aCanaryWaitsBetweenItsTwoShiftsAndIsOneLifecycleEvent() {
    Course canary = at(ecs(Map.of(), ALWAYS, CANARY, Optional.empty()), Act.PAUSE, "AllowTraffic");

    assertThat(canary.current().orElseThrow().duration()).isEqualTo(Duration.ofMinutes(5));
    assertThat(canary.happening("AllowTraffic").orElseThrow().status())
        .isEqualTo(LifecycleEventStatus.IN_PROGRESS);
    Course whole = done(canary);
    assertThat(whole.current().orElseThrow().percent()).isEqualTo(100);
    assertThat(done(whole).happening("AllowTraffic").orElseThrow().status())
        .isEqualTo(LifecycleEventStatus.SUCCEEDED);
  }

  @Test
  void aLinearShiftOfThirtyPercentTakesFourSteps() {
    TrafficRoutingConfig linear =
        TrafficRoutingConfig.builder()
            .type(TrafficRoutingType.TIME_BASED_LINEAR)
            .timeBasedLinear(it -> it.linearPercentage(30).linearInterval(1))
            .build();

    assertThat(Plan.lambda(Map.of(), linear).stream().filter(it -> it.act() == Act.SHIFT))
        .extracting(Step::percent)
        .containsExactly(30, 60, 90, 100);
  }

  @Test
  void anAlarmDuringTheShiftStopsTheDeploymentAndRollsItBack() {
    Course canary = at(ecs(Map.of(), ALWAYS, CANARY, Optional.empty()), Act.PAUSE, "AllowTraffic");

    Course stopped = canary.after(new Fact.Alarm("errors"), NOW);

    assertThat(stopped.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(stopped.ending().orElseThrow().code()).isEqualTo(ErrorCode.ALARM_ACTIVE);
    assertThat(stopped.undo()).isTrue();
  }

  @Test
  void aReadyDeploymentThatNobodyContinuesIsStopped() {
    Course ready =
        at(ecs(Map.of(), ALWAYS, AT_ONCE, Optional.of(Duration.ofMinutes(10))), Act.READY_WAIT, "");
    assertThat(ready.status()).isEqualTo(DeploymentStatus.READY);

    Course late = ready.after(new Fact.Late(ready.at()), NOW);

    assertThat(late.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(late.ending().orElseThrow().code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(events(late, LifecycleEventStatus.FAILED)).isEmpty();
  }

  @Test
  void aReadyDeploymentThatIsContinuedShiftsItsTraffic() {
    Course ready =
        at(ecs(Map.of(), ALWAYS, AT_ONCE, Optional.of(Duration.ofMinutes(10))), Act.READY_WAIT, "");

    Course on = done(ready);

    assertThat(on.status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
    assertThat(on.current().orElseThrow().act()).isEqualTo(Act.SHIFT);
  }

  @Test
  void theOriginalIsKeptForAWhileAndThenEnded() {
    Course waiting = at(ecs(Map.of(), ALWAYS), Act.TERMINATION_WAIT, "");

    Course over = waiting.after(new Fact.Late(waiting.at()), NOW);

    assertThat(over.current().orElseThrow().act()).isEqualTo(Act.TERMINATE);
    assertThat(done(over).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  @Test
  void whileTheOriginalIsKeptTheDeploymentCanBeRolledBack() {
    Course waiting = at(ecs(Map.of(), UndoWhen.NEVER), Act.TERMINATION_WAIT, "");

    Course stopped = waiting.after(new Fact.Stop(true), NOW);

    assertThat(stopped.status()).isEqualTo(DeploymentStatus.STOPPED);
    assertThat(stopped.undo()).isTrue();
  }

  @Test
  void aStoppedDeploymentIsRolledBackOnlyWhenThatIsWanted() {
    Course install = at(ecs(Map.of(), UndoWhen.NEVER), Act.INSTALL, "Install");

    assertThat(install.after(new Fact.Stop(false), NOW).undo()).isFalse();
    assertThat(install.after(new Fact.Stop(true), NOW).undo()).isTrue();
  }

  @Test
  void aRollbackAsksNobodyAndIsNotRolledBack() {
    Course rollback = begun(Plan.rollback(), ALWAYS);

    assertThat(rollback.steps()).noneMatch(it -> it.act() == Act.HOOK);
    Course failed = rollback.after(new Fact.Failed(0, ErrorCode.ECS_UPDATE_ERROR, "gone"), NOW);
    assertThat(failed.undo()).isFalse();
  }

  @Test
  void anEndedDeploymentLearnsNothingMore() {
    Course stopped = ecs(Map.of(), ALWAYS).after(new Fact.Stop(false), NOW);

    assertThat(stopped.after(new Fact.Alarm("errors"), NOW)).isEqualTo(stopped);
    assertThat(stopped.after(new Fact.Stop(true), NOW)).isEqualTo(stopped);
    assertThat(stopped.after(new Fact.Begun(), NOW)).isEqualTo(stopped);
  }
}
