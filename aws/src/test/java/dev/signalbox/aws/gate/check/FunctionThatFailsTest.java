package dev.signalbox.aws.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.aws.client.ScriptedHttp;
import dev.signalbox.aws.client.ScriptedHttp.Reply;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Custom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenario 48: a function that checks and fails itself lets nothing pass. */
class FunctionThatFailsTest {
  private static final String PASS = "{\"result\": \"pass\", \"reason\": \"fine\"}";

  private static Finding find(Reply reply) throws InterruptedException {
    return new ScriptedAws(new ScriptedHttp(_ -> reply))
        .find(
            new Custom("signalbox-check-shop", Map.of()),
            ScriptedAws.subject(new Subject.Function("shop", "live"), ScriptedAws.NOW));
  }

  private static Map<String, String> error(String code) {
    return Map.of("x-amzn-ErrorType", code);
  }

  @Test
  void aFunctionThatSaysPassPasses() throws InterruptedException {
    assertThat(find(Reply.ok(PASS)).result()).isEqualTo(Result.PASS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Handled", "Unhandled"})
  void anErrorOfTheFunctionIsNoPassWhateverItSaysBesides(String kind) throws InterruptedException {
    Finding finding = find(new Reply(200, Map.of("X-Amz-Function-Error", kind), PASS));

    assertThat(finding.result()).isEqualTo(Result.ERROR);
    assertThat(finding.reason()).contains(kind);
  }

  @ParameterizedTest
  @CsvSource({"429, TooManyRequestsException", "500, ServiceException", "502, ENILimitReached"})
  void aFunctionThatCannotBeInvokedNowIsInvokedAgain(int status, String code) {
    assertThatThrownBy(() -> find(new Reply(status, error(code), "{}")))
        .isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({"404, ResourceNotFoundException", "413, RequestTooLargeException"})
  void aFunctionThatIsMissingIsNotInvokedAgain(int status, String code) {
    assertThatThrownBy(() -> find(new Reply(status, error(code), "{}")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("signalbox-check-shop");
  }

  /** Scenario 56. */
  @Test
  void aPermissionThatIsMissingIsNamedWithTheFunction() {
    assertThatThrownBy(() -> find(new Reply(403, error("AccessDeniedException"), "{}")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("signalbox-check-shop")
        .hasMessageContaining("lambda:InvokeFunction");
  }
}
