package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.codedeploy.model.Alarm;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;

/** With real processes behind a real listener. */
class BlueGreenTest {
  @RegisterExtension
  static final LocalServer SERVER = new LocalServer(LocalOptions.defaults().withTimeScale(60));

  private static @Nullable Shop made;
  private final Shop shop = shop();

  /** One for all tests, once the server has been started. */
  private static Shop shop() {
    Shop known = made == null ? new Shop(SERVER) : made;
    made = known;
    return known;
  }

  /** Asks the production listener again and again until the deployment ends as it should. */
  private Set<String> seenUntil(String deployment, String status) {
    Set<String> seen = new TreeSet<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          var answer = shop.get(shop.production);
          assertThat(answer.statusCode()).isEqualTo(200);
          seen.add(answer.body());
          return Set.of("Succeeded", "Failed", "Stopped").contains(shop.status(deployment));
        });
    assertThat(shop.status(deployment))
        .as(() -> shop.codeDeploy.getDeployment(it -> it.deploymentId(deployment)).toString())
        .isEqualTo(status);
    return seen;
  }

  @Test
  void aNewVersionTakesOverStepByStepAndNoRequestFails() {
    String before = shop.get(shop.production).body();

    String id = shop.deploy(shop.version("two"), "");

    assertThat(seenUntil(id, "Succeeded")).containsExactlyInAnyOrder(before, "two");
    assertThat(shop.get(shop.production).body()).isEqualTo("two");
  }

  @Test
  void aVersionThatIsRefusedIsSeenByTesterOnlyAndIsRolledBack() {
    String before = shop.get(shop.production).body();

    String id = shop.deploy(shop.version("bad"), "{\"AfterAllowTestTraffic\": \"missing\"}");

    assertThat(seenUntil(id, "Failed")).containsExactly(before);
    var failed = shop.codeDeploy.getDeployment(it -> it.deploymentId(id)).deploymentInfo();
    String rollback = failed.rollbackInfo().rollbackDeploymentId();
    assertThat(seenUntil(rollback, "Succeeded")).containsExactly(before);
    assertThat(
            shop.codeDeploy
                .getDeployment(it -> it.deploymentId(rollback))
                .deploymentInfo()
                .creator())
        .isEqualTo(DeploymentCreator.CODE_DEPLOY_ROLLBACK);
    assertThat(shop.get(shop.test).body()).isEqualTo(before);
  }

  @Test
  void aVersionThatDoesNotRunGetsNoTrafficAndIsGoneWhenTheDeploymentIsStopped() {
    String before = shop.get(shop.production).body();
    String id = shop.deploy(shop.broken(), "");
    await().atMost(Duration.ofSeconds(30)).until(() -> shop.failedTasks("broken") > 1);
    assertThat(shop.status(id)).isEqualTo("InProgress");
    assertThat(shop.get(shop.production).body()).isEqualTo(before);

    shop.codeDeploy.stopDeployment(it -> it.deploymentId(id).autoRollbackEnabled(true));

    assertThat(shop.status(id)).isEqualTo("Stopped");
    assertThat(shop.taskSets()).hasSize(1);
    assertThat(shop.get(shop.production).body()).isEqualTo(before);
  }

  @Test
  void anAlarmDuringTheShiftPutsAllTrafficBack() {
    CloudWatchClient cloudWatch = SERVER.client(CloudWatchClient.builder());
    cloudWatch.putMetricAlarm(it ->
        it.alarmName("errors")
            .namespace("Shop")
            .metricName("Errors")
            .statistic(Statistic.SUM)
            .period(60)
            .evaluationPeriods(1)
            .treatMissingData("ignore")
            .threshold(1.0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    String before = shop.get(shop.production).body();
    String id =
        shop.deploy(
            shop.version("faulty"),
            "",
            it ->
                it.overrideAlarmConfiguration(
                    config -> config.enabled(true).alarms(Alarm.builder().name("errors").build())));
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> shop.get(shop.production).body().equals("faulty"));

    cloudWatch.setAlarmState(it ->
        it.alarmName("errors").stateValue(StateValue.ALARM).stateReason("errors of the canary"));

    seenUntil(id, "Stopped");
    var stopped = shop.codeDeploy.getDeployment(it -> it.deploymentId(id)).deploymentInfo();
    assertThat(stopped.errorInformation().codeAsString()).isEqualTo("ALARM_ACTIVE");
    seenUntil(stopped.rollbackInfo().rollbackDeploymentId(), "Succeeded");
    assertThat(shop.get(shop.production).body()).isEqualTo(before);
  }
}
