package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.AwsError;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codedeploy.model.Alarm;
import software.amazon.awssdk.services.codedeploy.model.ContinueDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.ContinueDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.InstanceAction;
import software.amazon.awssdk.services.codedeploy.model.TargetLabel;

class ShiftTest {
  private Yard yard;

  @BeforeEach
  void open(@TempDir Path directory) {
    yard = new Yard(directory, new FakeRevisions());
  }

  @AfterEach
  void close() {
    yard.close();
  }

  private String status(String id) {
    return yard.deployment(id).statusAsString();
  }

  private void goOn(String id, DeploymentWaitType wait) {
    yard.call(
        "ContinueDeployment",
        ContinueDeploymentRequest.builder().deploymentId(id).deploymentWaitType(wait).build(),
        ContinueDeploymentResponse.class);
    yard.clock.run();
  }

  private void watching(String... alarms) {
    yard.group(it ->
        it.deploymentConfigName("CodeDeployDefault.ECSCanary10Percent5Minutes")
            .alarmConfiguration(config ->
                config
                    .enabled(true)
                    .alarms(
                        List.of(alarms).stream()
                            .map(name -> Alarm.builder().name(name).build())
                            .toList())));
  }

  private DeploymentInfo rollbackOf(String id) {
    return yard.deployment(yard.deployment(id).rollbackInfo().rollbackDeploymentId());
  }

  @Test
  void theNewTaskSetTakesOverAndTheOriginalIsEndedAfterItsWait() {
    yard.group(it -> it);
    String id = yard.deploy("");

    assertThat(yard.green()).isEqualTo(100);
    assertThat(yard.taskSets.running()).containsExactly("shop:2", "shop:1");
    assertThat(yard.deployment(id).instanceTerminationWaitTimeStarted()).isTrue();
    assertThat(status(id)).isEqualTo("InProgress");

    yard.pass(5);
    assertThat(status(id)).isEqualTo("Succeeded");
    assertThat(yard.taskSets.running()).containsExactly("shop:2");
    assertThat(yard.states(id)).containsExactly("START", "SUCCESS");
  }

  @Test
  void theNextDeploymentGoesTheOtherWay() {
    yard.group(it -> it);
    yard.deploy("");
    yard.pass(5);

    yard.deploy(it -> it.revision(Yard.content(Yard.appSpec("").replace("shop:2", "shop:3"))));
    yard.pass(5);

    assertThat(yard.balancers.percent(Yard.PRODUCTION, "shop-blue")).isEqualTo(100);
    assertThat(yard.taskSets.running()).containsExactly("shop:3");
  }

  @Test
  void theTerminationWaitCanBeCutShort() {
    yard.group(it -> it);
    String id = yard.deploy("");

    goOn(id, DeploymentWaitType.TERMINATION_WAIT);

    assertThat(status(id)).isEqualTo("Succeeded");
  }

  @Test
  void noTrafficIsShiftedBeforeTheNewTaskSetIsSteady() {
    yard.group(it -> it);
    yard.taskSets.steadyAtOnce = false;
    String id = yard.deploy("");
    yard.pass(30);
    assertThat(yard.status(id, "Install")).isEqualTo("InProgress");
    assertThat(yard.green()).isZero();

    yard.taskSets.becomeSteady();
    yard.pass(1);

    assertThat(yard.green()).isEqualTo(100);
  }

  @Test
  void aTaskSetThatDoesNotBecomeSteadyWithinAnHourFailsTheDeployment() {
    yard.group(it -> it);
    yard.taskSets.steadyAtOnce = false;
    String id = yard.deploy("");

    yard.pass(61);

    assertThat(status(id)).isEqualTo("Failed");
    assertThat(yard.deployment(id).errorInformation().codeAsString()).isEqualTo("TIMEOUT");
    assertThat(yard.taskSets.running()).containsExactly("shop:1");
  }

  @Test
  void aCanaryGetsATenthForItsTimeAndThenEverything() {
    yard.group(it -> it.deploymentConfigName("CodeDeployDefault.ECSCanary10Percent5Minutes"));
    String id = yard.deploy("");
    assertThat(yard.green()).isEqualTo(10);
    assertThat(yard.status(id, "AllowTraffic")).isEqualTo("InProgress");

    yard.pass(4);
    assertThat(yard.green()).isEqualTo(10);
    yard.pass(1);

    assertThat(yard.green()).isEqualTo(100);
    assertThat(yard.status(id, "AllowTraffic")).isEqualTo("Succeeded");
  }

  @Test
  void aLinearShiftGoesStepByStep() {
    yard.group(it -> it.deploymentConfigName("CodeDeployDefault.ECSLinear10PercentEvery1Minutes"));
    yard.deploy("");

    for (int percent = 10; percent <= 100; percent += 10) {
      assertThat(yard.green()).isEqualTo(percent);
      yard.pass(1);
    }
  }

