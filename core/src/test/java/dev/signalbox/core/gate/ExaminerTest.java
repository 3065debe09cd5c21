package dev.signalbox.core.gate;

import static dev.signalbox.core.gate.Gated.BROKEN;
import static dev.signalbox.core.gate.Gated.FINE;
import static dev.signalbox.core.gate.Gated.check;
import static dev.signalbox.core.gate.Gated.gate;
import static dev.signalbox.core.gate.Gated.nameOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExaminerTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(50), true);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final AtomicBoolean over = new AtomicBoolean();

  private Turn turn(Instrument instrument, Gate gate, Duration time, boolean last) {
    return turn(instrument, gate, time, last, List.of());
  }

  private Turn turn(
      Instrument instrument, Gate gate, Duration time, boolean last, List<Finding> before) {
    Instant now = CLOCK.instant();
    return new Examiner(instrument, CLOCK, QUICK)
        .examine(
            gate, Gated.subject(now, now.plus(time)), now, before, now.plus(time), last, over::get);
  }

  private static List<Result> results(Turn turn) {
    return turn.found().stream().map(Finding::result).toList();
  }

  @Test
  void checksRunSideBySide() {
    var together = new CountDownLatch(2);
    Turn turn =
        turn(
            (_, _, _) -> {
              together.countDown();
              together.await();
              return FINE;
            },
            gate(check("a"), check("b")),
            LONG,
            true);

    assertThat(results(turn)).containsExactly(Result.PASS, Result.PASS);
    assertThat(turn.observed()).containsEntry("a", FINE).containsEntry("b", FINE);
  }

  /** Scenario 5. */
  @Test
  void aCheckThatCannotBeInterruptedIsLeftBehindAtTheEndOfTheTime() {
    Gate gate = gate(check("deaf"), check("ok"));
    Turn turn =
        turn(
            (probe, _, _) -> nameOf(probe).equals("deaf") ? Gated.hangForever() : FINE,
            gate,
            SHORT,
            true);

    assertThat(turn.found()).extracting(Finding::check).containsExactly("ok");
    assertThat(Verdict.atDeadline(gate, turn.found()))
        .extracting(Verdict::outcome, Verdict::reason)
        .containsExactly(Outcome.INCONCLUSIVE, "deaf: No answer by the deadline: it found nothing");
  }

  @Test
  void aHangingCheckEndsAtOnceWhereAnotherHasFailed() {
    Gate gate = gate(check("deaf"), check("broken"));
    Turn turn =
        turn(
            (probe, _, _) -> nameOf(probe).equals("deaf") ? Gated.hangForever() : BROKEN,
            gate,
            LONG,
            true);

    assertThat(Verdict.of(gate, turn.found()).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aCheckIsAskedAgainUntilItAnswers() {
    var tries = new AtomicInteger();
    Turn turn =
        turn(
            (_, _, _) -> {
              if (tries.incrementAndGet() < 3) {
                throw new Unavailable("throttled");
              }
              return FINE;
            },
            gate(check("a")),
            LONG,
            true);

    assertThat(results(turn)).containsExactly(Result.PASS);
  }

  @Test
  void whatCouldNeverBeMeasuredIsAnErrorAtTheEndOfTheTimeAndAWaitBefore() {
    Instrument down =
        (_, _, _) -> {
          throw new Unavailable("Cannot read alarms: status 503");
        };

    Turn last = turn(down, gate(check("a")), SHORT, true);
    Turn first = turn(down, gate(check("a")), SHORT, false);

    assertThat(results(last)).containsExactly(Result.ERROR);
    assertThat(last.found().getFirst().reason()).isEqualTo("Cannot read alarms: status 503");
    assertThat(results(first)).containsExactly(Result.WAIT);
  }

  @Test
  void aRefusalIsNotAskedAgainAndNamesWhatIsMissing() {
    var tries = new AtomicInteger();
    Turn turn =
        turn(
            (_, _, _) -> {
              tries.incrementAndGet();
              throw new Refused("Cannot read alarms: access denied. cloudwatch:DescribeAlarms?");
            },
            gate(check("a")),
            LONG,
            true);

    assertThat(turn.found().getFirst().reason()).contains("cloudwatch:DescribeAlarms");
    assertThat(results(turn)).containsExactly(Result.ERROR);
    assertThat(tries).hasValue(1);
  }

  @Test
  void aCheckThatBreaksIsAnErrorEvenWhereMemoryRunsOut() {
    Turn turn =
        turn(
            (_, _, _) -> {
              throw new OutOfMemoryError("Java heap space");
            },
            gate(check("a")),
            LONG,
            true);

    assertThat(results(turn)).containsExactly(Result.ERROR);
    assertThat(turn.found().getFirst().reason()).contains("Java heap space");
  }

  @Test
  void aDeploymentThatIsStoppedEndsTheTurnWhateverTheChecksDo() {
    over.set(true);

    Turn turn = turn((_, _, _) -> Gated.hangForever(), gate(check("a")), LONG, true);

    assertThat(turn.over()).isTrue();
    assertThat(turn.found()).isEmpty();
  }

  @Test
  void whetherItIsStoppedMayBeAskedInVain() {
    Turn turn =
        new Examiner(Gated.always(FINE), CLOCK, QUICK)
            .examine(
                gate(check("a")),
                Gated.subject(CLOCK.instant(), CLOCK.instant().plus(LONG)),
                CLOCK.instant(),
                List.of(),
                CLOCK.instant().plus(LONG),
                true,
                () -> {
                  Gated.hangForever();
                  return true;
                });

    assertThat(results(turn)).containsExactly(Result.PASS);
  }

  @Test
  void whatHasItsAnswerIsNotAskedAgainInALaterTurn() {
    Finding failed = Finding.of(check("a"), Result.PASS, "before");
    Finding open = Finding.of(check("b"), Result.WAIT, "before");

    Turn turn =
        turn(
            (probe, _, _) -> nameOf(probe).equals("a") ? BROKEN : FINE,
            gate(check("a"), check("b")),
            LONG,
            true,
            List.of(failed, open));

    assertThat(results(turn)).containsExactly(Result.PASS, Result.PASS);
    assertThat(turn.observed()).containsOnlyKeys("b");
  }

  @Test
  void aTurnThatEndsBeforeTheChecksTimeLeavesItOpen() {
    Instrument slow = (_, _, _) -> new Observation.CutOff("12 of 30 seconds");

    assertThat(results(turn(slow, gate(check("a")), SHORT, false))).isEmpty();
    assertThat(results(turn(slow, gate(check("a")), SHORT, true)))
        .containsExactly(Result.INCONCLUSIVE);
    assertThat(
            results(
                turn(slow, gate(check("a", Mode.REQUIRED, Duration.ofMillis(100))), SHORT, false)))
        .containsExactly(Result.INCONCLUSIVE);
  }

  @Test
  void aDryRunMayFinishAfterAPassAndKeepsNothingFromAFailure() {
    Check dry = check("dry", Mode.DRY_RUN, Duration.ofHours(1));
    var passed = new CountDownLatch(1);
    Turn turn =
        turn(
            (probe, _, _) -> {
              if (nameOf(probe).equals("dry")) {
                passed.await();
                return BROKEN;
              }
              passed.countDown();
              return FINE;
            },
            gate(check("a"), dry),
            LONG,
            true);

    assertThat(results(turn)).containsExactlyInAnyOrder(Result.PASS, Result.FAIL);
    assertThat(
            results(
                turn(
                    (probe, _, _) -> nameOf(probe).equals("dry") ? Gated.hangForever() : BROKEN,
                    gate(check("a"), dry),
                    LONG,
                    true)))
        .containsExactly(Result.FAIL);
  }

  @Test
  void whatAnswersAfterTheEndChangesNothing() throws InterruptedException {
    var late = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    Turn turn =
        turn(
            (_, _, _) -> {
              while (late.getCount() > 0) {
                Thread.onSpinWait();
              }
              answered.countDown();
              return FINE;
            },
            gate(check("a")),
            SHORT,
            true);

    late.countDown();
    answered.await();
    assertThat(turn.found()).isEmpty();
  }
}
