package dev.signalbox.core.gate;

import static dev.signalbox.core.gate.Gated.FINE;
import static dev.signalbox.core.gate.Gated.HOOK;
import static dev.signalbox.core.gate.Gated.check;
import static dev.signalbox.core.gate.Gated.definition;
import static dev.signalbox.core.gate.Gated.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.HookDesk.Outcome;
import dev.signalbox.core.gate.check.Instrument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookDeskTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final VerdictsInMemory verdicts = new VerdictsInMemory();
  private final CodeDeploy codeDeploy = new CodeDeploy();
  private final List<Recorded> kept = new ArrayList<>();
  private final List<PastTurn> remembered = new ArrayList<>();
  private Runnable whileKeeping = () -> {};
  private Instrument instrument = Gated.always(FINE);

  private final Evidence evidence =
      new Evidence() {
        @Override
        public void remember(PastTurn turn) {
          remembered.add(turn);
        }

        @Override
        public void keep(Recorded recorded, Gate gate, PastTurn last) {
          whileKeeping.run();
          kept.add(recorded);
        }
      };

  /** It is told, and remembers. */
  private static final class CodeDeploy implements Hooked {
    final List<Boolean> told = new ArrayList<>();
    int throttled;
    Report report = new Report.Told();

    @Override
    public Asked ask(Hook.CodeDeploy hook) {
      Instant now = CLOCK.instant();
      return new Asked.Open(Gated.subject(now, now.plus(MINUTE)));
    }

    @Override
    public boolean isOver(Hook.CodeDeploy hook) {
      return false;
    }

    @Override
    public Report tell(Hook.CodeDeploy hook, boolean passed) {
      if (throttled-- > 0) {
        throw new Unavailable("ThrottlingException");
      }
      told.add(passed);
      return report;
    }
  }

  private HookDesk desk() {
    var pace = new Pace(Duration.ofMillis(5), MINUTE, Duration.ofMillis(5), true);
    var keeper =
        new Gatekeeper(
            () -> definition(gate(check("ok"))),
            verdicts,
            new Examiner(instrument, CLOCK, pace),
            CLOCK);
    return new HookDesk(keeper, codeDeploy, verdicts, evidence, CLOCK);
  }

  private static Gatekeeper.Time time(Duration left) {
    Instant end = CLOCK.instant().plus(left);
    return new Gatekeeper.Time(end, end);
  }

  /** Scenario 6, and B12: a report that fails is tried again, and nothing is measured again. */
  @Test
  void b12AThrottledReportIsTriedUntilItIsHeardAndNothingIsMeasuredAgain() {
    codeDeploy.throttled = 3;
    var measured = new AtomicInteger();
    instrument =
        (_, _, _) -> {
          measured.incrementAndGet();
          return FINE;
        };

    var told = (Outcome.Told) desk().answer(HOOK, time(MINUTE));

    assertThat(codeDeploy.told).containsExactly(true);
    assertThat(told.tries()).isEqualTo(4);
    assertThat(desk().answer(HOOK, time(MINUTE))).isInstanceOf(Outcome.Told.class);
    assertThat(measured).hasValue(1);
    assertThat(verdicts.overdue(CLOCK.instant().plus(MINUTE).plus(MINUTE))).isEmpty();
  }

  @Test
  void aReportThatIsNeverHeardFliesAndLeavesTheVerdictToTheReporter() {
    codeDeploy.throttled = Integer.MAX_VALUE;

    assertThatThrownBy(() -> desk().answer(HOOK, time(Duration.ofMillis(300))))
        .isInstanceOf(Unavailable.class);

    codeDeploy.throttled = 0;
    desk().crashed(HOOK, "RetriesExhausted: ThrottlingException", time(MINUTE));
    assertThat(codeDeploy.told).containsExactly(true);
  }

  /** The watchdog has it stopped; nobody knows by what id to answer it. */
  @Test
  void aHookThatWasLostIsNobodysErrand() {
    verdicts.give(
        new Recorded(
            Hook.CodeDeploy.lost("d-1", "BeforeAllowTraffic"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Verdict.plain(Verdict.Outcome.INCONCLUSIVE, "it never came"),
            CLOCK.instant().minus(MINUTE)));

    assertThat(
            desk()
                .lookAfter(_ -> {
                  throw new AssertionError("nobody is to be asked");
                }))
        .isEmpty();
  }

  /** Scenario 7. */
  @Test
  void whatCodeDeployHasNeverAskedIsToldOnceAndIsNoError() {
    codeDeploy.report = new Report.NotAsked("InvalidLifecycleEventHookExecutionIdException");

    assertThat(desk().answer(HOOK, time(MINUTE)))
        .extracting(o -> ((Outcome.Told) o).report())
        .isEqualTo(codeDeploy.report);
    assertThat(codeDeploy.told).hasSize(1);
  }

  @Test
  void aHookThatIsAnsweredTwiceIsToldTheSameTwice() {
    desk().answer(HOOK, time(MINUTE));
    codeDeploy.report = new Report.TooLate("LifecycleEventAlreadyCompletedException");

    assertThat(((Outcome.Told) desk().answer(HOOK, time(MINUTE))).report())
        .isEqualTo(codeDeploy.report);
    assertThat(codeDeploy.told).containsExactly(true, true);
    assertThat(kept).hasSize(1);
  }

  /** Scenarios 50 and 51, and B11: what comes after the report makes no failure of a pass. */
  @Test
  void b11EvidenceThatCannotBeKeptChangesNothingAndIsKeptAfterTheReport() {
    whileKeeping =
        () -> {
          assertThat(codeDeploy.told).hasSize(1);
          throw new IllegalStateException("access denied");
        };

    var told = (Outcome.Told) desk().answer(HOOK, time(MINUTE));

    assertThat(codeDeploy.told).containsExactly(true);
    assertThat(told.recorded().verdict().passes()).isTrue();
    assertThat(told.trouble()).hasValueSatisfying(t -> assertThat(t).contains("access denied"));
  }

  @Test
  void aTurnWithoutAVerdictIsRemembered() {
    instrument =
        (_, _, _) -> {
          throw new Unavailable("not yet");
        };

    assertThat(desk().answer(HOOK, time(Duration.ofMillis(100)))).isInstanceOf(Outcome.Later.class);
    assertThat(remembered)
        .singleElement()
        .satisfies(turn -> {
          assertThat(turn.hook()).isEqualTo(HOOK);
          assertThat(turn.verdict().isFinal()).isFalse();
          assertThat(turn.answered()).containsOnlyKeys("ok");
        });
    assertThat(kept).isEmpty();
  }

  /** B16: a hook that cannot answer is taken for a success elsewhere. */
  @Test
  void b16ACrashIsNeverAPass() {
    desk().crashed(HOOK, "Runtime exited: signal: killed", time(MINUTE));

    assertThat(codeDeploy.told).containsExactly(false);
  }

  @Test
  void aHookThatWasLeftAloneIsAnsweredAgainUntilCodeDeployHasGivenUp() {
    Instant now = CLOCK.instant();
    verdicts.claim(HOOK, now.minus(MINUTE), now.minusSeconds(1));
    var old = new Hook.CodeDeploy("d-OLD", "x");
    verdicts.claim(old, now.minus(Duration.ofHours(4)), now.minus(Duration.ofHours(3)));
    List<Hook> sent = new ArrayList<>();

    assertThat(desk().lookAfter(sent::add)).hasSize(1);
    assertThat(sent).containsExactly(HOOK);
    assertThat(verdicts.overdue(now)).extracting(Verdicts.Open::hook).containsExactly(HOOK);
  }

  /** What an older version wrote may be unreadable for this one: nobody waits an hour for that. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLedgerThatCannotBeReadIsAnsweredWithNoAtOnce(boolean crashed) {
    var keeper =
        new Gatekeeper(
            () -> definition(gate(check("ok"))),
            new Unreadable(),
            new Examiner(Gated.always(FINE), CLOCK, Pace.STAYING),
            CLOCK);
    var desk = new HookDesk(keeper, codeDeploy, new Unreadable(), evidence, CLOCK);

    Outcome outcome =
        crashed ? desk.crashed(HOOK, "timeout", time(MINUTE)) : desk.answer(HOOK, time(MINUTE));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Unrecorded.class,
            unrecorded -> assertThat(unrecorded.why()).contains("no such record"));
    assertThat(codeDeploy.told).containsExactly(false);
  }

  private static final class Unreadable implements Verdicts {
    private static IllegalArgumentException unreadable() {
      return new IllegalArgumentException("no such record");
    }

    @Override
    public Standing claim(Hook hook, Instant now, Instant until) {
      throw unreadable();
    }

    @Override
    public void pause(Hook hook, List<Finding> found, Instant due) {
      throw unreadable();
    }

    @Override
    public Recorded give(Recorded recorded) {
      throw unreadable();
    }

    @Override
    public void told(Hook hook, Instant at) {
      throw unreadable();
    }

    @Override
    public Optional<Recorded> of(HookId hook) {
      throw unreadable();
    }

    @Override
    public int heardOf(String deployment) {
      throw unreadable();
    }

    @Override
    public List<Open> overdue(Instant now) {
      throw unreadable();
    }
  }
}
