package dev.signalbox.core.gate;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Answer.Elsewhere;
import dev.signalbox.core.gate.Answer.Examined;
import dev.signalbox.core.gate.Answer.Later;
import dev.signalbox.core.gate.Answer.Said;
import dev.signalbox.core.gate.Gates.Ruling;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.Verdicts.Standing;
import dev.signalbox.core.gate.check.Preflight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers hooks, and always has an answer. */
public final class Gatekeeper {
  /** How long one looks whether all is there. */
  private static final Duration PREFLIGHT = Duration.ofSeconds(10);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** So long the ledger may be in trouble. */
  private static final Duration HICCUP = Duration.ofSeconds(10);

  private static final String OVER = "The deployment does not wait any more";

  private final Supplier<Declared> inForce;
  private final Verdicts verdicts;
  private final Examiner examiner;
  private final InstantSource clock;

  public Gatekeeper(
      Supplier<Declared> inForce, Verdicts verdicts, Examiner examiner, InstantSource clock) {
    this.inForce = inForce;
    this.verdicts = verdicts;
    this.examiner = examiner;
    this.clock = clock;
  }

  /**
   * How long one call may take.
   *
   * @param turn when checks stop, so that there is time to say what they found
   * @param end when the one who answers will certainly have stopped
   */
  public record Time(Instant turn, Instant end) {
    /** What is left of a call's time when its checks stop. */
    private static final Duration TO_REPORT = Duration.ofSeconds(30);

    /** For a call that has so much time left; of little half is for reporting. */
    public static Time left(Duration left, Instant now) {
      Instant end = now.plus(left);
      Duration half = left.dividedBy(2);
      return new Time(end.minus(half.compareTo(TO_REPORT) < 0 ? half : TO_REPORT), end);
    }
  }

  /**
   * Answers a hook. Asked again, it goes on where it was, or says again what it said.
   *
   * @throws Unavailable where the ledger cannot be asked: nobody knows then what has been said
   */
  public <H extends Hook> Answer answer(H hook, Deployments<H> deployments, Time time) {
    return switch (verdicts.claim(hook, clock.instant(), time.end())) {
      case Standing.Given(Recorded recorded) -> new Said(recorded, Optional.empty());
      case Standing.Held(Instant until) -> new Elsewhere(until);
      case Standing.Yours yours -> {
        try {
          yield new Call<>(hook, deployments, yours, time).answer();
        } catch (RuntimeException e) {
          yield say(hook, Verdict.plain(Outcome.INCONCLUSIVE, "The gate itself failed: " + e));
        }
      }
    };
  }

  /** Says that whoever was to answer did not come back. What was said before stays. */
  public Said crashed(Hook hook, String how) {
    return say(hook, Verdict.plain(Outcome.INCONCLUSIVE, "The gate crashed: " + how));
  }

  private Said say(Hook hook, Verdict verdict) {
    return new Said(
        verdicts.give(
            new Recorded(
                hook,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                verdict,
                clock.instant())),
        Optional.empty());
  }

  private final class Call<H extends Hook> {
    private final H hook;
    private final Deployments<H> deployments;
    private final Standing.Yours standing;
    private final Time time;

    Call(H hook, Deployments<H> deployments, Standing.Yours standing, Time time) {
      this.hook = hook;
      this.deployments = deployments;
      this.standing = standing;
      this.time = time;
    }

    Answer answer() {
      return switch (asked()) {
        case Asked.Over(String why) -> say(hook, Verdict.plain(Outcome.INCONCLUSIVE, why));
        case Asked.Unclear(String why) -> say(hook, Verdict.plain(Outcome.FAIL, why));
        case Asked.Rollback(String why) ->
            say(hook, Verdict.plain(Outcome.PASS, "A rollback is never blocked: " + why));
        case Asked.Open(Subject subject) -> about(subject);
      };
    }

    /** Without it there is nothing to say but no. */
    private Asked asked() {
      try {
        return patiently(() -> deployments.ask(hook), time.turn());
      } catch (Refused e) {
        return new Asked.Unclear(e.reason());
      } catch (Unavailable e) {
        return new Asked.Unclear(e.reason());
      }
    }

