package dev.signalbox.core.gate;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.check.Instrument;
import dev.signalbox.core.gate.check.Need;
import dev.signalbox.core.gate.check.Need.Lack;
import dev.signalbox.core.gate.check.Preflight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Asks a gate's checks side by side, and never waits for one longer than it may. */
public final class Examiner {
  private final Instrument instrument;
  private final InstantSource clock;
  private final Pace pace;

  /**
   * How often things are looked at.
   *
   * @param again between two tries of a check that has no answer yet
   * @param over between two questions whether the deployment still waits
   * @param grace for a check to say what it has at the end of its time
   * @param stay whether one waits here for the next try; else somebody asks for a turn again
   */
  public record Pace(Duration again, Duration over, Duration grace, boolean stay) {
    private static final Duration OVER = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofMillis(500);

    /** For those who are called once. */
    public static final Pace STAYING = new Pace(Duration.ofSeconds(5), OVER, GRACE, true);

    /** For those who are asked again after this long. */
    public static Pace polled(Duration again) {
      return new Pace(again, OVER, GRACE, false);
    }
  }

  public Examiner(Instrument instrument, InstantSource clock, Pace pace) {
    this.instrument = instrument;
    this.clock = clock;
    this.pace = pace;
  }

  /**
   * One turn of a gate.
   *
   * @param since when its checks' budgets began
   * @param before what earlier turns have found
   * @param until when this turn ends, whatever the checks do
   * @param last whether no turn can follow
   * @param over asks whether the deployment waits for nothing any more
   */
  public Turn examine(
      Gate gate,
      Subject subject,
      Instant since,
      List<Finding> before,
      Instant until,
      boolean last,
      BooleanSupplier over) {
    var findings = new Findings(before, clock);
    List<Thread> threads = new ArrayList<>();
    for (Check check : gate.checks()) {
      if (isOpen(check, before)) {
        threads.add(
            thread(check, examination(check, subject, since, until, last, findings), findings));
      }
    }
    var isOver = new AtomicBoolean();
    Thread watch = daemon("watch", () -> watch(over, isOver, findings));
    try {
      threads.forEach(Thread::start);
      watch.start();
      while (clock.instant().isBefore(until)
          && !isOver.get()
          && threads.stream().anyMatch(Thread::isAlive)
          && !refused(gate, findings)) {
        findings.await(Math.min(100, Duration.between(clock.instant(), until).toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.forEach(Thread::interrupt);
      watch.interrupt();
    }
    return findings.close(isOver.get());
  }

  /** Looks whether what gates need is there, and never for longer than until then. */
  Preflight preflight(List<Gate> ahead, Subject subject, Instant until) {
    Instant now = clock.instant();
    Duration time = Duration.between(now, until);
    return new Preflight(
        subject.moment(),
        now,
        subject.since(),
        subject.deadline(),
        ahead,
        lacking(Preflight.needs(ahead), subject, time.isNegative() ? Duration.ZERO : time));
  }

  private List<Lack> lacking(Set<Need> needs, Subject subject, Duration time) {
    var look = new FutureTask<>(() -> instrument.lacking(needs, subject));
    Thread thread = daemon(Preflight.NAME, look);
    thread.start();
    try {
      return look.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Nobody knows: it is left to the checks to find out.
    } finally {
      thread.interrupt();
    }
    return List.of();
  }

  /** Nothing that is still open can make it pass, or wait. A pass lets dry runs finish. */
  private static boolean refused(Gate gate, Findings findings) {
    Outcome outcome = Verdict.of(gate, findings.all()).outcome();
    return outcome == Outcome.FAIL || outcome == Outcome.INCONCLUSIVE;
  }

  private static boolean isOpen(Check check, List<Finding> before) {
    return before.stream()
        .noneMatch(f -> f.check().equals(check.name()) && f.result() != Result.WAIT);
  }

  private Examination examination(
      Check check,
      Subject subject,
      Instant since,
      Instant until,
      boolean lastTurn,
      Findings findings) {
    Instant spent = since.plus(check.budget());
    boolean itsLast = lastTurn || !spent.isAfter(until);
    Instant end = spent.isBefore(until) ? spent : until.minus(pace.grace());
    return new Examination(check, subject, end, itsLast, pace, instrument, clock, findings);
  }

  private Thread thread(Check check, Examination examination, Findings findings) {
    return daemon(
        check.name(),
        () -> {
          examination.run();
          findings.done();
        });
  }

  /**
   * Threads of the system's, for they are few: a name that does not resolve would stop a virtual
   * thread's carrier, of which a small function has one, and with it all other checks.
   */
  private static Thread daemon(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name("check " + name).unstarted(work);
  }

  private void watch(BooleanSupplier over, AtomicBoolean isOver, Findings findings) {
    try {
      while (!isOver.get()) {
        Thread.sleep(pace.over());
        isOver.set(asked(over));
      }
      findings.done();
    } catch (InterruptedException e) {
      // The turn is over.
    }
  }

  private static boolean asked(BooleanSupplier over) {
    try {
      return over.getAsBoolean();
    } catch (Refused | Unavailable e) {
      // Nobody knows: whoever still waits is answered.
      return false;
    }
  }
}
