package dev.signalbox.functions.observer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.ledger.ExecutionsInMemory;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.ProgressInMemory;
import dev.signalbox.core.route.Standing;
import dev.signalbox.functions.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObserverFunctionTest {
  private static final Path EVENTS = Path.of("../../events/observer");
  private static final PipelineId WEB =
      new PipelineId(new AccountId("111111111111"), new Region("eu-west-1"), "shop-web");
  private static final Progress.Line MAIN =
      new Progress.Line(
          WEB, new Repository(WEB.account(), WEB.region(), "shop"), Ref.branch("main"));
  private static final TriggerId TRIGGER = new TriggerId("signalbox-" + "0".repeat(32));

  private final Progress progress = new ProgressInMemory();
  private final Executions executions = new ExecutionsInMemory();
  private final Shop shop = new Shop();
  private final ObserverFunction function =
      new ObserverFunction(shop.observer(progress, executions, TRIGGER), InstantSource.system());

  @BeforeEach
  void anExecutionIsRunning() {
    progress.started(
        MAIN,
        TRIGGER,
        new Baseline(
            Baseline.Rung.EVERYTHING, Optional.empty(), new CommitId("2".repeat(40)), false));
    executions.runsFor(
        new Executions.Execution(WEB, new ExecutionId("12345678-1234-5678-abcd-12345678abcd")),
        new Executions.Purpose(Optional.of(MAIN), TRIGGER));
  }

  private String answer(byte[] event) throws IOException {
    var output = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event), output, new Invocation("observer", Duration.ofMinutes(1)));
    return output.toString(UTF_8);
  }

  private String answer(String file) throws IOException {
    return answer(Files.readAllBytes(EVENTS.resolve(file + ".json")));
  }

  private Standing standing() {
    return progress.of(MAIN.repository(), MAIN.ref()).getOrDefault(WEB, Standing.NONE);
  }

  static List<String> sampleEvents() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.map(f -> f.getFileName().toString().replace(".json", "")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sampleEvents")
  void everySampleEventIsAnswered(String file) throws IOException {
    assertThat(answer(file)).contains("\"event\":{\"id\":").contains("\"outcome\":\"");
  }

  @Test
  void aSuccessMakesTheCommitGreen() throws IOException {
    assertThat(answer("execution-succeeded"))
        .contains("\"outcome\":\"COUNTED\"", "\"end\":\"SUCCEEDED\"");

    assertThat(standing().open()).isEmpty();
    assertThat(standing().green()).isPresent();
    assertThat(standing().owed()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"execution-failed", "execution-stopped", "execution-superseded"})
  void anyOtherEndLeavesItsChangesOwed(String file) throws IOException {
    assertThat(answer(file)).contains("\"outcome\":\"COUNTED\"");

    assertThat(standing().open()).isEmpty();
    assertThat(standing().green()).isEmpty();
    assertThat(standing().owed()).isPresent();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "execution-started, IGNORED",
    "execution-in-a-state-to-come, IGNORED",
    "stage-succeeded, IGNORED",
    "action-succeeded, IGNORED",
    "forged-source, REJECTED",
    "another-accounts-pipeline, REJECTED",
    "unlisted-account, REJECTED",
  })
  void whatIsNoEndOfAnExecutionOfOursChangesNothing(String file, String outcome)
      throws IOException {
    Standing before = standing();

    assertThat(answer(file)).contains("\"outcome\":\"" + outcome + "\"");
    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void whatFollowsASuccessStartsOnceAndIsInTheAnswer() throws IOException {
    String first = answer("execution-succeeded");

    assertThat(first)
        .contains("\"promotion\":\"to-prod\"", "\"outcome\":\"STARTED\"")
        .contains("\"execution\":\"execution-1\"", "\"commit\":\"" + "2".repeat(40) + "\"");
    assertThat(answer("execution-succeeded")).isEqualTo(first);
    assertThat(shop.started)
        .extracting(request -> request.trigger().pipeline().name())
        .containsExactly("shop-web-prod");
  }

  @Test
  void whereWhatFollowsCannotBeStartedTheEventIsKept() throws IOException {
    shop.missing = true;

    assertThatThrownBy(() -> answer("execution-succeeded"))
        .isInstanceOf(Unfinished.class)
        .hasMessage(
            "Promotion 'to-prod': there is no pipeline 111111111111/eu-west-1/shop-web-prod");

    shop.missing = false;
    assertThat(answer("execution-succeeded")).contains("\"execution\":\"execution-1\"");
  }

  @Test
  void anExecutionThatSomebodyElseStartedIsRecordedAndNothingElse() throws IOException {
    String event = Files.readString(EVENTS.resolve("execution-succeeded.json"));

    String failed = event.replace("SUCCEEDED", "FAILED");

    assertThat(answer(failed.replace("12345678-1234", "99999999-1234").getBytes(UTF_8)))
        .contains("\"outcome\":\"RECORDED\"");
    assertThat(standing().open()).hasSize(1);
  }

  @Test
  void whatNamesNoExecutionIsNotBelieved() throws IOException {
    String event = Files.readString(EVENTS.resolve("execution-succeeded.json"));

    assertThat(answer(event.replace("12345678-1234", "x;\\nid").getBytes(UTF_8)))
        .contains("\"outcome\":\"REJECTED\"");
    assertThat(
            answer(
                event
                    .replaceFirst("\"resources\": \\[[^]]*]", "\"resources\": []")
                    .getBytes(UTF_8)))
        .contains("\"outcome\":\"REJECTED\"");
  }

  @Test
  void whatIsNotJsonIsAnErrorThatDoesNotQuoteIt() {
    assertThatThrownBy(() -> answer("{\"secret\": nonsense}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }
}
