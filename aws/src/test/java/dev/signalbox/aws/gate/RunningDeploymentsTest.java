package dev.signalbox.aws.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.Guarded.DeploymentGroup;
import dev.signalbox.core.gate.Running.Waiting;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codedeploy.model.DeploymentAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

class RunningDeploymentsTest {
  private static final DeploymentGroup PROD = new DeploymentGroup("shop", "prod");
  private static final String SPEC =
      """
      Hooks:
        - BeforeInstall: "gate"
        - AfterInstall: "other"
        - AfterAllowTestTraffic: "arn:aws:lambda:eu-west-1:111111111111:function:gate:live"
        - BeforeAllowTraffic: "gate"
      """;

  private final FakeCodeDeploy codeDeploy = new FakeCodeDeploy();
  private final FakeBucket bucket = new FakeBucket();
  private final RunningDeployments running =
      new RunningDeployments(codeDeploy, new AppSpecs(() -> bucket), "gate");

  RunningDeploymentsTest() {
    codeDeploy.appSpec(SPEC);
    codeDeploy.succeeded("BeforeInstall", "Install", "AfterInstall", "AllowTestTraffic");
  }

  @Test
  void aHookOfOursThatRunsIsFoundWithHowManyThereHaveBeen() {
    assertThat(running.waiting(PROD))
        .containsExactly(
            new Waiting(PROD, "d-0123456AB", false, "AfterAllowTestTraffic", 2, codeDeploy.start));
    assertThat(codeDeploy.asked)
        .allSatisfy(asked ->
            assertThat(asked.includeOnlyStatusesAsStrings()).containsExactly("InProgress"));
  }

  @Test
  void aHookOfSomebodyElsesIsNotOurs() {
    codeDeploy.inProgress("AfterInstall");

    assertThat(running.waiting(PROD)).isEmpty();
  }

  @Test
  void whereNoAppSpecSaysThatItIsOursItIsNot() {
    codeDeploy.deployment = codeDeploy.deployment.toBuilder().revision(r -> {}).build();

    assertThat(running.waiting(PROD)).isEmpty();
  }

  @Test
  void anAppSpecInABucketSaysItToo() {
    codeDeploy.inBucket("YAML", "1");
    bucket.versions.put("1", SPEC);

    assertThat(running.waiting(PROD)).hasSize(1);
  }

  @Test
  void anAppSpecThatMayNotBeReadIsNamed() {
    codeDeploy.inBucket("YAML", "none");

    assertThatThrownBy(() -> running.waiting(PROD))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("RevisionObjectArns");
  }

  @Test
  void whatIsNotThereRunsNothing() {
    assertThat(running.waiting(new DeploymentGroup("other", "prod"))).isEmpty();
  }

  @Test
  void aRollbackIsToldFromOthers() {
    DeploymentInfo back = codeDeploy.deployment.toBuilder().creator("codeDeployRollback").build();
    codeDeploy.deployment = back;

    assertThat(running.waiting(PROD)).extracting(Waiting::rollback).containsExactly(true);
  }

  @Test
  void whatIsStoppedGoesBackWhereAFailureWould() {
    Waiting waiting = running.waiting(PROD).getFirst();

    running.stop(waiting);
    codeDeploy.deployment =
        codeDeploy.deployment.toBuilder()
            .autoRollbackConfiguration(
                back -> back.enabled(true).eventsWithStrings("DEPLOYMENT_FAILURE"))
            .build();
    running.stop(waiting);

    assertThat(codeDeploy.stopped)
        .extracting(request -> request.autoRollbackEnabled())
        .containsExactly(false, true);
  }

  @Test
  void whatHasEndedMeanwhileNeedsNoStop() {
    codeDeploy.refusal =
        Optional.of(DeploymentAlreadyCompletedException.builder().message("over").build());

    running.stop(running.waiting(PROD).getFirst());

    assertThat(codeDeploy.stopped).isEmpty();
  }
}
