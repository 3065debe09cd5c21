package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatePlanTest {
  private static final String SHOP =
      """
      - name: shop
        on: {application: shop, deployment-group: prod}
        checks: [{name: health, http: {path: /health}}]
      """;
  private static final String NATIVE =
      """
      - name: web
        on: {cluster: main, service: web}
        budget: 30m
        checks: [{name: health, http: {path: /health}}]
      """;

  @TempDir private Path directory;

  private Path definition(String gates) throws IOException {
    return Files.writeString(directory.resolve("signalbox.yaml"), DefinedGates.of(gates));
  }

  private CommandRun plan(String gates, Object... more) throws IOException {
    Object[] words = new Object[more.length + 3];
    words[0] = "gate";
    words[1] = "plan";
    words[2] = definition(gates);
    System.arraycopy(more, 0, words, 3, more.length);
    return CommandRun.of(words);
  }

  private CommandRun withAppSpec(String gates, String appSpec, Object... more) throws IOException {
    Path file = Files.writeString(directory.resolve("appspec.yaml"), appSpec);
    Object[] words = new Object[more.length + 2];
    words[0] = "--appspec";
    words[1] = "shop/prod=" + file;
    System.arraycopy(more, 0, words, 2, more.length);
    return plan(gates, words);
  }

  private CommandRun withService(String gates, String service) throws IOException {
    Path file = Files.writeString(directory.resolve("service.json"), service);
    return plan(gates, "--service", "main/web=" + file);
  }

  private static String hook(String stage, String patience) {
    return """
    {"services": [{"serviceName": "web", "deploymentConfiguration": {"strategy": "BLUE_GREEN",
      "lifecycleHooks": [{"hookTargetArn":
        "arn:aws:lambda:eu-west-1:111111111111:function:gate:live",
        "lifecycleStages": ["%s"], "timeoutConfiguration": %s}]}}]}
    """
        .formatted(stage, patience);
  }

  @Test
  void everyMomentIsListedWithItsGateAndChecks() throws IOException {
    CommandRun planned = plan(SHOP + NATIVE);
    assertThat(planned.exit()).as(planned.err()).isZero();
    assertThat(planned.out())
        .contains("shop/prod  after-test-traffic  shop, within 15m")
        .contains("main/web  after-test-traffic  web, within 30m", "health (http)");
  }

  @Test
  void aTimeThatCodeDeployDoesNotGiveIsAMistake() throws IOException {
    CommandRun planned = plan(SHOP.replace("  checks", "  budget: 3601s\n  checks"));
    assertThat(planned.exit()).isEqualTo(1);
    assertThat(planned.err()).contains("signalbox.yaml:", "budget");
  }

  @Test
  void aCheckThatTakesLongerThanItMayIsAMistake() throws IOException {
    String slow = "checks: [{name: quiet, budget: 5m, alarms: {names: [a], watch: %s}}]";

    CommandRun planned = plan(SHOP.replaceFirst("checks:.*", slow.formatted("10m")));

    assertThat(planned.exit()).isEqualTo(1);
    assertThat(planned.out() + planned.err())
        .contains("Check 'quiet' of gate 'shop' takes 600 s at least and has 300 s");
    assertThat(plan(SHOP.replaceFirst("checks:.*", slow.formatted("5m"))).exit()).isZero();
  }

  @Test
  void aGateWithoutChecksIsAMistake() throws IOException {
    CommandRun planned = plan("- {name: shop, on: {application: shop, deployment-group: prod}}");
    assertThat(planned.exit()).isEqualTo(1);
    assertThat(planned.err()).contains("a gate with no checks");
  }

  @Test
  void aHookWithoutAGateIsAMistake() throws IOException {
    CommandRun planned =
        withAppSpec(
            SHOP,
            """
            Hooks:
              - AfterAllowTestTraffic: CodeDeployHook_gate
              - AfterAllowTraffic: CodeDeployHook_gate
            """);
    assertThat(planned.exit()).isEqualTo(1);
    assertThat(planned.out())
        .contains("shop/prod at AfterAllowTraffic has no gate: it fails every deployment")
        .doesNotContain("at AfterAllowTestTraffic has no gate");
  }

  @Test
  void whatOtherFunctionsAreCalledForNeedsNoGate() throws IOException {
    CommandRun planned =
        withAppSpec(
            SHOP,
            """
            {"Hooks": [{"AfterAllowTestTraffic": "CodeDeployHook_gate"},
              {"AfterAllowTraffic": "CodeDeployHook_warm"}]}
            """,
            "--function",
            "CodeDeployHook_gate");
    assertThat(planned.exit()).as(planned.out()).isZero();
  }

  @Test
  void aGateThatNoHookAsksIsAMistake() throws IOException {
    CommandRun planned = withAppSpec(SHOP, "Hooks:\n  - BeforeInstall: CodeDeployHook_other\n");
    assertThat(planned.out())
        .contains("Gate 'shop' is never asked: no hook of shop/prod calls at after-test-traffic");
  }

  @Test
  void aLifecycleEventThatDoesNotExistIsAMistake() throws IOException {
    CommandRun planned = withAppSpec(SHOP, "Hooks:\n  - AfterAllowTestTrafic: CodeDeployHook_x\n");
    assertThat(planned.out())
        .contains("at AfterAllowTestTrafic is never called: there is no such moment");
  }

  @ParameterizedTest
  @CsvSource({
    "gate,                                                              true",
    "arn:aws:lambda:eu-west-1:111111111111:function:gate:live,          true",
    "CodeDeployHook_gate,                                               false",
    "arn:aws:lambda:eu-west-1:111111111111:function:CodeDeployHook_g:1, false",
  })
  void aFunctionThatCodeDeploysRoleMayNotInvokeIsToldOf(String function, boolean told)
      throws IOException {
    CommandRun planned =
        withAppSpec(SHOP, "Hooks:\n  - AfterAllowTestTraffic: \"" + function + "\"\n");
    assertThat(planned.out().contains("which AWSCodeDeployRoleForECS may not")).isEqualTo(told);
    assertThat(planned.exit()).isZero();
  }

  @Test
  void goingOnAfterATimeOutIsAMistake() throws IOException {
    CommandRun planned =
        withService(
            NATIVE,
            hook(
                "POST_TEST_TRAFFIC_SHIFT", "{\"timeoutInMinutes\": 60, \"action\": \"CONTINUE\"}"));
    assertThat(planned.exit()).isEqualTo(1);
    assertThat(planned.out()).contains("CONTINUE passes what nobody judged");
  }

  @Test
  void aHookThatIsLessPatientThanItsGateIsAMistake() throws IOException {
    CommandRun planned =
        withService(
            NATIVE,
            hook(
                "POST_TEST_TRAFFIC_SHIFT", "{\"timeoutInMinutes\": 10, \"action\": \"ROLLBACK\"}"));
    assertThat(planned.out()).contains("times out before gate 'web' has used its time");
  }

  @Test
  void aServiceOfATemplateIsReadAsWell() throws IOException {
    CommandRun planned =
        withService(
            NATIVE,
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration:
                    LifecycleHooks:
                      - HookTargetArn: arn:aws:lambda:eu-west-1:111111111111:function:gate
                        LifecycleStages: [POST_PRODUCTION_TRAFFIC_SHIFT]
            """);
    assertThat(planned.out()).contains("at POST_PRODUCTION_TRAFFIC_SHIFT has no gate");
  }

  @Test
  void aProbeThatWouldTestTheOriginalIsAMistake() throws IOException {
    CommandRun planned = plan(SHOP.replace("  checks", "  at: [after-install]\n  checks"));
    assertThat(planned.exit()).isEqualTo(1);
    assertThat(planned.out()).contains("that still leads to what served before");
  }

  @Test
  void aGateThatCanStopNothingIsToldOf() throws IOException {
    CommandRun planned = plan(SHOP.replace("/health}", "/health}, mode: dry-run"));
    assertThat(planned.out()).contains("warning: Gate 'shop' can stop nothing");
    assertThat(planned.exit()).isZero();
  }

  /** Scenario 26. */
  @Test
  void aGateThatOnlyComparesIsToldOf() throws IOException {
    CommandRun planned =
        plan(
            SHOP.replace(
                "http: {path: /health}",
                "compare: {namespace: Shop, name: errors, statistic: Sum, dimensions: {Group:"
                    + " \"${target-group}\"}, margin: 1}, budget: 9m"));
    assertThat(planned.out())
        .as(planned.err())
        .contains("warning: Gate 'shop' stops a first deployment");
    assertThat(planned.exit()).isZero();
  }

  /** Scenario 55. */
  @Test
  void aGateThatIsSkippedIsToldOfLoudly() throws IOException {
    CommandRun planned =
        plan(
            SHOP.replace(
                "  checks",
                "  skip: {by: jane, reason: \"it is down\", until: \"2099-01-01T00:00:00Z\"}\n"
                    + "  checks"));
    assertThat(planned.out()).contains("lets everything pass until", "it is down, says jane");
  }

  @Test
  void whatIsNeitherYamlNorJsonIsToldSo() throws IOException {
    assertThat(withAppSpec(SHOP, "a: [").err()).contains("is neither YAML nor JSON");
    assertThat(plan(SHOP, "--appspec", "prod=x").exit()).isEqualTo(2);
    assertThat(plan(SHOP, "--appspec", "shop/prod=" + directory.resolve("none")).exit())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 80})
  void billionsOfLaughsAreNotLaughed(int deep) throws IOException {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < deep; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(withAppSpec(SHOP, yaml.toString()).exit()).isEqualTo(1);
  }

  @Test
  void theGuidesExampleHoldsWhatItPromises() throws IOException {
    String guide = Files.readString(Path.of("../docs/guide/gates.md"));
    String example = guide.split("```yaml\n", -1)[1].split("```", -1)[0];

    CommandRun planned = plan(example.replaceFirst("gates:\n", ""));

    assertThat(planned.exit()).as(planned.err() + planned.out()).isZero();
    assertThat(planned.out()).contains("shop/prod  after-test-traffic  shop-prod", "dry run");
  }
}
