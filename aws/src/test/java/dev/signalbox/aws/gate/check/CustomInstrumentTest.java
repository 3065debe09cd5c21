package dev.signalbox.aws.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.aws.client.CannedHttp;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Custom;
import dev.signalbox.core.gate.check.Invoked;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class CustomInstrumentTest {
  private static Invoked answering(String payload) {
    // What has no target in a header is answered as this operation is.
    var http = new CannedHttp(Map.of("AssumeRole", payload));
    var connection =
        new Connection(
            software.amazon.awssdk.regions.Region.EU_WEST_1,
            Optional.empty(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
            http);
    var subject =
        new Subject(
            new Hook.CodeDeploy("d-1", "e-1"),
            new AccountId("111122223333"),
            new Region("eu-west-1"),
            new Guarded.DeploymentGroup("shop", "prod"),
            Moment.BEFORE_TRAFFIC,
            new Subject.Function("shop", "live"),
            Optional.empty(),
            Optional.empty(),
            Subject.Listeners.NONE,
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(60));
    return (Invoked)
        new CustomInstrument(new Services(connection))
            .observe(
                new Custom("signalbox-check-shop", Map.of("ü", "\n")),
                subject,
                Instant.EPOCH.plusSeconds(60));
  }

  @Test
  void whatTheFunctionSaysIsKept() {
    Invoked invoked =
        answering(
            """
            {"result": "fail", "reason": "3 orders are lost", "figures": {"lost": 3, "x": "no", "n": "NaN"}}
            """);

    assertThat(invoked.error()).isEmpty();
    assertThat(invoked.result()).contains("fail");
    assertThat(invoked.reason()).isEqualTo("3 orders are lost");
    assertThat(invoked.figures()).containsExactly(new Figure("lost", 3, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "{", "{} {}"})
  void anAnswerThatIsNoJsonIsAFailure(String payload) {
    assertThat(answering(payload).error()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{}", "\"pass\"", "{\"result\": [\"pass\"]}", "true"})
  void anAnswerOfAnotherShapeSaysNothing(String payload) {
    assertThat(answering(payload).result()).isEmpty();
  }

  @Test
  void anAnswerOfMegabytesIsAFailure() {
    assertThat(
            answering("{\"result\": \"pass\", \"x\": \"" + "x".repeat(6_000_000) + "\"}").error())
        .hasValueSatisfying(error -> assertThat(error).contains("longer than"));
  }
}
