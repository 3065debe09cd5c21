package dev.signalbox.core.gate;

import static dev.signalbox.core.gate.Gated.HOOK;
import static dev.signalbox.core.gate.Gated.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.evidence.Replay;
import dev.signalbox.core.gate.Answer.Said;
import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.check.Alarms;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Need;
import dev.signalbox.core.gate.check.Need.Lack;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Preflight;
import dev.signalbox.core.gate.check.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whether gates can be passed at all is known before anything is measured. */
class PreflightTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(5), Duration.ofSeconds(5), Duration.ofMillis(20), true);
  private static final Observation DENIED =
      new Observation.Unmeasured("access denied: cloudwatch:DescribeAlarms on alarm:gone");
  private static final Observation MISSING = new Observation.Missing("There is no alarm 'gone'");

  private final VerdictsInMemory verdicts = new VerdictsInMemory();
  private final AtomicInteger looks = new AtomicInteger();
  private Observation instead = MISSING;
  private Duration waits = Duration.ofHours(1);

  /** What is measured passes, and there is no alarm 'gone'. */
  private final class Fine implements Instrument {
    @Override
    public Observation observe(Probe probe, Subject subject, Instant deadline) {
      return Gated.FINE;
    }

    @Override
    public List<Lack> lacking(Set<Need> needs, Subject subject) {
      looks.incrementAndGet();
      return needs.stream()
          .filter(new Need.Alarm("gone")::equals)
          .map(need -> new Lack(need, instead))
          .toList();
    }
  }

  private static Check alarm(String name, Mode mode, Duration watch) {
    return new Check(
        "alarm-" + name,
        new Alarms(List.of(name), watch, Duration.ofSeconds(1), Alarms.Silence.INCONCLUSIVE, false),
        mode,
        Duration.ofMinutes(10),
        Inconclusive.FAIL);
  }

  private static Check alarm(String name) {
    return alarm(name, Mode.REQUIRED, Duration.ZERO);
  }

  private static Gate gate(String name, Moment moment, Passing passing, Check... checks) {
    return new Gate(
        name,
        new Guarded(PROD, Set.of(moment)),
        List.of(checks),
        passing,
        Duration.ofMinutes(30),
        false,
        Optional.empty());
  }

  private static Gate now(Check... checks) {
    return gate("now", Moment.AFTER_TEST_TRAFFIC, new Passing.All(), checks);
  }

  private static Gate later(Passing passing, Check... checks) {
    return gate("later", Moment.AFTER_TRAFFIC, passing, checks);
  }

  private Said answer(Instrument instrument, Gate... gates) {
    var keeper =
        new Gatekeeper(
            () -> Gated.definition(gates), verdicts, new Examiner(instrument, CLOCK, QUICK), CLOCK);
    Instant turn = CLOCK.instant().plusSeconds(60);
    Instant since = CLOCK.instant();
    return (Said)
        keeper.answer(
            HOOK,
            new Deployments<>() {
              @Override
              public Asked ask(Hook.CodeDeploy hook) {
                return new Asked.Open(Gated.subject(since, since.plus(waits)));
              }

              @Override
              public boolean isOver(Hook.CodeDeploy hook) {
                return false;
              }
            },
            new Gatekeeper.Time(turn, turn.plusSeconds(1)));
  }

  private Verdict verdict(Gate... gates) {
    return answer(new Fine(), gates).recorded().verdict();
  }

  @Test
  void whatALaterGateLacksFailsTheFirstHook() {
    Verdict verdict = verdict(now(Gated.check("ok")), later(new Passing.All(), alarm("gone")));

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.reason())
        .isEqualTo("Gate 'later' would stop it: alarm-gone: There is no alarm 'gone'");
    assertThat(verdict.findings()).extracting(Finding::check).containsExactly("preflight");
  }

  /** Scenario 56. */
  @Test
  void aMissingPermissionIsNamedByTheCheckThatNeedsIt() {
    instead = DENIED;

    Verdict verdict = verdict(now(Gated.check("ok"), alarm("gone")));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.reason())
        .isEqualTo(
            "Gate 'now' would stop it: alarm-gone: access denied: cloudwatch:DescribeAlarms on"
                + " alarm:gone");
  }

  @Test
  void whatLiesBehindIsNotLookedFor() {
    assertThat(
            verdict(
                    now(Gated.check("ok")),
                    gate("before", Moment.BEFORE_INSTALL, new Passing.All(), alarm("gone")))
                .passes())
        .isTrue();
  }

  @Test
  void aGateThatPassesWithoutItIsNotRefused() {
    Check dry = alarm("gone", Mode.DRY_RUN, Duration.ZERO);

    assertThat(
            verdict(
                    now(Gated.check("ok")),
                    later(new Passing.Any(), alarm("gone"), alarm("there")),
                    gate("dry", Moment.BEFORE_TRAFFIC, new Passing.All(), alarm("there"), dry))
                .passes())
        .isTrue();
  }

  @Test
  void aGateThatIsSkippedLacksNothing() {
    Gate gate = later(new Passing.All(), alarm("gone"));
    var skip = new Gate.Skip("jane", "no alarms yet", CLOCK.instant().plusSeconds(60));

    assertThat(
            verdict(
                    now(Gated.check("ok")),
                    new Gate(
                        gate.name(),
                        gate.on(),
                        gate.checks(),
                        gate.passing(),
                        gate.budget(),
                        false,
                        Optional.of(skip)))
                .passes())
        .isTrue();
  }

  @Test
  void whatTakesLongerThanThereIsTimeIsNotBegun() {
    waits = Duration.ofMinutes(9);

    Verdict verdict = verdict(now(alarm("there", Mode.REQUIRED, Duration.ofMinutes(10))));

    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.reason())
        .startsWith("Gate 'now' would stop it: alarm-there: it takes 600 s at least and has 5");
  }

  @Test
  void whatTakesAllTheTimeThereIsMayBegin() {
    Check tenMinutes = alarm("there", Mode.REQUIRED, Duration.ofMinutes(10));

    assertThat(verdict(now(Gated.check("ok")), later(new Passing.All(), tenMinutes)).passes())
        .isTrue();
  }

  @Test
  void oneLooksOnceAndNotAtEveryTurn() {
    Instant now = CLOCK.instant();
    verdicts.claim(HOOK, now, now.plusSeconds(1));
    verdicts.pause(HOOK, List.of(Finding.of(Gated.check("ok"), Finding.Result.WAIT, "wait")), now);

    assertThat(verdict(now(Gated.check("ok"))).passes()).isTrue();
    assertThat(looks).hasValue(0);
  }

  @Test
  void whoCannotLookLeavesItToTheChecks() {
    Instrument broken =
        new Instrument() {
          @Override
          public Observation observe(Probe probe, Subject subject, Instant deadline) {
            return Gated.FINE;
          }

          @Override
          public List<Lack> lacking(Set<Need> needs, Subject subject) {
            throw new IllegalStateException("a bug");
          }
        };

    assertThat(answer(broken, now(Gated.check("ok"))).recorded().verdict().passes()).isTrue();
  }

  @Test
  void whatWasSeenIsKeptAndSaysTheSameAgain() {
    Said said = answer(new Fine(), now(Gated.check("ok")), later(new Passing.All(), alarm("gone")));
    var turn = said.turn().orElseThrow();

    assertThat(turn.turn().observed()).containsOnlyKeys(Preflight.NAME);
    assertThat(new Replay(turn.gate(), turn.turn().observed(), said.recorded().verdict()).agrees())
        .isTrue();
  }

  @Test
  void whatPassesKeepsWhatWasSeenBefore() {
    var turn = answer(new Fine(), now(Gated.check("ok"))).turn().orElseThrow();

    assertThat(turn.turn().observed()).containsOnlyKeys(Preflight.NAME, "ok");
  }

  @Test
  void noCheckIsCalledAsWhatEveryGateDoes() {
    assertThatThrownBy(() -> now(Gated.check("preflight")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
