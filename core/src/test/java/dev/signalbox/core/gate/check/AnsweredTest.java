package dev.signalbox.core.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.ImageFindings.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others say: logs, scans, functions, people. */
class AnsweredTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

  private static Finding judge(Probe probe, Measured measured) {
    var check =
        new Check("it", probe, Check.Mode.REQUIRED, Duration.ofMinutes(5), Check.Inconclusive.FAIL);
    return Judge.judge(check, measured);
  }

  /** Scenario 46. */
  @ParameterizedTest(name = "{0} errors in {1} lines after {2} s: {3}")
  @CsvSource({
    "0, 0, 60, INCONCLUSIVE",
    "0, 9, 60, INCONCLUSIVE",
    "0, 10, 60, PASS",
    "2, 10, 60, PASS",
    "3, 10, 60, FAIL",
    "3, 3, 1, FAIL",
    "0, 10, 59, WAIT",
    "0, 0, 0, WAIT",
  })
  void aLogPassesOnceItHasSpokenAndThereAreFewErrors(
      int errors, int lines, int seconds, Result result) {
    var log =
        new LogErrors("g", Optional.empty(), "ERROR", 2, 10, Duration.ofSeconds(60), Duration.ZERO);

    assertThat(judge(log, new LogLines(AT, AT.plusSeconds(seconds), errors, lines)).result())
        .isEqualTo(result);
  }

  private static Finding scan(boolean lenient, Image... images) {
    return judge(
        new ImageScan(Map.of("CRITICAL", 0, "HIGH", 1), lenient),
        new ImageFindings(List.of(images)));
  }

  private static Image image(String status, int critical, int high) {
    return new Image(
        "web", "shop@sha256:1", status, Map.of("CRITICAL", critical, "HIGH", high, "LOW", 99));
  }

  /** Scenario 47. */
  @ParameterizedTest
  @CsvSource({
    "COMPLETE, 0, 1, PASS",
    "ACTIVE, 0, 0, PASS",
    "COMPLETE, 1, 0, FAIL",
    "COMPLETE, 0, 2, FAIL",
    "IN_PROGRESS, 0, 0, WAIT",
    "PENDING, 0, 0, WAIT",
  })
  void anImageIsJudgedOnceItsScanIsOver(String status, int critical, int high, Result result) {
    assertThat(scan(false, image(status, critical, high)).result()).isEqualTo(result);
  }

  /** Moto says of every image that its scan is complete; AWS does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "FAILED",
        "UNSUPPORTED_IMAGE",
        "SCAN_ELIGIBILITY_EXPIRED",
        "FINDINGS_UNAVAILABLE",
        "LIMIT_EXCEEDED",
        "IMAGE_ARCHIVED",
        "it was never scanned",
        "NEW_STATUS",
        "null"
      })
  void anImageOfWhichNothingIsKnownIsNotSafe(String status) {
    assertThat(scan(false, image(status, 0, 0)).result()).isEqualTo(Result.FAIL);
    assertThat(scan(true, image(status, 0, 0)).result()).isEqualTo(Result.INCONCLUSIVE);
  }

  @Test
  void everyContainersImageCounts() {
    Image sidecar = new Image("proxy", "proxy@sha256:2", "COMPLETE", Map.of("CRITICAL", 3));

    assertThat(scan(false, image("COMPLETE", 0, 0), sidecar).reason())
        .isEqualTo(
            "proxy@sha256:2 of container 'proxy' has 3 findings of severity CRITICAL, not 0 at"
                + " most");
    assertThat(scan(false, image("IN_PROGRESS", 0, 0), sidecar).result()).isEqualTo(Result.FAIL);
    assertThat(scan(false).result()).isEqualTo(Result.WAIT);
  }

  private static Finding function(Optional<String> error, Optional<String> result) {
    return judge(
        new Custom("signalbox-check-a", Map.of()),
        new Invoked(error, result, "because", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "pass, PASS",
    "PASS, PASS",
    "fail, FAIL",
    "wait, WAIT",
    "inconclusive, INCONCLUSIVE",
    "ok, ERROR",
    "error, ERROR",
    "true, ERROR",
  })
  void aFunctionPassesByThatWordAlone(String word, Result result) {
    assertThat(function(Optional.empty(), Optional.of(word)).result()).isEqualTo(result);
  }

  /** Scenario 48. */
  @Test
  void aFunctionThatFailsOrSaysNothingDoesNotPass() {
    assertThat(function(Optional.of("Unhandled"), Optional.of("pass")).result())
        .isEqualTo(Result.ERROR);
    assertThat(function(Optional.empty(), Optional.empty()).result()).isEqualTo(Result.ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "signalbox-check-", "arn:aws:lambda:x", "signalbox-check-a/b"})
  void onlyFunctionsThatAreCalledChecksAreInvoked(String name) {
    assertThatThrownBy(() -> new Custom(name, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Finding person(Optional<Boolean> approved) {
    return judge(
        new Manual("Does it look right?"),
        new Decided(approved.map(a -> new Approvals.Decision(a, "jane", "I looked", AT))));
  }

  @Test
  void aPersonIsWaitedForAndNamed() {
    assertThat(person(Optional.empty()))
        .extracting(Finding::result, Finding::reason)
        .containsExactly(Result.WAIT, "Nobody has answered: Does it look right?");
    assertThat(person(Optional.of(true)))
        .extracting(Finding::result, Finding::reason)
        .containsExactly(Result.PASS, "Approved by jane: I looked");
    assertThat(person(Optional.of(false)).result()).isEqualTo(Result.FAIL);
  }

  /** What is stored is enough to say the same again, to the letter. */
  @Test
  void theSameMeasurementsSayTheSame() {
    assertThat(person(Optional.of(true))).isEqualTo(person(Optional.of(true)));
    assertThat(scan(false, image("COMPLETE", 1, 1)))
        .isEqualTo(scan(false, image("COMPLETE", 1, 1)));
  }
}
