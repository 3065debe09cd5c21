package dev.signalbox.core.gate;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Answer.Examined;
import dev.signalbox.core.gate.Gatekeeper.Time;
import dev.signalbox.core.gate.Verdicts.Open;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Answers CodeDeploy's hooks, and tells it what it was answered, whatever happens. */
public final class HookDesk {
  /** CodeDeploy has given up on what it was not told for so long. */
  private static final Duration FORGOTTEN = Duration.ofHours(2);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Hands a hook to somebody who has all the time that there is. */
  public interface Errands {
    void answer(Hook.CodeDeploy hook);
  }

  /** What became of a hook. */
  public sealed interface Outcome {
    /**
     * CodeDeploy was told.
     *
     * @param trouble what went wrong after that, which changes nothing
     */
    record Told(Recorded recorded, Report report, int tries, Optional<String> trouble)
        implements Outcome {}

    /** The ledger cannot be used, so that nobody knows what was said: CodeDeploy was told no. */
    record Unrecorded(String why, Report report, int tries) implements Outcome {}

    /** There is no verdict yet; whoever looks after open hooks goes on with it. */
    record Later(String reason, Instant deadline) implements Outcome {}

    /** Somebody else answers it right now. */
    record Elsewhere(Instant until) implements Outcome {}
  }

  private final Gatekeeper keeper;
  private final Hooked codeDeploy;
  private final Verdicts verdicts;
  private final Evidence evidence;
  private final InstantSource clock;

  public HookDesk(
      Gatekeeper keeper,
      Hooked codeDeploy,
      Verdicts verdicts,
      Evidence evidence,
      InstantSource clock) {
    this.keeper = keeper;
    this.codeDeploy = codeDeploy;
    this.verdicts = verdicts;
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * Answers a hook.
   *
   * @throws Unavailable where CodeDeploy could not be told in time
   * @throws Refused where CodeDeploy must not be told by us
   */
  public Outcome answer(Hook.CodeDeploy hook, Time time) {
    Answer answer;
    try {
      answer = keeper.answer(hook, codeDeploy, time);
    } catch (RuntimeException e) {
      return unrecorded(hook, e, time);
    }
    return switch (answer) {
      case Answer.Said(Recorded recorded, Optional<Examined> turn) ->
          tell(hook, recorded, turn, time);
      case Answer.Later(String reason, Instant deadline, PastTurn turn) -> {
        evidence.remember(turn);
        yield new Outcome.Later(reason, deadline);
      }
      case Answer.Elsewhere(Instant until) -> new Outcome.Elsewhere(until);
    };
  }

  /** Tells that whoever was to answer did not come back; what was said before is told again. */
  public Outcome crashed(Hook.CodeDeploy hook, String how, Time time) {
    Recorded recorded;
    try {
      recorded = keeper.crashed(hook, how).recorded();
    } catch (RuntimeException e) {
      return unrecorded(hook, e, time);
    }
    return tell(hook, recorded, Optional.empty(), time);
  }

  /** Has everybody answered who waits, or was left alone. */
  public List<Open> lookAfter(Errands errands) {
    Instant now = clock.instant();
    List<Open> sent = new ArrayList<>();
    for (Open open : verdicts.overdue(now)) {
      if (open.due().plus(FORGOTTEN).isBefore(now)) {
        verdicts.told(open.hook(), now);
      } else if (open.hook() instanceof Hook.CodeDeploy hook && !hook.isLost()) {
        errands.answer(hook);
        sent.add(open);
      }
    }
    return sent;
  }

  /** Whatever it is, CodeDeploy must not wait for an hour because of it. */
  private Outcome unrecorded(Hook.CodeDeploy hook, RuntimeException why, Time time) {
    Sent sent = send(hook, false, time);
    return new Outcome.Unrecorded(
        why instanceof Refused || why instanceof Unavailable
            ? String.valueOf(why.getMessage())
            : why.toString(),
        sent.report(),
        sent.tries());
  }

  private record Sent(Report report, int tries) {}

  private Outcome tell(
      Hook.CodeDeploy hook, Recorded recorded, Optional<Examined> turn, Time time) {
    Sent sent = send(hook, recorded.verdict().passes(), time);
    Optional<String> trouble = Optional.empty();
    try {
      verdicts.told(hook, clock.instant());
      turn.ifPresent(t -> evidence.keep(recorded, t.gate(), t.turn()));
    } catch (RuntimeException e) {
      // It has been said and told: whatever this is, it must not make a failure of a pass.
      trouble = Optional.of(String.valueOf(e));
    }
    return new Outcome.Told(recorded, sent.report(), sent.tries(), trouble);
  }

  private Sent send(Hook.CodeDeploy hook, boolean passed, Time time) {
    for (int tries = 1; ; tries++) {
      try {
        return new Sent(codeDeploy.tell(hook, passed), tries);
      } catch (Unavailable e) {
        Duration pause = pause(tries);
        if (clock.instant().plus(pause).isAfter(time.end()) || !slept(pause)) {
          throw e;
        }
      }
    }
  }

  /** Twice as long each time, and never when everybody else comes back too. */
  private static Duration pause(int tries) {
    long most = Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(tries, 10));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
