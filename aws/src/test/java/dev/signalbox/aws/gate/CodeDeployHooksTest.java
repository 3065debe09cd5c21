package dev.signalbox.aws.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Asked;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Report;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

class CodeDeployHooksTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Hook.CodeDeploy HOOK = new Hook.CodeDeploy("d-0123456AB", "eyJ0=");
  private static final String YAML =
      """
      version: 0.0
      Hooks:
        # - BeforeInstall: "gate"
        - BeforeInstall: "other"
        - AfterAllowTestTraffic: "arn:aws:lambda:eu-west-1:111111111111:function:gate:live"
      """;
  private static final String JSON =
      """
      {"version": 0.0, "Hooks": [{"BeforeInstall": "other"}, {"AfterAllowTestTraffic": "gate"}]}\
      """;

  private final FakeCodeDeploy codeDeploy = new FakeCodeDeploy();
  private final FakeBucket bucket = new FakeBucket();
  private final CodeDeployHooks hooks =
      new CodeDeployHooks(
          codeDeploy,
          new Lookup(
              new AccountId("111111111111"),
              new Region("eu-west-1"),
              "gate",
              Duration.ofHours(1),
              new AppSpecs(() -> bucket),
              InstantSource.fixed(NOW)));

  private Subject subject() {
    return ((Asked.Open) hooks.ask(HOOK)).subject();
  }

  @Test
  void everythingIsLookedUpFromTheDeployment() {
    Subject subject = subject();

    assertThat(subject.place()).isEqualTo(new Guarded.DeploymentGroup("shop", "prod"));
    assertThat(subject.moment()).isEqualTo(Moment.AFTER_TEST_TRAFFIC);
    assertThat(subject.workload()).isEqualTo(new Subject.Service("main", "shop"));
    assertThat(subject.green())
        .contains(new Subject.Version("ecs-svc/2", Optional.of("shop-green"), Optional.of(0.0)));
    assertThat(subject.listeners())
        .isEqualTo(new Subject.Listeners(Optional.of("arn:prod"), Optional.of("arn:test")));
  }

  /** Scenario 16: the time runs from the event's beginning, with a minute left to report. */
  @Test
  void anEventThatComesFiftyMinutesLateHasNineLeft() {
    codeDeploy.start = NOW.minus(Duration.ofMinutes(50));

    assertThat(subject().deadline()).isEqualTo(NOW.plus(Duration.ofMinutes(9)));
    assertThat(subject().since()).isEqualTo(codeDeploy.start);
  }

  /** Scenario 17. */
  @Test
  void nothingBeginsInTheFuture() {
    codeDeploy.start = NOW.plusSeconds(90);

    assertThat(subject().since()).isEqualTo(NOW);
  }

  /** Scenario 8. */
  @ParameterizedTest
  @ValueSource(strings = {"Stopped", "Failed", "Succeeded"})
  void aDeploymentThatHasEndedIsOver(String status) {
    codeDeploy.deployment = codeDeploy.deployment.toBuilder().status(status).build();

    assertThat(hooks.ask(HOOK)).isEqualTo(new Asked.Over("d-0123456AB is " + status));
    assertThat(hooks.isOver(HOOK)).isTrue();
  }

  /** Scenario 10. */
  @Test
  void aDeploymentThatUndoesAnotherIsARollback() {
    DeploymentInfo.Builder rollback =
        codeDeploy.deployment.toBuilder()
            .rollbackInfo(info -> info.rollbackTriggeringDeploymentId("d-BAD"));
    codeDeploy.deployment = rollback.build();
    assertThat(hooks.ask(HOOK)).isEqualTo(new Asked.Rollback("d-0123456AB undoes d-BAD"));

    codeDeploy.deployment = rollback.creator("codeDeployRollback").build();
    assertThat(hooks.ask(HOOK)).isInstanceOf(Asked.Rollback.class);
  }

  /** The deployment that was rolled back names its rollback, and is none. */
  @Test
  void aDeploymentThatWasUndoneIsNoRollback() {
    codeDeploy.deployment =
        codeDeploy.deployment.toBuilder()
            .rollbackInfo(info -> info.rollbackDeploymentId("d-NEXT"))
            .build();

    assertThat(hooks.ask(HOOK)).isInstanceOf(Asked.Open.class);
  }

  /** Scenario 14. */
  @Test
  void thePlatformServerIsRefusedClearly() {
    codeDeploy.deployment = codeDeploy.deployment.toBuilder().computePlatform("Server").build();

    assertThat(hooks.ask(HOOK))
        .isEqualTo(
            new Asked.Unclear(
                "d-0123456AB is for the platform Server, whose hooks are scripts and not"
                    + " functions"));
  }

  /** Scenarios 11 and 12, and B12: an AppSpec says which event, in whatever form it is. */
  @Test
  void b12WhereNoEventOrTwoAreInProgressTheAppSpecTells() {
    for (String spec : new String[] {YAML, JSON}) {
      codeDeploy.appSpec(spec);
      codeDeploy.inProgress();
      assertThat(subject().moment()).isEqualTo(Moment.AFTER_TEST_TRAFFIC);
      codeDeploy.inProgress("BeforeInstall", "AfterAllowTestTraffic");
      assertThat(subject().moment()).isEqualTo(Moment.AFTER_TEST_TRAFFIC);
    }
    codeDeploy.string(YAML);
    assertThat(subject().moment()).isEqualTo(Moment.AFTER_TEST_TRAFFIC);
  }

  /** Scenario 12: of what is in a bucket, the version counts that is deployed. */
  @Test
  void anAppSpecInABucketTellsTheSame() {
    codeDeploy.inProgress();
    bucket.versions.put("2", "version: 0.0");
    for (String spec : new String[] {YAML, JSON}) {
      bucket.versions.put("1", spec);
      codeDeploy.inBucket(spec.equals(YAML) ? "YAML" : "JSON", "1");

      assertThat(subject().moment()).isEqualTo(Moment.AFTER_TEST_TRAFFIC);
    }
  }

  @Test
  void aBucketIsNotAskedWhereTheDeploymentTells() {
    codeDeploy.inBucket("YAML", "none");

    assertThat(subject().moment()).isEqualTo(Moment.AFTER_TEST_TRAFFIC);
  }

  @Test
  void anAppSpecThatMayNotBeReadNamesThePermission() {
    codeDeploy.inProgress();
    codeDeploy.inBucket("YAML", "none");

    assertThat(((Asked.Unclear) hooks.ask(HOOK)).why())
        .contains("Cannot read the AppSpec s3://revisions/shop/appspec: access denied")
        .contains("needs s3:GetObject on arn:aws:s3:::revisions/shop/appspec")
        .contains("RevisionObjectArns");
  }

  @Test
  void whatIsTooLongForAnAppSpecIsNotRead() {
    codeDeploy.inProgress();
    codeDeploy.inBucket("YAML", "1");
    bucket.versions.put("1", YAML + "#".repeat(300_000));

    assertThat(((Asked.Unclear) hooks.ask(HOOK)).why()).contains("is larger than 262144 bytes");
  }

  @Test
  void anArchiveIsNoAppSpec() {
    codeDeploy.inProgress();
    codeDeploy.inBucket("zip", "1");

    assertThat(((Asked.Unclear) hooks.ask(HOOK)).why()).contains("names 'gate' for 0");
  }

  @Test
  void whereNothingTellsTheEventItIsUnclear() {
    codeDeploy.inProgress("BeforeInstall", "AfterAllowTestTraffic");

    assertThat(hooks.ask(HOOK)).isInstanceOf(Asked.Unclear.class);
    codeDeploy.appSpec(JSON.replace("other", "gate"));
    assertThat(((Asked.Unclear) hooks.ask(HOOK)).why())
        .startsWith("Cannot tell the lifecycle event: 2 hooks of d-0123456AB are in progress");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "LifecycleEventAlreadyCompletedException, TooLate",
    "InvalidLifecycleEventHookExecutionIdException, NotAsked",
    "DeploymentDoesNotExistException, NotAsked",
    "UnsupportedActionForDeploymentTypeException, NotAsked",
  })
  void whatCodeDeployWillNotHearIsNoError(String code, String report) {
    codeDeploy.refusal = Optional.of(error(code, 400));

    assertThat(hooks.tell(HOOK, true).getClass().getSimpleName()).isEqualTo(report);
  }

  @Test
  void whatItCannotHearNowIsTriedAgain() {
    codeDeploy.refusal = Optional.of(error("ThrottlingException", 400));

    assertThatThrownBy(() -> hooks.tell(HOOK, true)).isInstanceOf(Unavailable.class);
  }

  @Test
  void onlyTwoWordsAreEverSaid() {
    assertThat(hooks.tell(HOOK, true)).isEqualTo(new Report.Told());
    assertThat(hooks.tell(HOOK, false)).isEqualTo(new Report.Told());
    assertThat(codeDeploy.told).containsExactly("Succeeded", "Failed");
  }

  private static CodeDeployException error(String code, int status) {
    return (CodeDeployException)
        CodeDeployException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("m").build())
            .statusCode(status)
            .build();
  }
}
