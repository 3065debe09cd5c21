package dev.signalbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Verdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictSecretsTest {
  @Test
  void aVerdictHoldsNoSecretWhateverAnExceptionQuotes() {
    String message =
        "Cannot reach https://me:hunter2@shop.example/?token=abcdefgh: connection refused";
    var finding = new Finding("http", Result.ERROR, message, List.of());
    var verdict = new Verdict(Outcome.FAIL, "http: " + message, List.of(finding));

    assertThat(verdict.toString())
        .contains("https://[redacted]@shop.example/?token=[redacted]")
        .doesNotContain("hunter2", "abcdefgh");
  }

  @Test
  void aReasonWithoutEndIsCutOffAndStaysAsItIs() {
    for (String part : List.of("x", "token=a ", "password=\"ab\" ", "https://a:b@c/ ")) {
      for (int more = 0; more < 12; more++) {
        String reason = Verdict.plain(Outcome.FAIL, "y".repeat(more) + part.repeat(9_000)).reason();
        assertThat(reason.length()).isLessThan(5_000);
        assertThat(Verdict.plain(Outcome.FAIL, reason).reason()).isEqualTo(reason);
      }
    }
  }
}