    /** A moment's trouble is no verdict on a deployment. */
    private <T> T patiently(Supplier<T> call, Instant until) {
      while (true) {
        try {
          return call.get();
        } catch (Unavailable e) {
          if (clock.instant().plus(AGAIN).isAfter(until) || !slept()) {
            throw e;
          }
        }
      }
    }

    /** Whoever has published nothing at all is to learn it soon. */
    private Instant hiccup() {
      return clock.instant().plus(HICCUP);
    }

    private boolean slept() {
      try {
        Thread.sleep(AGAIN);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private Answer about(Subject subject) {
      Declared declared = patiently(inForce, earliest(time.turn(), hiccup()));
      return switch (declared.gates().on(subject, clock.instant())) {
        case Ruling.Say(Verdict verdict) ->
            new Said(recorded(subject, Optional.empty(), declared, verdict), Optional.empty());
        case Ruling.Ask(Gate gate) -> through(gate, subject, declared);
      };
    }

    private Answer through(Gate gate, Subject subject, Declared declared) {
      Instant since = earliest(standing.since(), clock.instant());
      Instant deadline = earliest(since.plus(gate.budget()), subject.deadline());
      boolean last = !time.turn().isBefore(deadline);
      Instant from = clock.instant();
      Optional<Preflight> preflight = preflight(subject, declared);
      Optional<Verdict> refusal = preflight.flatMap(Preflight::refusal);
      if (refusal.isPresent()) {
        Verdict verdict = refusal.get();
        Turn none = Turn.of(verdict.findings()).with(preflight);
        return new Said(
            recorded(subject, Optional.of(gate), declared, verdict),
            Optional.of(
                new Examined(gate, past(gate, subject, declared, deadline, from, verdict, none))));
      }
      Turn turn =
          examiner.examine(
              gate,
              subject,
              since,
              standing.found(),
              earliest(time.turn(), deadline),
              last,
              () -> deployments.isOver(hook));
      if (turn.over()) {
        var verdict = new Verdict(Outcome.INCONCLUSIVE, OVER, turn.found());
        return new Said(recorded(subject, Optional.of(gate), declared, verdict), Optional.empty());
      }
      boolean spent = !clock.instant().isBefore(deadline);
      Verdict verdict =
          spent ? Verdict.atDeadline(gate, turn.found()) : Verdict.of(gate, turn.found());
      PastTurn past = past(gate, subject, declared, deadline, from, verdict, turn.with(preflight));
      if (verdict.isFinal()) {
        return new Said(
            recorded(subject, Optional.of(gate), declared, verdict),
            Optional.of(new Examined(gate, past)));
      }
      verdicts.pause(hook, turn.found(), clock.instant());
      return new Later(verdict.reason(), deadline, past);
    }

    private PastTurn past(
        Gate gate,
        Subject subject,
        Declared declared,
        Instant deadline,
        Instant from,
        Verdict verdict,
        Turn turn) {
      return new PastTurn(
          gate.name(),
          declared.version(),
          subject,
          deadline,
          from,
          clock.instant(),
          verdict,
          turn.observed(),
          turn.answered());
    }

    /** Before the first turn only: what was there then is not asked for at every turn. */
    private Optional<Preflight> preflight(Subject subject, Declared declared) {
      if (!standing.found().isEmpty()) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      return Optional.of(
          examiner.preflight(
              declared.gates().ahead(subject, now),
              subject,
              earliest(now.plus(PREFLIGHT), time.turn())));
    }

    private Recorded recorded(
        Subject subject, Optional<Gate> gate, Declared declared, Verdict verdict) {
      var recorded =
          new Recorded(
              hook,
              Optional.of(subject),
              gate.map(Gate::name),
              Optional.of(declared.version()),
              verdict,
              clock.instant());
      // Half of what is left when checks stop is for telling.
      Duration left = Duration.between(time.turn(), time.end()).dividedBy(2);
      return patiently(() -> verdicts.give(recorded), earliest(time.turn().plus(left), hiccup()));
    }
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
