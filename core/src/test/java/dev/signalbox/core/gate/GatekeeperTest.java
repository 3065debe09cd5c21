package dev.signalbox.core.gate;

import static dev.signalbox.core.gate.Gated.BROKEN;
import static dev.signalbox.core.gate.Gated.FINE;
import static dev.signalbox.core.gate.Gated.HOOK;
import static dev.signalbox.core.gate.Gated.check;
import static dev.signalbox.core.gate.Gated.definition;
import static dev.signalbox.core.gate.Gated.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatekeeperTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(20), true);
  private static final Duration SLICE = Duration.ofMillis(200);

  private final VerdictsInMemory verdicts = new VerdictsInMemory();
  private Declared definition = definition(gate(check("ok")));
  private Instant since = CLOCK.instant();

  /** A deployment that says what it is told to say. */
  private record Says(Supplier<Asked> asked, boolean isOver)
      implements Deployments<Hook.CodeDeploy> {
    @Override
    public Asked ask(Hook.CodeDeploy hook) {
      return asked.get();
    }

    @Override
    public boolean isOver(Hook.CodeDeploy hook) {
      return isOver;
    }
  }

  private Says waits() {
    return waits(Duration.ofHours(1));
  }

  private Says waits(Duration time) {
    return new Says(() -> new Asked.Open(Gated.subject(since, since.plus(time))), false);
  }

  private Gatekeeper keeper(Instrument instrument) {
    return new Gatekeeper(
        () -> definition, verdicts, new Examiner(instrument, CLOCK, QUICK), CLOCK);
  }

  private Answer answer(Instrument instrument, Deployments<Hook.CodeDeploy> deployment) {
    return answer(instrument, deployment, SLICE);
  }

  private Answer answer(
      Instrument instrument, Deployments<Hook.CodeDeploy> deployment, Duration slice) {
    Instant turn = CLOCK.instant().plus(slice);
    return keeper(instrument).answer(HOOK, deployment, new Gatekeeper.Time(turn, turn.plus(slice)));
  }

  private static Verdict verdict(Answer answer) {
    return ((Answer.Said) answer).recorded().verdict();
  }

  private static Instrument never() {
    return (_, _, _) -> {
      throw new AssertionError("Nothing is to be measured");
    };
  }

  @Test
  void whatPassesIsOnRecordWithWhatItIsAbout() {
    Answer answer = answer(Gated.always(FINE), waits());

    Recorded recorded = verdicts.of(HOOK.id()).orElseThrow();
    assertThat(verdict(answer).passes()).isTrue();
    assertThat(recorded.gate()).contains("shop");
    assertThat(recorded.definition()).contains("v1");
    assertThat(recorded.subject()).map(Subject::moment).contains(Moment.AFTER_TEST_TRAFFIC);
  }

  /** Scenario 1. */
  @Test
  void theSameEventTwiceIsMeasuredOnceAndToldTheSame() {
    var measured = new AtomicInteger();
    Instrument once =
        (_, _, _) -> {
          measured.incrementAndGet();
          return BROKEN;
        };

    Verdict first = verdict(answer(once, waits()));

    assertThat(verdict(answer(never(), waits()))).isEqualTo(first);
    assertThat(first.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(measured).hasValue(1);
  }

  /** Scenario 2. */
  @Test
  void theSameEventTwiceAtOnceIsAnsweredByOne() throws InterruptedException {
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    Instrument slow =
        (_, _, _) -> {
          entered.countDown();
          leave.await();
          return FINE;
        };
    Thread first = Thread.startVirtualThread(() -> answer(slow, waits(), Duration.ofMinutes(1)));
    entered.await();

    assertThat(answer(never(), waits())).isInstanceOf(Answer.Elsewhere.class);

    leave.countDown();
    first.join();
    assertThat(verdicts.of(HOOK.id())).map(r -> r.verdict().passes()).contains(true);
  }

  /** Scenario 3. */
  @Test
  void aRetryDoesNotFlipWhatWasSaidOfACrash() {
    verdicts.claim(HOOK, CLOCK.instant(), CLOCK.instant().plusSeconds(900));
    Verdict crash =
        keeper(never()).crashed(HOOK, "Runtime exited: signal: killed").recorded().verdict();

    assertThat(crash.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(crash.reason()).contains("signal: killed");
    assertThat(verdict(answer(Gated.always(FINE), waits()))).isEqualTo(crash);
  }

  @Test
  void aCrashAfterTheVerdictDoesNotChangeIt() {
    Verdict said = verdict(answer(Gated.always(FINE), waits()));

    assertThat(keeper(never()).crashed(HOOK, "killed").recorded().verdict()).isEqualTo(said);
  }

  /** Scenario 4. */
  @ParameterizedTest(name = "of {0} s the last {1} s are for reporting")
  @CsvSource({"900, 30", "120, 30", "60, 30", "40, 20", "2, 1", "0, 0"})
  void theEndOfACallsTimeIsForReporting(int left, int toReport) {
    var time = Gatekeeper.Time.left(Duration.ofSeconds(left), since);

    assertThat(time.end()).isEqualTo(since.plusSeconds(left));
    assertThat(time.turn()).isEqualTo(time.end().minusSeconds(toReport));
  }

  /** Scenarios 4 and 5. */
  @Test
  void aCheckThatHangsBeyondTheDeadlineIsAnsweredInTime() {
    Answer answer = answer((_, _, _) -> Gated.hangForever(), waits(SLICE), Duration.ofMinutes(1));

    assertThat(verdict(answer).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict(answer).reason()).contains("ok: No answer by the deadline");
  }

  @Test
  void whatOneTurnCannotTellTheNextTurnGoesOnWith() {
    var tries = new AtomicInteger();
    Instrument slow =
        (_, _, until) -> {
          if (tries.incrementAndGet() == 1) {
            Gated.hangForever();
          }
          return FINE;
        };

    assertThat(answer(slow, waits())).isInstanceOf(Answer.Later.class);
    assertThat(verdicts.overdue(CLOCK.instant().plusSeconds(1))).hasSize(1);
    assertThat(verdict(answer(slow, waits())).passes()).isTrue();
  }

  /** Scenario 8. */
  @Test
  void aDeploymentThatIsOverIsNotMeasured() {
    Answer answer = answer(never(), new Says(() -> new Asked.Over("d-1 is Stopped"), false));

    assertThat(verdict(answer)).isEqualTo(Verdict.plain(Outcome.INCONCLUSIVE, "d-1 is Stopped"));
  }

  /** Scenario 9. */
  @Test
  void aDeploymentThatIsStoppedMeanwhileIsNoticed() {
    Answer answer =
        answer(
            (_, _, _) -> Gated.hangForever(),
            new Says(waits().asked(), true),
            Duration.ofMinutes(5));

    assertThat(verdict(answer).reason()).isEqualTo("The deployment does not wait any more");
    assertThat(verdict(answer).passes()).isFalse();
  }

  /** Scenario 10. */
  @Test
  void aRollbackIsNeverBlockedNotEvenWithoutADefinition() {
    definition = definition();

    Answer answer = answer(never(), new Says(() -> new Asked.Rollback("of d-2"), false));

    assertThat(verdict(answer).passes()).isTrue();
    assertThat(verdict(answer).reason()).isEqualTo("A rollback is never blocked: of d-2");
  }

  /** Scenario 11. */
  @Test
  void whatCannotBeToldFails() {
    Answer answer =
        answer(
            never(), new Says(() -> new Asked.Unclear("Cannot tell the lifecycle event"), false));

    assertThat(verdict(answer))
        .isEqualTo(Verdict.plain(Outcome.FAIL, "Cannot tell the lifecycle event"));
  }

  @Test
  void whatMayNotBeAskedFailsAndNamesThePermission() {
    Answer answer =
        answer(
            never(),
            new Says(
                () -> {
                  throw new Refused("Cannot read d-1: access denied. codedeploy:GetDeployment?");
                },
                false));

    assertThat(verdict(answer).outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict(answer).reason()).contains("codedeploy:GetDeployment");
  }

  @Test
  void whatCannotBeAskedUntilTheTimeIsUpFails() {
    Answer answer =
        answer(
            never(),
            new Says(
                () -> {
                  throw new Unavailable("status 503");
                },
                false));

    assertThat(verdict(answer)).isEqualTo(Verdict.plain(Outcome.FAIL, "status 503"));
  }

  /** Scenario 49. */
  @Test
  void withoutAGateItFailsAndSaysWhere() {
    definition = definition();

    assertThat(verdict(answer(never(), waits())))
        .isEqualTo(
            Verdict.plain(Outcome.FAIL, "No gate is declared for shop/prod at after-test-traffic"));
  }

  @Test
  void withoutAReadableDefinitionItDoesNotPass() {
    var keeper =
        new Gatekeeper(
            () -> {
              throw new Unavailable("There is no readable definition");
            },
            verdicts,
            new Examiner(never(), CLOCK, QUICK),
            CLOCK);
    Instant turn = CLOCK.instant().plus(SLICE);

    Answer answer = keeper.answer(HOOK, waits(), new Gatekeeper.Time(turn, turn));

    assertThat(verdict(answer).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict(answer).reason()).contains("There is no readable definition");
  }

  @Test
  void twoGatesForOneQuestionAnswerNo() {
    definition = definition(gate(check("a")), gate(check("b")));

    assertThat(verdict(answer(never(), waits())).reason()).startsWith("More than one gate");
  }

  /** Scenario 15: what the definition allows is no more than what the deployment does. */
  @Test
  void noBudgetIsLongerThanTheDeploymentWaits() {
    Answer answer = answer((_, _, _) -> Gated.hangForever(), waits(Duration.ZERO));

    assertThat(verdict(answer).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  /** Scenario 16. */
  @Test
  void anEventThatComesLateHasOnlyTheTimeThatIsLeft() {
    since = CLOCK.instant().minus(Duration.ofMinutes(59));

    Answer answer =
        answer(
            (_, _, _) -> Gated.hangForever(),
            waits(Duration.ofMinutes(59).plus(SLICE)),
            Duration.ofMinutes(5));

    assertThat(verdict(answer).reason()).contains("No answer by the deadline");
  }

  @Test
  void aChecksBudgetGoesOnThroughAllTurns() {
    definition = definition(gate(check("ok", Mode.REQUIRED, Duration.ofSeconds(1))));
    verdicts.claim(HOOK, CLOCK.instant().minusSeconds(1), CLOCK.instant());

    Answer answer =
        answer(
            (_, _, _) -> new Observation.CutOff("still nothing"), waits(), Duration.ofMinutes(1));

    assertThat(verdict(answer).reason()).isEqualTo("ok: still nothing");
  }

  /** Scenario 55. */
  @Test
  void aSkippedGatePassesAndSaysWhoAnswersForIt() {
    Gate real = gate(check("ok"));
    Gate.Skip skip =
        new Gate.Skip("jane", "the payment provider is down", CLOCK.instant().plusSeconds(60));
    definition = definition(skipped(real, skip));

    Verdict verdict = verdict(answer(never(), waits()));

    assertThat(verdict.passes()).isTrue();
    assertThat(verdict.reason()).contains("skipped", "jane", "the payment provider is down");
  }

  @Test
  void aSkipThatIsOverIsNone() {
    definition =
        definition(
            skipped(
                gate(check("ok")), new Gate.Skip("jane", "once", CLOCK.instant().minusSeconds(1))));

    assertThat(verdict(answer(Gated.always(BROKEN), waits())).passes()).isFalse();
  }

  private static Gate skipped(Gate gate, Gate.Skip skip) {
    return new Gate(
        gate.name(),
        gate.on(),
        gate.checks(),
        gate.passing(),
        gate.budget(),
        gate.allowEmpty(),
        Optional.of(skip));
  }

  @Test
  void anythingUnexpectedIsAnAnswerToo() {
    Answer answer =
        answer(
            never(),
            new Says(
                () -> {
                  throw new IllegalStateException("a bug");
                },
                false));

    assertThat(verdict(answer).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict(answer).reason()).contains("The gate itself failed", "a bug");
  }

  @Test
  void withoutALedgerNobodyKnowsWhatWasSaid() {
    Verdicts down =
        (Verdicts)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Verdicts.class},
                (_, _, _) -> {
                  throw new Unavailable("the table is throttled");
                });
    var keeper = new Gatekeeper(() -> definition, down, new Examiner(never(), CLOCK, QUICK), CLOCK);
    Instant turn = CLOCK.instant();

    assertThatThrownBy(() -> keeper.answer(HOOK, waits(), new Gatekeeper.Time(turn, turn)))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void aMomentsTroubleWithTheDefinitionAndTheLedgerIsNoVerdictOnTheDeployment() {
    var unread = new AtomicInteger(1);
    var unwritten = new AtomicInteger(1);
    Verdicts shaky =
        (Verdicts)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Verdicts.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("give") && unwritten.getAndDecrement() > 0) {
                    throw new Unavailable("the table is throttled");
                  }
                  return method.invoke(verdicts, arguments);
                });
    Supplier<Declared> inForce =
        () -> {
          if (unread.getAndDecrement() > 0) {
            throw new Unavailable("the table is throttled");
          }
          return definition;
        };
    var keeper =
        new Gatekeeper(inForce, shaky, new Examiner(Gated.always(FINE), CLOCK, QUICK), CLOCK);
    Instant turn = CLOCK.instant().plus(Duration.ofSeconds(20));

    Answer answer =
        keeper.answer(HOOK, waits(), new Gatekeeper.Time(turn, turn.plus(Duration.ofSeconds(20))));

    assertThat(verdict(answer).outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdicts.of(HOOK.id()).orElseThrow().verdict().passes()).isTrue();
  }
}