  @Test
  void anAlarmDuringTheShiftStopsItAndPutsTheTrafficBack() {
    watching("errors");
    yard.alarms.put("errors", Alarms.State.OK);
    String id = yard.deploy("");
    assertThat(yard.green()).isEqualTo(10);

    yard.alarms.put("errors", Alarms.State.ALARM);
    yard.pass(1);

    assertThat(status(id)).isEqualTo("Stopped");
    assertThat(yard.deployment(id).errorInformation().codeAsString()).isEqualTo("ALARM_ACTIVE");
    assertThat(yard.deployment(id).errorInformation().message()).contains("errors");
    assertThat(yard.green()).isZero();
    assertThat(rollbackOf(id).statusAsString()).isEqualTo("Succeeded");
    assertThat(yard.states(id)).containsExactly("START", "STOP");
  }

  @Test
  void anAlarmThatIsActiveAlreadyStopsTheDeploymentBeforeItDoesAnything() {
    watching("errors");
    yard.alarms.put("errors", Alarms.State.ALARM);

    String id = yard.deploy("{\"BeforeInstall\": \"check\"}");

    assertThat(status(id)).isEqualTo("Stopped");
    assertThat(yard.hooks.asked).isEmpty();
    assertThat(yard.taskSets.running()).containsExactly("shop:1");
  }

  @Test
  void anAlarmThatCannotBeReadStopsTheDeployment() {
    watching("errors", "gone");
    yard.alarms.put("errors", Alarms.State.OK);

    String id = yard.deploy("");

    assertThat(status(id)).isEqualTo("Stopped");
    assertThat(yard.deployment(id).errorInformation().message()).contains("gone");
  }

  @Test
  void aDeploymentMayWatchNoAlarmsAtAllToBringTheFix() {
    watching("errors");
    yard.alarms.put("errors", Alarms.State.ALARM);

    String id =
        yard.deploy(it ->
            it.revision(Yard.content(Yard.appSpec("")))
                .overrideAlarmConfiguration(config -> config.enabled(false)));
    yard.pass(10);

    assertThat(status(id)).isEqualTo("Succeeded");
  }

  @Test
  void anAlarmWithoutEnoughDataStopsNothing() {
    watching("errors");
    yard.alarms.put("errors", Alarms.State.INSUFFICIENT_DATA);

    String id = yard.deploy("");
    yard.pass(10);

    assertThat(status(id)).isEqualTo("Succeeded");
  }

  @Test
  void aRollbackIsADeploymentOfItsOwnThatNamesTheOneItUndoes() {
    yard.group(it -> it);
    String id = yard.deploy("{\"AfterAllowTraffic\": \"check\"}");
    assertThat(yard.green()).isEqualTo(100);

    yard.answer(id, "Failed");

    DeploymentInfo rollback = rollbackOf(id);
    assertThat(rollback.deploymentId()).isNotEqualTo(id);
    assertThat(rollback.creator()).isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
    assertThat(rollback.rollbackInfo().rollbackTriggeringDeploymentId()).isEqualTo(id);
    assertThat(rollback.statusAsString()).isEqualTo("Succeeded");
    assertThat(yard.green()).isZero();
    assertThat(yard.taskSets.running()).containsExactly("shop:1");
    assertThat(yard.hooks.asked).hasSize(1);
  }

  @Test
  void withoutAutomaticRollbackEverythingStaysAsItWasWhenTheHookFailed() {
    yard.group(it -> it.autoRollbackConfiguration(config -> config.enabled(false)));
    String id = yard.deploy("{\"AfterAllowTestTraffic\": \"check\"}");

    yard.answer(id, "Failed");

    assertThat(status(id)).isEqualTo("Failed");
    assertThat(yard.balancers.percent(Yard.TEST, "shop-green")).isEqualTo(100);
    assertThat(yard.taskSets.running()).containsExactly("shop:1", "shop:2");

    String next = yard.deploy("");
    yard.pass(5);
    assertThat(status(next)).isEqualTo("Succeeded");
    assertThat(yard.taskSets.running()).containsExactly("shop:2");
  }

  @Test
  void aStoppedDeploymentIsRolledBackWhenThatIsAskedFor() {
    yard.group(it -> it.deploymentConfigName("CodeDeployDefault.ECSCanary10Percent5Minutes"));
    String id = yard.deploy("");

    yard.stop(id, true);

    assertThat(status(id)).isEqualTo("Stopped");
    assertThat(yard.deployment(id).errorInformation().codeAsString()).isEqualTo("MANUAL_STOP");
    assertThat(yard.green()).isZero();
    yard.pass(10);
    assertThat(yard.green()).isZero();
    assertThatThrownBy(() -> yard.stop(id, true))
        .isInstanceOfSatisfying(
            AwsError.class,
            it -> assertThat(it.code()).isEqualTo("DeploymentAlreadyCompletedException"));
  }

