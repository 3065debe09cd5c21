package dev.signalbox.aws.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.core.evidence.Bundle;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Passing;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.check.Answers;
import dev.signalbox.core.gate.check.Answers.Answered;
import dev.signalbox.core.gate.check.Answers.Exchange;
import dev.signalbox.core.gate.check.Answers.Forwarding;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Steady;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TargetStates;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          boolean.class,
          int.class,
          long.class,
          double.class,
          Boolean.class,
          Integer.class,
          Long.class,
          Double.class,
          Instant.class,
          Duration.class,
          URI.class);
  private static final Set<Class<?>> CONTAINERS =
      Set.of(Optional.class, List.class, Set.class, Map.class);

  private static Check check(String name, Http http) {
    return new Check(name, http, Mode.REQUIRED, Duration.ofMinutes(5), Inconclusive.FAIL);
  }

  private static Gate gate(Check... checks) {
    return new Gate(
        "shop",
        new Guarded(new Guarded.DeploymentGroup("shop", "prod"), Set.of(Moment.AFTER_TEST_TRAFFIC)),
        List.of(checks),
        new Passing.All(),
        Duration.ofMinutes(15),
        false,
        Optional.empty());
  }

  private static Recorded recorded(Verdict verdict) {
    return new Recorded(
        new Hook.CodeDeploy("d-1", "eyJ"),
        Optional.empty(),
        Optional.of("shop"),
        Optional.of("v1"),
        verdict,
        NOW);
  }

  private static Answers answers(Map<String, String> headers, int... statuses) {
    var forwarding = new Forwarding("green", Optional.empty(), Map.of("green", 100, "blue", 0));
    List<Exchange> exchanges = new ArrayList<>();
    for (int status : statuses) {
      exchanges.add(
          new Answered(
              NOW.plusMillis(exchanges.size()),
              status,
              Duration.ofNanos(12_345_678),
              headers,
              true,
              Map.of(),
              List.of(),
              Optional.empty()));
    }
    return new Answers(exchanges, List.of(forwarding, forwarding));
  }

  private static Bundle bundle(Gate gate, Verdict verdict, Map<String, Observation> observed) {
    return Kept.of(
            "0.1.0", recorded(verdict), gate, List.of(turn("d-1", NOW, gate, verdict, observed)))
        .bundle();
  }

  private static PastTurn turn(
      String deployment,
      Instant from,
      Gate gate,
      Verdict verdict,
      Map<String, Observation> observed) {
    var subject =
        new Subject(
            new Hook.CodeDeploy(deployment, "eyJ"),
            new AccountId("111111111111"),
            new Region("eu-west-1"),
            gate.on().place(),
            Moment.AFTER_TEST_TRAFFIC,
            new Subject.Service("main", "shop"),
            Optional.empty(),
            Optional.empty(),
            Subject.Listeners.NONE,
            NOW,
            NOW.plusSeconds(3600));
    return new PastTurn(
        gate.name(),
        "v1",
        subject,
        subject.deadline(),
        from,
        from.plusSeconds(60),
        verdict,
        observed,
        Map.of());
  }

  private static String text(Bundle bundle) {
    return new String(bundle.zip(), UTF_8);
  }

  /** A kind of check that cannot be kept would be found out by its first verdict. */
  @Test
  void everyKindOfCheckAndOfMeasurementCanBeKept() {
    Set<Class<?>> seen = new HashSet<>();
    keepable(Kept.class, seen);
    assertThat(seen).contains(Http.class, Answers.class, TargetStates.class);
  }

  private static void keepable(Type type, Set<Class<?>> seen) {
    if (type instanceof ParameterizedType generic) {
      assertThat(generic.getRawType()).isIn(CONTAINERS);
      for (Type argument : generic.getActualTypeArguments()) {
        keepable(argument, seen);
      }
      return;
    }
    Class<?> one = (Class<?>) type;
    if (PLAIN.contains(one) || one.isEnum() || !seen.add(one)) {
      return;
    }
    if (one.isInterface() && one.isSealed()) {
      for (Class<?> permitted : one.getPermittedSubclasses()) {
        keepable(permitted, seen);
      }
      return;
    }
    assertThat(one).matches(Class::isRecord, "a record");
    for (RecordComponent component : one.getRecordComponents()) {
      keepable(component.getGenericType(), seen);
    }
  }

  @Test
  void anyVerdictComesOutTheSameFromWhatIsStored() {
    Random random = new Random(4);
    int[] all = {200, 200, 204, 301, 404, 500, 503};
    for (int round = 0; round < 300; round++) {
      Gate gate = gate(check("a", new Http("/a", 200)), check("b", new Http("/b?q=%20", 204)));
      Map<String, Observation> observed =
          Map.of(
              "a",
              answers(Map.of(), random.ints(random.nextInt(4), 0, 7).map(i -> all[i]).toArray()),
              "b",
              random.nextBoolean()
                  ? answers(Map.of(), all[random.nextInt(7)])
                  : new Observation.Unmeasured("refused \"\n\u202e"));
      List<Finding> found =
          gate.checks().stream()
              .map(c -> Judge.judge(c, Optional.ofNullable(observed.get(c.name())).orElseThrow()))
              .toList();
      Verdict verdict = Verdict.of(gate, found);

      Kept kept = Kept.from(bundle(gate, verdict, observed));
      assertThat(Kept.json(kept.replay().verdict())).isEqualTo(Kept.json(verdict));
    }
  }

  @Test
  void whatWasStillOpenAtTheDeadlineIsSoAgain() {
    Check check =
        new Check(
            "targets",
            new TargetHealth(1, Steady.USUAL),
            Mode.REQUIRED,
            Duration.ofMinutes(5),
            Inconclusive.FAIL);
    Observation observation =
        new TargetStates(
            List.of(
                new TargetStates.Sample(
                    NOW, List.of(new TargetStates.Target("i", "initial", Optional.empty())))));
    Verdict verdict = Verdict.atDeadline(gate(check), List.of(Judge.judge(check, observation)));

    Kept kept = Kept.from(bundle(gate(check), verdict, Map.of("targets", observation)));
    assertThat(verdict.reason()).contains("No answer by the deadline");
    assertThat(kept.replay().agrees()).isTrue();
  }

  @Test
  void whatAnEarlierTurnHadFoundIsTakenOverAndToldSo() {
    Check check = check("health", new Http("/health", 200));
    Verdict verdict =
        Verdict.of(gate(check), List.of(Finding.of(check, Finding.Result.PASS, "was well")));

    Kept kept = Kept.from(bundle(gate(check), verdict, Map.of()));
    assertThat(kept.replay().agrees()).isTrue();
    assertThat(kept.replay().unmeasured()).containsExactly("health");
  }

  @Test
  void secretsOfHeadersAndUrlsAreInNoFileOfTheBundle() {
    Map<String, String> headers = Map.of("authorization", "Bearer abcdefgh1234");
    Http http =
        new Http(
            new Http.ByAddress(
                URI.create("https://me:hunter2hunter2@shop.example/?token=ttttttt9")),
            new Http.Asking(1, Duration.ZERO, Duration.ofSeconds(5), headers, Optional.empty()),
            Http.Wanted.success());
    Check check = check("health", http);
    Observation observed =
        new Observation.Unmeasured(
            "https://me:hunter2hunter2@shop.example/ said ghp_" + "a1B2".repeat(9));
    Bundle bundle =
        bundle(
            gate(check),
            Verdict.of(gate(check), List.of(Judge.judge(check, observed))),
            Map.of("health", observed));

    assertThat(text(bundle))
        .contains("[redacted]", "shop.example")
        .doesNotContain("hunter2", "abcdefgh", "ttttttt9", "a1B2a1B2");
    assertThat(Kept.from(bundle).replay().agrees()).isTrue();
    assertThat(bundle.file(Kept.CAVEAT)).isEmpty();
  }

  /** Taking a secret out must never make a pass of a failure without anybody knowing. */
  @Test
  void aVerdictThatRestsOnASecretSaysThatItCannotBeJudgedAgain() {
    Http.Wanted wanted = Http.Wanted.success();
    Http http =
        new Http(
            new Http.ByListener(Http.Listener.TEST, "/"),
            Http.Asking.ONCE,
            new Http.Wanted(
                wanted.statuses(),
                0,
                Map.of("set-cookie", "sid=wanted"),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    Check check = check("cookie", http);
    Answers answers = answers(Map.of("set-cookie", "sid=other"), 200);
    Verdict verdict = Verdict.of(gate(check), List.of(Judge.judge(check, answers)));
    Bundle bundle = bundle(gate(check), verdict, Map.of("cookie", answers));

    assertThat(verdict.passes()).isFalse();
    assertThat(bundle.file(Kept.CAVEAT)).isPresent();
    assertThat(Kept.from(bundle).recorded().verdict()).isEqualTo(verdict);
    assertThat(Kept.from(bundle).replay().agrees()).isFalse();
  }

  @Test
  void textWithoutEndIsCutOff() {
    Check check = check("health", new Http("/", 200));
    Observation observed = new Observation.Unmeasured("x".repeat(5_000_000));
    Verdict verdict = Verdict.of(gate(check), List.of(Judge.judge(check, observed)));

    assertThat(bundle(gate(check), verdict, Map.of("health", observed)).zip().length)
        .isLessThan(Bundle.LARGEST);
  }

  @Test
  void turnsWithoutEndMakeNoBundleWithoutEnd() {
    Check check = check("health", new Http("/", 200));
    Observation much = answers(Map.of(), new int[400]);
    Verdict verdict = Verdict.of(gate(check), List.of(Judge.judge(check, much)));
    List<PastTurn> turns =
        IntStream.range(0, 80)
            .mapToObj(
                i -> turn("d-1", NOW.plusSeconds(i), gate(check), verdict, Map.of("health", much)))
            .toList();

    Bundle bundle = Kept.of("0.1.0", recorded(verdict), gate(check), turns).bundle();
    assertThat(bundle.zip().length).isLessThan(Bundle.LARGEST);
    Kept kept = Kept.from(bundle);
    assertThat(kept.turns()).hasSize(80);
    assertThat(kept.turns().getFirst().observed()).hasSize(0);
    assertThat(kept.turns().getLast().observed()).hasSize(1);
    assertThat(kept.replay().agrees()).isTrue();
  }

  /** Scenario 51: what the bucket did not take, the log has. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "\ud83d\ude80"})
  void evidenceThatNobodyTookIsALineOfTheLogAndNoLongerThanThatMayBe(String much)
      throws IOException {
    Check check = check("health", new Http("/", 200));
    Observation observed =
        answers(Map.of("cookie", "sid=hunter2hunter2", "x", much.repeat(20_000)), 503);
    Verdict verdict = Verdict.of(gate(check), List.of(Judge.judge(check, observed)));
    Kept kept =
        Kept.of(
            "0.1.0",
            recorded(verdict),
            gate(check),
            IntStream.range(0, 14)
                .mapToObj(i ->
                    turn(
                        "d-1",
                        NOW.plusSeconds(i),
                        gate(check),
                        verdict,
                        Map.of("health", observed)))
                .toList());

    Map<String, String> entries = EvidenceLog.inlined(kept, "access denied");
    // As every character outside ASCII is escaped that somebody may not see.
    String line =
        JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writeValueAsString(entries);
    assertThat(line.getBytes(UTF_8)).hasSizeLessThan(256 * 1024);
    assertThat(line).doesNotContain("hunter2");
    assertThat(entries)
        .containsEntry("verdict", new String(Kept.json(verdict), UTF_8))
        .containsEntry("reason", "access denied");
    assertThat(entries.get("evidence")).startsWith("{\"format\":2").contains("\u2026 and ");
  }
}
