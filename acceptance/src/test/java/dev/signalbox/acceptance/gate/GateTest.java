package dev.signalbox.acceptance.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.aws.gate.AppSpecs;
import dev.signalbox.aws.gate.RunningDeployments;
import dev.signalbox.core.gate.Guarded.DeploymentGroup;
import dev.signalbox.core.gate.Running.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Blue/green deployments of CodeDeploy, with the packed gate as their hook. */
class GateTest {
  private static final Logger LOG = LoggerFactory.getLogger(GateTest.class);

  @RegisterExtension static final GuardedShop SHOP = new GuardedShop();

  @Test
  void aHealthyVersionTakesOverAndNoRequestFails() {
    String before = SHOP.served();

    String id = SHOP.deploy(SHOP.version("two", true), SHOP.output("GateFunctionArn"));

    assertThat(SHOP.follow(id, "Succeeded")).containsExactlyInAnyOrder(before, "two");
  }

  @Test
  void anIllVersionNeverGetsTrafficAndIsRolledBack() {
    String before = SHOP.served();

    String id = SHOP.deploy(SHOP.version("ill", false), SHOP.output("GateFunctionArn"));

    assertThat(SHOP.follow(id, "Failed")).containsExactly(before);
    rolledBack(id, before);
  }

  /** Preflight: a gate that comes after traffic has shifted wants what is not there. */
  @Test
  void whatALaterGateWillLackStopsTheDeploymentAtItsFirstHook() {
    String before = SHOP.served();
    SHOP.publish(
        GuardedShop.DEFINITION
            + """
              - name: shop-later
                on: {application: shop, deployment-group: prod}
                at: [after-traffic]
                checks:
                  - {name: quiet, alarms: {names: [shop-gone], watch: 5m}}
            """);
    try {
      String id = SHOP.deploy(SHOP.version("five", true), SHOP.output("GateFunctionArn"));

      assertThat(SHOP.follow(id, "Failed")).containsExactly(before);
      assertThat(SHOP.verdict(id).reason())
          .isEqualTo("Gate 'shop-later' would stop it: quiet: There is no alarm 'shop-gone'");
      rolledBack(id, before);
    } finally {
      SHOP.publish(GuardedShop.DEFINITION);
    }
  }

  private static void rolledBack(String id, String before) {
    String rollback = SHOP.deployment(id).rollbackInfo().rollbackDeploymentId();
    assertThat(SHOP.follow(rollback, "Succeeded")).containsExactly(before);
  }

  /** Scenario 3: CodeDeploy alone would wait for an hour. */
  @Test
  void aGateThatIsKilledIsReportedWithinSeconds() {
    String before = SHOP.served();
    String id =
        SHOP.deploy(
            SHOP.version("three", true), "BeforeAllowTraffic", SHOP.output("GateFunctionArn"));
    await().atMost(Duration.ofSeconds(90)).until(() -> SHOP.gateIsAsked(id));

    Instant killed = Instant.now();
    List<ProcessHandle> gates = gates();
    gates.forEach(ProcessHandle::destroyForcibly);

    assertThat(gates).isNotEmpty();
    assertThat(SHOP.follow(id, "Failed")).containsExactly(before);
    LOG.info(
        "From the gate's death to the deployment's end: {}",
        Duration.between(killed, Instant.now()));
    rolledBack(id, before);
  }

  /** Scenario 9, and what the watchdog does where an event is lost. */
  @Test
  void aDeploymentThatIsStoppedMeanwhileIsUndone() {
    String before = SHOP.served();
    String function = SHOP.output("GateFunctionArn");
    String id = SHOP.deploy(SHOP.version("four", true), "BeforeAllowTraffic", function);
    await().atMost(Duration.ofSeconds(90)).until(() -> SHOP.gateIsAsked(id));
    var running =
        new RunningDeployments(
            SHOP.client(CodeDeployClient.builder()),
            new AppSpecs(() -> SHOP.client(S3Client.builder())),
            "CodeDeployHook_signalbox-gate");

    Waiting waiting = running.waiting(new DeploymentGroup("shop", "prod")).getFirst();
    running.stop(waiting);

    assertThat(waiting.deployment()).isEqualTo(id);
    assertThat(waiting.event()).isEqualTo("BeforeAllowTraffic");
    assertThat(waiting.asked()).isEqualTo(1);
    assertThat(SHOP.follow(id, "Stopped")).containsExactly(before);
    await().atMost(Duration.ofSeconds(60)).until(() -> !SHOP.gateIsAsked(id));
    rolledBack(id, before);
  }

  /** Of what a test starts only functions are Java by that name. */
  private static List<ProcessHandle> gates() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .toList();
  }
}