  @Test
  void aStoppedDeploymentStaysWhereItIsWhenNoRollbackIsAskedFor() {
    yard.group(it -> it.deploymentConfigName("CodeDeployDefault.ECSCanary10Percent5Minutes"));
    String id = yard.deploy("");

    yard.stop(id, false);
    yard.pass(10);

    assertThat(yard.green()).isEqualTo(10);
    assertThat(yard.deployment(id).rollbackInfo()).isNull();
  }

  private void waitingForAPerson() {
    yard.group(it ->
        it.blueGreenDeploymentConfiguration(config ->
            config
                .deploymentReadyOption(ready ->
                    ready
                        .actionOnTimeout(DeploymentReadyAction.STOP_DEPLOYMENT)
                        .waitTimeInMinutes(60))
                .terminateBlueInstancesOnDeploymentSuccess(
                    blue -> blue.action(InstanceAction.TERMINATE))));
  }

  @Test
  void aReadyDeploymentWaitsForAPersonBeforeProductionTraffic() {
    waitingForAPerson();
    String id = yard.deploy("{\"AfterAllowTestTraffic\": \"check\"}");
    assertThatThrownBy(() -> goOn(id, DeploymentWaitType.READY_WAIT))
        .isInstanceOfSatisfying(
            AwsError.class,
            it -> assertThat(it.code()).isEqualTo("DeploymentIsNotInReadyStateException"));
    yard.answer(id, "Succeeded");
    assertThat(status(id)).isEqualTo("Ready");
    assertThat(yard.green()).isZero();

    goOn(id, DeploymentWaitType.READY_WAIT);

    assertThat(status(id)).isEqualTo("Succeeded");
    assertThat(yard.green()).isEqualTo(100);
    assertThat(yard.states(id)).containsExactly("START", "READY", "SUCCESS");
  }

  @Test
  void aReadyDeploymentThatNobodyContinuesIsStopped() {
    waitingForAPerson();
    String id = yard.deploy("");

    yard.pass(61);

    assertThat(status(id)).isEqualTo("Stopped");
    assertThat(yard.green()).isZero();
  }

  @Test
  void taskSetsAreShownWithTheirTrafficAndColour() {
    yard.group(it -> it.deploymentConfigName("CodeDeployDefault.ECSCanary10Percent5Minutes"));
    String id = yard.deploy("");

    var target = yard.target(id).ecsTarget();

    assertThat(target.targetId()).isEqualTo("main:shop");
    assertThat(target.taskSetsInfo())
        .extracting(
            ECSTaskSet::taskSetLabel, ECSTaskSet::trafficWeight, it -> it.targetGroup().name())
        .containsExactlyInAnyOrder(
            org.assertj.core.api.Assertions.tuple(TargetLabel.BLUE, 90.0, "shop-blue"),
            org.assertj.core.api.Assertions.tuple(TargetLabel.GREEN, 10.0, "shop-green"));
  }

  @Test
  void aGroupHasOneDeploymentAtATime() {
    yard.group(it -> it);
    yard.deploy("{\"BeforeInstall\": \"check\"}");

    assertThatThrownBy(() -> yard.deploy(""))
        .isInstanceOfSatisfying(
            AwsError.class,
            it -> assertThat(it.code()).isEqualTo("DeploymentLimitExceededException"));
  }

  @Test
  void aDeploymentOfATaskDefinitionThatIsNotThereFailsBeforeItDoesAnything() {
    yard.group(it -> it);

    String id =
        yard.deploy(
            it -> it.revision(Yard.content(Yard.appSpec("").replace("shop:2", "shop:404"))));

    assertThat(status(id)).isEqualTo("Failed");
    assertThat(yard.taskSets.running()).containsExactly("shop:1");
    assertThat(yard.deployment(id).rollbackInfo()).isNull();
  }

  @Test
  void aListenerThatDoesNotLeadToTheServiceFailsTheDeployment() {
    yard.group(it -> it);
    yard.balancers.listeners.put(
        Yard.PRODUCTION, java.util.Map.of(FakeBalancers.arn("shop-green"), 1));

    String id = yard.deploy("");

    assertThat(yard.deployment(id).errorInformation().codeAsString())
        .isEqualTo("ELASTIC_LOAD_BALANCING_INVALID");
  }

  @Test
  void aHookOnTestTrafficNeedsATestListener() {
    yard.group(it -> it.loadBalancerInfo(info -> info.targetGroupPairInfoList(Yard.pair(false))));

    assertThatThrownBy(() -> yard.deploy("{\"AfterAllowTestTraffic\": \"check\"}"))
        .isInstanceOfSatisfying(
            AwsError.class,
            it -> assertThat(it.code()).isEqualTo("InvalidLoadBalancerInfoException"));
  }
}
