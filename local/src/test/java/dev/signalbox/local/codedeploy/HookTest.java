package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookTest {
  private Yard yard;

  @BeforeEach
  void open(@TempDir Path directory) {
    yard = new Yard(directory, new FakeRevisions());
    yard.group(it -> it);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  private String asked() {
    return yard.hooks.asked.getLast().id();
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AwsError.class, it -> assertThat(it.code()).isEqualTo(code));
  }

  @Test
  void aFunctionIsAskedWithExactlyTwoFields() {
    String id = yard.deploy("{\"BeforeInstall\": \"check\"}");

    assertThat(yard.hooks.functions()).containsExactly("check");
    var event = yard.hooks.asked.getFirst().event();
    assertThat(event.size()).isEqualTo(2);
    assertThat(event.path("DeploymentId").asText()).isEqualTo(id);
    assertThat(asked()).hasSizeBetween(250, 400).matches("[A-Za-z0-9+/=]+");
  }

  @Test
  void everyHookIsAskedOnceAndInTheDocumentedOrder() {
    String id =
        yard.deploy(
            """
            {"AfterAllowTraffic": "5"}, {"BeforeAllowTraffic": "4"}, {"BeforeInstall": "1"},
            {"AfterAllowTestTraffic": "3"}, {"AfterInstall": "2"}\
            """);

    for (int i = 0; i < 5; i++) {
      yard.answer(id, "Succeeded");
    }

    assertThat(yard.hooks.functions()).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void aBadVersionNeverGetsProductionTraffic() {
    String id = yard.deploy("{\"AfterAllowTestTraffic\": \"check\"}");
    assertThat(yard.balancers.percent(Yard.TEST, "shop-green")).isEqualTo(100);
    assertThat(yard.green()).isZero();
    assertThat(yard.status(id, "AfterAllowTestTraffic")).isEqualTo("InProgress");

    yard.answer(id, "Failed");

    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Failed");
    assertThat(yard.deployment(id).errorInformation().codeAsString())
        .isEqualTo("HOOK_EXECUTION_FAILURE");
    assertThat(yard.green()).isZero();
    assertThat(yard.balancers.percent(Yard.TEST, "shop-blue")).isEqualTo(100);
    assertThat(yard.taskSets.running()).containsExactly("shop:1");
    assertThat(yard.states(id)).containsExactly("START", "FAILURE");
  }

  /** The bug of a peer, which says Succeeded here (B16). */
  @Test
  void b16AHookWhoseFunctionIsMissingFailsTheDeployment() {
    String id = yard.deploy("{\"AfterInstall\": \"missing\"}");

    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Failed");
    assertThat(yard.deployment(id).errorInformation().codeAsString())
        .isEqualTo("HOOK_EXECUTION_FAILURE");
    assertThat(yard.deployment(id).errorInformation().message()).contains("missing");
    assertThat(yard.status(id, "AfterInstall")).isEqualTo("Failed");
    assertThat(yard.green()).isZero();
  }

  /** The bug of a peer, which says Succeeded after half a minute (B16). */
  @Test
  void b16AHookWhoseFunctionReturnsWithoutAnAnswerFailsTheDeploymentAfterAnHour() {
    String id = yard.deploy("{\"AfterInstall\": \"check\"}");

    yard.pass(59);
    assertThat(yard.deployment(id).statusAsString()).isEqualTo("InProgress");
    yard.pass(2);

    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Failed");
    assertThat(yard.status(id, "AfterInstall")).isEqualTo("Failed");
    assertThat(yard.status(id, "AllowTraffic")).isEqualTo("Skipped");
    assertThat(yard.green()).isZero();
  }

  /** The bug of a peer, which takes any id (B16). */
  @ParameterizedTest(name = "an id that was never given: {0}")
  @ValueSource(strings = {"", "x", "eyJlbmNyeXB0ZWREYXRhIjoiIn0="})
  void b16AnAnswerWithAnIdThatWasNeverGivenIsRefusedAndChangesNothing(String hook) {
    String id = yard.deploy("{\"AfterInstall\": \"check\"}");

    refused(
        () -> yard.answer(id, hook, "Succeeded"), "InvalidLifecycleEventHookExecutionIdException");

    assertThat(yard.status(id, "AfterInstall")).isEqualTo("InProgress");
  }

  @Test
  void theHookOfAnotherDeploymentCannotBeAnswered() {
    String first = yard.deploy("{\"BeforeInstall\": \"check\"}");
    String hook = asked();
    yard.answer(first, "Failed");
    String second = yard.deploy("{\"BeforeInstall\": \"check\"}");

    refused(
        () -> yard.answer(second, hook, "Succeeded"),
        "InvalidLifecycleEventHookExecutionIdException");
  }

  @Test
  void aSecondAnswerComesTooLateAndChangesNothing() {
    String id = yard.deploy("{\"BeforeInstall\": \"a\"}, {\"AfterInstall\": \"b\"}");
    String first = asked();
    yard.answer(id, "Succeeded");

    refused(() -> yard.answer(id, first, "Failed"), "LifecycleEventAlreadyCompletedException");
    refused(() -> yard.answer(id, first, "Succeeded"), "LifecycleEventAlreadyCompletedException");

    assertThat(yard.status(id, "BeforeInstall")).isEqualTo("Succeeded");
    assertThat(yard.status(id, "AfterInstall")).isEqualTo("InProgress");
  }

  @Test
  void anAnswerAfterTheHourComesTooLate() {
    String id = yard.deploy("{\"BeforeInstall\": \"check\"}");
    yard.pass(61);

    refused(() -> yard.answer(id, asked(), "Succeeded"), "LifecycleEventAlreadyCompletedException");
    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Failed");
  }

  @Test
  void anAnswerToAStoppedDeploymentComesTooLate() {
    String id = yard.deploy("{\"BeforeInstall\": \"check\"}");
    yard.stop(id, false);

    refused(() -> yard.answer(id, asked(), "Succeeded"), "LifecycleEventAlreadyCompletedException");
  }

  @ParameterizedTest(name = "the answer {0} is none")
  @ValueSource(strings = {"Pending", "InProgress", "Skipped", "Unknown", "succeeded", "Bogus"})
  void onlySucceededAndFailedAreAnswers(String status) {
    String id = yard.deploy("{\"BeforeInstall\": \"check\"}");

    refused(
        () -> yard.answer(id, asked(), status),
        "InvalidLifecycleEventHookExecutionStatusException");
  }

  @Test
  void anAnswerToNoDeploymentIsRefused() {
    refused(() -> yard.answer("d-000000000", "x", "Succeeded"), "DeploymentDoesNotExistException");
    refused(() -> yard.answer("no id", "x", "Succeeded"), "InvalidDeploymentIdException");
    refused(() -> yard.answer("", "x", "Succeeded"), "DeploymentIdRequiredException");
  }

  @Test
  void aFailureBeforeTheInstallationIsNotRolledBack() {
    String id = yard.deploy("{\"BeforeInstall\": \"check\"}");

    yard.answer(id, "Failed");

    assertThat(yard.deployment(id).statusAsString()).isEqualTo("Failed");
    assertThat(yard.deployment(id).rollbackInfo()).isNull();
    assertThat(yard.taskSets.running()).isEqualTo(List.of("shop:1"));
  }
}
