package dev.signalbox.core.gate;

import static dev.signalbox.core.gate.Gated.BROKEN;
import static dev.signalbox.core.gate.Gated.FINE;
import static dev.signalbox.core.gate.Gated.HOOK;
import static dev.signalbox.core.gate.Gated.check;
import static dev.signalbox.core.gate.Gated.definition;
import static dev.signalbox.core.gate.Gated.gate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.check.Instrument;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R5: wherever the gate dies, CodeDeploy is told, and never two different things. */
class GateCrashTest {
  private static final Duration CALL = Duration.ofMinutes(1);

  private final VerdictsInMemory verdicts = new VerdictsInMemory();
  private final List<Boolean> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final InstantSource clock = () -> now;
  private int steps;
  private int doom;

  /** The end of a process, which nothing catches. */
  private static final class Death extends Error {
    @Serial private static final long serialVersionUID = 1;
  }

  /** A step of the gate's, before and after which it may die. */
  private <T> T step(Supplier<T> does) {
    dieAt(++steps);
    T done = does.get();
    dieAt(++steps);
    return done;
  }

  private void dieAt(int step) {
    if (step == doom) {
      throw new Death();
    }
  }

  private final class Ledger implements Verdicts {
    @Override
    public Standing claim(Hook hook, Instant at, Instant until) {
      return step(() -> verdicts.claim(hook, at, until));
    }

    @Override
    public void pause(Hook hook, List<Finding> found, Instant due) {
      step(() -> {
        verdicts.pause(hook, found, due);
        return true;
      });
    }

    @Override
    public Recorded give(Recorded recorded) {
      return step(() -> verdicts.give(recorded));
    }

    @Override
    public void told(Hook hook, Instant at) {
      step(() -> {
        verdicts.told(hook, at);
        return true;
      });
    }

    @Override
    public Optional<Recorded> of(HookId hook) {
      return verdicts.of(hook);
    }

    @Override
    public int heardOf(String deployment) {
      return verdicts.heardOf(deployment);
    }

    @Override
    public List<Open> overdue(Instant at) {
      return verdicts.overdue(at);
    }
  }

  private final class CodeDeploy implements Hooked {
    @Override
    public Asked ask(Hook.CodeDeploy hook) {
      return step(() -> new Asked.Open(Gated.subject(now, now.plus(Duration.ofMinutes(50)))));
    }

    @Override
    public boolean isOver(Hook.CodeDeploy hook) {
      return false;
    }

    @Override
    public Report tell(Hook.CodeDeploy hook, boolean passed) {
      return step(() -> {
        boolean first = told.isEmpty();
        told.add(passed);
        return first ? new Report.Told() : new Report.TooLate("already completed");
      });
    }
  }

  private final class Bucket implements Evidence {
    @Override
    public void remember(PastTurn turn) {
      step(() -> true);
    }

    @Override
    public void keep(Recorded recorded, Gate gate, PastTurn last) {
      step(() -> true);
    }
  }

  private HookDesk desk(Instrument instrument) {
    var pace = new Pace(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMillis(1), true);
    var ledger = new Ledger();
    return new HookDesk(
        new Gatekeeper(
            () -> definition(gate(check("ok"))),
            ledger,
            new Examiner(instrument, clock, pace),
            clock),
        new CodeDeploy(),
        ledger,
        new Bucket(),
        clock);
  }

  private Gatekeeper.Time time() {
    return Gatekeeper.Time.left(CALL, now);
  }

  /** What CodeDeploy was told, where the gate dies at this step of its first call. */
  private List<Boolean> whereItDiesAt(int step, boolean isReported, Instrument instrument) {
    HookDesk desk = desk(instrument);
    doom = step;
    try {
      desk.answer(HOOK, time());
    } catch (Death e) {
      doom = 0;
      if (isReported) {
        desk.crashed(HOOK, "it was killed", time());
      }
    }
    for (int minute = 0; minute < 3; minute++) {
      now = now.plus(CALL).plusSeconds(1);
      desk.lookAfter(hook -> desk.answer(hook, time()));
    }
    return told;
  }

  /** Where it dies before anything is written, the reporter and the watchdog are all there is. */
  @ParameterizedTest(name = "step {0}")
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whereverItDiesTheScheduleGoesOnToTheVerdictOfTheChecks(int step) {
    assertThat(whereItDiesAt(step, false, Gated.always(FINE))).isNotEmpty().containsOnly(true);
    assertThat(verdicts.overdue(now.plus(Duration.ofDays(1)))).isEmpty();
  }

  @ParameterizedTest(name = "step {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whereverItDiesTheReporterNeverContradictsWhatWasTold(int step) {
    List<Boolean> heard = whereItDiesAt(step, true, Gated.always(FINE));

    assertThat(heard).isNotEmpty();
    assertThat(heard.stream().distinct()).hasSize(1);
    assertThat(verdicts.of(HOOK.id()).orElseThrow().verdict().passes()).isEqualTo(heard.getFirst());
    assertThat(verdicts.overdue(now.plus(Duration.ofDays(1)))).isEmpty();
  }

  @ParameterizedTest(name = "step {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whereverItDiesWhatIsIllNeverPasses(int step) {
    assertThat(whereItDiesAt(step, step % 2 == 1, Gated.always(BROKEN)))
        .isNotEmpty()
        .containsOnly(false);
  }

  @Test
  void thereAreNoMoreStepsThanAreTried() {
    whereItDiesAt(0, false, Gated.always(FINE));

    assertThat(steps).isEqualTo(12);
  }
}
