package dev.signalbox.aws.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.core.gate.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateEventTest {
  private static final Path EVENTS = Path.of("../events/gate");
  private static final String GREEN =
      "arn:aws:ecs:eu-west-1:111111111111:service-revision/main/shop/9313423515462893900";

  private static GateEvent read(String file) throws IOException {
    return GateEvent.read(Files.readAllBytes(EVENTS.resolve(file + ".json")));
  }

  private static EcsCall stage(String file) throws IOException {
    return ((GateEvent.Staged) read(file)).call();
  }

  static List<String> sampleEvents() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.map(f -> f.getFileName().toString().replace(".json", "")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sampleEvents")
  void everySampleEventIsRead(String file) throws IOException {
    assertThat(read(file)).isNotNull();
  }

  /** Scenario 13: what is more in an event, and the case of its keys, change nothing. */
  @Test
  void aHookIsTwoFieldsWhateverElseIsThere() throws IOException {
    assertThat(read("codedeploy-hook-with-more")).isEqualTo(read("codedeploy-hook"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"DeploymentId\": \"d-1\"}",
        "{\"DeploymentId\": \"d-1\", \"LifecycleEventHookExecutionId\": \"\"}",
        "{\"DeploymentId\": \"d-1\", \"LifecycleEventHookExecutionId\": null}",
        "{\"DeploymentId\": [\"d-1\"], \"LifecycleEventHookExecutionId\": \"x\"}",
        "[]",
        "secret",
        "",
      })
  void whoNamesNoHookIsNobodyToAnswerAndIsNotQuoted(String event) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GateEvent.read(event.getBytes(UTF_8)))
        .withMessageNotContaining("secret");
  }

  @Test
  void aCrashNamesTheHookThatItLeftBehind() throws IOException {
    var crashed = (GateEvent.Crashed) read("gate-crashed");

    assertThat(crashed.hook())
        .isEqualTo(Optional.of(((GateEvent.Hooked) read("codedeploy-hook")).hook()));
    assertThat(crashed.how()).contains("RetriesExhausted", "signal: killed");
  }

  /** Scenario 18. */
  @ParameterizedTest(name = "{0} is {1} with {2}")
  @CsvSource({
    "ecs-reconcile, RECONCILE,",
    "ecs-before-install, BEFORE_INSTALL,",
    "ecs-after-install, AFTER_INSTALL,",
    "ecs-during-test-traffic, DURING_TEST_TRAFFIC,",
    "ecs-after-test-traffic, AFTER_TEST_TRAFFIC,",
    "ecs-before-traffic, BEFORE_TRAFFIC, 0",
    "ecs-during-traffic, DURING_TRAFFIC, 100",
    "ecs-after-traffic, AFTER_TRAFFIC,",
    "ecs-flat, AFTER_TEST_TRAFFIC,",
  })
  void everyStageIsAMomentWithTheWeightsThatItTells(String file, Moment moment, Double weight)
      throws IOException {
    EcsCall call = stage(file);

    assertThat(Moment.ofStage(call.hook().stage())).contains(moment);
    assertThat(call.weight(GREEN)).isEqualTo(Optional.ofNullable(weight));
    assertThat(call.target()).contains(GREEN);
    assertThat(call.service()).hasValueSatisfying(s -> assertThat(s).endsWith("service/main/shop"));
  }

  /** Scenarios 19 and 20. */
  @Test
  void weightsTellOfARollbackOnlyWhereTrafficShifts() throws IOException {
    assertThat(stage("ecs-before-traffic").goesBackByItsWeights()).isFalse();
    assertThat(stage("ecs-rolling-back").goesBackByItsWeights()).isTrue();
    assertThat(stage("ecs-during-traffic").goesBackByItsWeights()).isFalse();
    assertThat(stage("ecs-during-test-traffic").goesBackByItsWeights()).isFalse();
  }

  /** Scenario 21: the steps of one stage are different hooks. */
  @Test
  void everyStepOfAShiftIsAHookOfItsOwn() throws IOException {
    String first = Files.readString(EVENTS.resolve("ecs-during-traffic.json"));
    String step = first.replace("\": 100", "\": 20").replace("\": 0", "\": 80");

    assertThat(((GateEvent.Staged) GateEvent.read(step.getBytes(UTF_8))).call().hook().id())
        .isNotEqualTo(stage("ecs-during-traffic").hook().id());
  }
}
