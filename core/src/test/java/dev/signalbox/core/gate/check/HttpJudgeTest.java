package dev.signalbox.core.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.Answers.Answered;
import dev.signalbox.core.gate.check.Answers.Exchange;
import dev.signalbox.core.gate.check.Answers.Forwarding;
import dev.signalbox.core.gate.check.Answers.Unanswered;
import dev.signalbox.core.gate.check.Http.Asking;
import dev.signalbox.core.gate.check.Http.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpJudgeTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final JsonPointer STATUS = new JsonPointer("/status");
  private static final Forwarding GREEN =
      new Forwarding("green", Optional.of("shop:12"), Map.of("green", 100, "blue", 0));

  private static Http http(int requests, Wanted wanted) {
    return new Http(
        new Http.ByListener(Http.Listener.TEST, "/health"),
        new Asking(requests, Duration.ZERO, Duration.ofSeconds(5), Map.of(), Optional.empty()),
        wanted);
  }

  private static Wanted json(int mayFail, Http.Latency... latencies) {
    return new Wanted(
        Statuses.SUCCESS,
        mayFail,
        Map.of("x-shop", "yes"),
        List.of(new Http.Value(STATUS, "ok")),
        List.of("shop"),
        List.of(latencies),
        Optional.of(Duration.ofDays(14)),
        Optional.of(new Http.Identity.InBody(new JsonPointer("/by"))));
  }

  private static Answered answered(int status, long millis) {
    return new Answered(
        AT,
        status,
        Duration.ofMillis(millis),
        Map.of("x-shop", "yes"),
        true,
        Map.of("/status", "ok", "/by", "shop:12"),
        List.of("shop"),
        Optional.of(AT.plus(Duration.ofDays(30))));
  }

  private static Finding judge(Http http, Forwarding forwarding, List<? extends Exchange> all) {
    var check =
        new Check("up", http, Check.Mode.REQUIRED, Duration.ofMinutes(1), Check.Inconclusive.FAIL);
    return Judge.judge(check, new Answers(List.copyOf(all), List.of(forwarding, forwarding)));
  }

  private static Finding judge(Http http, Exchange... all) {
    return judge(http, GREEN, List.of(all));
  }

  @Test
  void whatIsAsWantedPasses() {
    assertThat(judge(http(1, json(0)), answered(200, 10)))
        .extracting(Finding::result, Finding::reason)
        .containsExactly(Result.PASS, "1 of 1 answers were as wanted");
  }

  /** Scenario 29. */
  @ParameterizedTest
  @CsvSource({
    "100, 0, does not forward to the new version",
    "50, 50, forwards to the original as well",
    "0, 0, does not forward to the new version",
  })
  void anAnswerThatMayBeTheOriginalsProvesNothing(int blue, int green, String reason) {
    var forwarding =
        new Forwarding("green", Optional.of("shop:12"), Map.of("green", green, "blue", blue));

    assertThat(judge(http(1, json(0)), forwarding, List.of(answered(200, 1))))
        .extracting(Finding::result)
        .isEqualTo(Result.FAIL);
    assertThat(judge(http(1, json(0)), forwarding, List.of(answered(200, 1))).reason())
        .contains(reason);
  }

  /**
   * B13: AWS's sample for canaries takes it that there are two target groups, whose weights are
   * percents, and looks at nothing else.
   */
  @ParameterizedTest(name = "green {0}, blue {1}, another one {2}: {3}")
  @CsvSource({"1, 0, 0, PASS", "999, 0, 0, PASS", "999, 0, 1, FAIL", "33, 33, 33, FAIL"})
  void b13AnyNumberOfGroupsOfAnyWeightIsReadAsItIs(
      int green, int blue, int another, Result result) {
    var forwarding =
        new Forwarding(
            "green",
            Optional.of("shop:12"),
            Map.of("green", green, "blue", blue, "another", another));

    assertThat(judge(http(1, json(0)), forwarding, List.of(answered(200, 1))).result())
        .isEqualTo(result);
  }

  @Test
  void aListenerThatChangesMeanwhileProvesNothing() {
    var check =
        new Check(
            "up",
            http(1, Wanted.success()),
            Check.Mode.REQUIRED,
            Duration.ofMinutes(1),
            Check.Inconclusive.PASS);
    var blue = new Forwarding("green", Optional.empty(), Map.of("blue", 1));

    assertThat(
            Judge.judge(check, new Answers(List.of(answered(200, 1)), List.of(GREEN, blue)))
                .result())
        .isEqualTo(Result.FAIL);
    assertThat(Judge.judge(check, new Answers(List.of(answered(200, 1)), List.of(GREEN))).result())
        .isEqualTo(Result.FAIL);
  }

  /** B10: Flagger says 2xx, and takes 200, 201 and 202 only. */
  @ParameterizedTest
  @CsvSource({"200, true", "204, true", "299, true", "199, false", "302, false", "503, false"})
  void b10EverySuccessIsOne(int status, boolean passes) {
    assertThat(judge(http(1, Wanted.success()), answered(status, 1)).result())
        .isEqualTo(passes ? Result.PASS : Result.FAIL);
  }

  @Test
  void aStatusAloneIsNotEnoughWhereMoreIsWanted() {
    Answered page =
        new Answered(
            AT, 200, Duration.ZERO, Map.of(), false, Map.of(), List.of(), Optional.empty());
    Answered wrong =
        new Answered(
            AT,
            200,
            Duration.ZERO,
            Map.of("x-shop", "yes"),
            true,
            Map.of("/status", "degraded"),
            List.of(),
            Optional.empty());

    assertThat(judge(http(1, json(0)), page).reason()).contains("header x-shop is not there");
    assertThat(judge(http(1, json(0)), wrong).reason()).contains("/status is 'degraded', not 'ok'");
  }

  @Test
  void anAnswerOfSomebodyElseIsNotGreens() {
    Forwarding other = new Forwarding("green", Optional.of("shop:13"), Map.of("green", 1));
    Forwarding unknown = new Forwarding("green", Optional.empty(), Map.of("green", 1));

    assertThat(judge(http(1, json(0)), other, List.of(answered(200, 1))).reason())
        .contains("given by 'shop:12', not by 'shop:13'");
    assertThat(judge(http(1, json(0)), unknown, List.of(answered(200, 1))).result())
        .isEqualTo(Result.FAIL);
  }

  @Test
  void aCertificateThatSoonEndsIsFoundBeforeItDoes() {
    Answered soon =
        new Answered(
            AT.plus(Duration.ofDays(20)),
            200,
            Duration.ZERO,
            answered(200, 1).headers(),
            true,
            answered(200, 1).values(),
            List.of("shop"),
            Optional.of(AT.plus(Duration.ofDays(30))));

    assertThat(judge(http(1, json(0)), soon).reason()).contains("good until 2026-12-21");
  }

  @Test
  void someMayFailWhereThatIsSaid() {
    var broken = new Unanswered(AT, "it broke off");

    assertThat(judge(http(2, json(1)), answered(200, 1), broken).result()).isEqualTo(Result.PASS);
    assertThat(judge(http(2, json(0)), answered(200, 1), broken))
        .extracting(Finding::result, Finding::reason)
        .containsExactly(Result.FAIL, "1 of 2 answers were not as wanted: it broke off");
  }

  @Test
  void noAnswerIsTheSlowestOne() {
    List<Exchange> all = new ArrayList<>();
    for (int i = 1; i <= 19; i++) {
      all.add(answered(200, i));
    }
    all.add(new Unanswered(AT, "it broke off"));
    var p95 = new Http.Latency(new Percentile(95), Duration.ofMillis(19));
    var p99 = new Http.Latency(new Percentile(99), Duration.ofMillis(19));

    assertThat(judge(http(20, json(1, p95)), GREEN, all).result()).isEqualTo(Result.PASS);
    assertThat(judge(http(20, json(1, p95, p99)), GREEN, all).reason())
        .isEqualTo("p99 is no answer, more than 19 ms");
  }

  @Test
  void fewerRequestsThanWantedProveNothing() {
    assertThat(judge(http(3, Wanted.success()), answered(200, 1)).result())
        .isEqualTo(Result.INCONCLUSIVE);
    assertThat(judge(http(3, Wanted.success())).result()).isEqualTo(Result.INCONCLUSIVE);
    assertThat(judge(http(3, Wanted.success()), answered(500, 1)).result()).isEqualTo(Result.FAIL);
  }

  /** Scenario 33: what begins as a path must not end as a header, or at another host. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "health",
        "/a b",
        "/a\r\nX-Admin: 1",
        "/a\nHost: evil.example",
        "/\u00fc",
        "/\u0000",
        "/a#b",
        "http://evil.example/",
        "@evil.example/",
        "/\\evil.example"
      })
  void whatIsMoreThanAPathIsNone(String path) {
    assertThatThrownBy(() -> new Http.ByListener(Http.Listener.TEST, path))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
