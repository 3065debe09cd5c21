package dev.signalbox.core.start;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.Claim;
import dev.signalbox.core.ledger.Ledger;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Carries out triggers, each exactly once: claims it, starts its pipeline, confirms.
 *
 * <p>Whoever dies in between leaves a claim that nobody confirmed. After the dead one's deadline
 * the next one looks into the pipeline's own history, and starts only what is not there.
 */
public final class Starter {
  /** How far two clocks, and the history behind a start, may lag. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Pipelines pipelines;
  private final Ledger ledger;
  private final Runs runs;
  private final InstantSource clock;

  /** Claims of ours that have come to nothing so far: somebody was busy. */
  private final Map<TriggerId, Ours> ours = new ConcurrentHashMap<>();

  private record Ours(Instant since, Instant until) {}

  public Starter(Pipelines pipelines, Ledger ledger, Runs runs, InstantSource clock) {
    this.pipelines = pipelines;
    this.ledger = ledger;
    this.runs = runs;
    this.clock = clock;
  }

  /** What was started, and whether at the exact commit. */
  public record Started(ExecutionId execution, boolean exact) {}

  /**
   * The trigger's execution, whether it starts now or has before.
   *
   * @param baseline what it was compared with, where it was compared with anything
   * @param deadline when this process will have stopped, done or not
   * @throws Refused where the pipeline cannot be started like this
   * @throws Unavailable where asking again may work
   */
  public Started start(Trigger trigger, Optional<Baseline> baseline, Instant deadline) {
    return switch (claim(trigger, deadline)) {
      case Claim.Confirmed(var execution) -> {
        // Who confirmed it may not have come as far as this.
        runs.note(trigger, execution);
        yield new Started(execution, true);
      }
      case Claim.Held(var until) -> throw held(trigger, until);
      case Claim.Recovered(var since) -> startUnlessStarted(trigger, baseline, since, deadline);
      case Claim.Granted() -> startNow(trigger, baseline, deadline);
    };
  }

  /**
   * The same for a pipeline that may have been deleted and made anew: what another one of its name
   * ran is not counted.
   *
   * @param made when the pipeline that is there now was made
   */
  Started startAnew(Trigger trigger, Optional<Baseline> baseline, Instant made, Instant deadline) {
    return switch (claim(trigger, deadline)) {
      case Claim.Held(var until) -> throw held(trigger, until);
      case Claim.Confirmed _, Claim.Recovered _ ->
          startUnlessStarted(trigger, baseline, made, deadline);
      case Claim.Granted() -> startNow(trigger, baseline, deadline);
    };
  }

  private Claim claim(Trigger trigger, Instant deadline) {
    Claim claim = ledger.claim(trigger.id(), clock.instant(), until(deadline));
    Optional<Ours> mine = Optional.ofNullable(ours.remove(trigger.id()));
    return claim instanceof Claim.Held(var until)
        ? mine.filter(its -> its.until().equals(until))
            .<Claim>map(its -> new Claim.Recovered(its.since()))
            .orElse(claim)
        : claim;
  }

  /** As the ledger keeps it. */
  private static Instant until(Instant deadline) {
    return deadline.plus(MARGIN).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Where somebody was busy the claim stays, and is known for ours when we ask again. */
  private Started keeping(
      Trigger trigger, Instant since, Instant deadline, Supplier<Started> start) {
    try {
      return start.get();
    } catch (Busy e) {
      ours.put(trigger.id(), new Ours(since, until(deadline)));
      throw e;
    }
  }

  private static Unavailable held(Trigger trigger, Instant until) {
    return new Unavailable(
        "another delivery is starting %s and has until %s".formatted(trigger.pipeline(), until));
  }

  private Started startUnlessStarted(
      Trigger trigger, Optional<Baseline> baseline, Instant since, Instant deadline) {
    return keeping(
        trigger,
        since,
        deadline,
        () ->
            confirmed(
                trigger,
                announced(
                    trigger,
                    baseline,
                    () ->
                        pipelines
                            .startedBy(trigger, since.minus(MARGIN))
                            .map(execution -> new Started(execution, true))
                            .orElseGet(() -> startNow(trigger, deadline)))));
  }

  private Started startNow(Trigger trigger, Optional<Baseline> baseline, Instant deadline) {
    return keeping(
        trigger,
        clock.instant(),
        deadline,
        () -> confirmed(trigger, announced(trigger, baseline, () -> startNow(trigger, deadline))));
  }

  private Started announced(Trigger trigger, Optional<Baseline> baseline, Supplier<Started> start) {
    boolean news = baseline.filter(b -> runs.announce(trigger, b)).isPresent();
    try {
      return start.get();
    } catch (Refused | Unavailable e) {
      if (news) {
        runs.abandon(trigger);
      }
      throw e;
    }
  }

  private Started startNow(Trigger trigger, Instant deadline) {
    try {
      Pipeline pipeline = pipelines.describe(trigger);
      if (!clock.instant().isBefore(deadline)) {
        // Who was frozen and thawed has lost the claim to another one by now.
        throw new Unavailable("there was no time left to start " + trigger.pipeline());
      }
      ExecutionId execution = pipelines.start(StartRequest.of(trigger, pipeline));
      return new Started(execution, pipeline.takesOverrides());
    } catch (Refused e) {
      ledger.release(trigger.id());
      throw e;
    }
  }

  private Started confirmed(Trigger trigger, Started started) {
    ledger.confirm(trigger.id(), started.execution(), clock.instant());
    runs.note(trigger, started.execution());
    return started;
  }
}
