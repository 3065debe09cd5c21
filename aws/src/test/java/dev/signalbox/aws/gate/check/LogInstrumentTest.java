package dev.signalbox.aws.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.aws.client.ScriptedHttp;
import dev.signalbox.aws.client.ScriptedHttp.Call;
import dev.signalbox.aws.client.ScriptedHttp.Reply;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.LogErrors;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenario 46: a log that says nothing, or cannot be read, says nothing good. */
class LogInstrumentTest {
  private static final LogErrors FEW =
      new LogErrors(
          "/shop",
          Optional.empty(),
          "\"ERROR\"",
          2,
          1,
          Duration.ofMinutes(5),
          Duration.ofMinutes(1));

  private static Finding find(Function<Call, Reply> script) throws InterruptedException {
    return new ScriptedAws(new ScriptedHttp(script))
        .find(
            FEW,
            ScriptedAws.subject(
                new Subject.Function("shop", "live"),
                ScriptedAws.NOW.minus(Duration.ofMinutes(20))));
  }

  private static Reply lines(int many, String next) {
    return Reply.ok(
        "{\"events\": [%s]%s}"
            .formatted(
                String.join(", ", Collections.nCopies(many, "{\"logStreamName\": \"s\"}")),
                next.isEmpty() ? "" : ", \"nextToken\": \"" + next + "\""));
  }

  /** What is asked for with the pattern, and all lines. */
  private static Function<Call, Reply> log(Reply errors, Reply all) {
    return call -> call.body().contains("filterPattern") ? errors : all;
  }

  @Test
  void aLogThatWasWrittenAndHasFewErrorsPasses() throws InterruptedException {
    assertThat(find(log(lines(2, ""), lines(9, ""))).result()).isEqualTo(Result.PASS);
  }

  @Test
  void errorsAreCountedThroughPagesOfWhichSomeAreEmpty() throws InterruptedException {
    Finding finding =
        find(call -> {
          if (call.body().contains("\"b\"")) {
            return lines(1, "");
          }
          return call.body().contains("\"a\"") ? lines(0, "b") : lines(2, "a");
        });

    assertThat(finding.result()).isEqualTo(Result.FAIL);
    assertThat(finding.reason()).contains("3 errors or more");
  }

  @Test
  void aLogWithoutALineSaysNothing() throws InterruptedException {
    assertThat(find(log(lines(0, ""), lines(0, ""))).result()).isEqualTo(Result.INCONCLUSIVE);
  }

  @Test
  void aLogGroupThatIsMissingFails() throws InterruptedException {
    Finding finding = find(_ -> new Reply(400, "{\"__type\": \"ResourceNotFoundException\"}"));

    assertThat(finding.result()).isEqualTo(Result.FAIL);
    assertThat(finding.reason()).isEqualTo("There is no log group '/shop'");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException",
    "500, InternalFailure",
    "503, ServiceUnavailableException"
  })
  void whatMayPassIsAskedAgainAndNotJudged(int status, String code) {
    assertThatThrownBy(() -> find(_ -> new Reply(status, "{\"__type\": \"%s\"}".formatted(code))))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void aPatternThatIsNoneIsAnErrorAndNotAskedAgain() {
    assertThatThrownBy(
            () -> find(_ -> new Reply(400, "{\"__type\": \"InvalidParameterException\"}")))
        .isInstanceOf(Refused.class);
  }

  /** Scenario 56. */
  @Test
  void aPermissionThatIsMissingIsNamedWithTheLog() {
    assertThatThrownBy(() -> find(_ -> new Reply(400, "{\"__type\": \"AccessDeniedException\"}")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("/shop")
        .hasMessageContaining("logs:FilterLogEvents");
  }
}
