package dev.signalbox.core.start;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.Claim;
import dev.signalbox.core.ledger.Ledger;
import dev.signalbox.core.release.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Carries out triggers, each exactly once: claims it, starts its pipeline, confirms.
 *
 * <p>Whoever dies in between leaves a claim that nobody confirmed. After the dead one's deadline
 * the next one looks into the pipeline's own history, and starts only what is not there.
 */
final class Starter {
  /** How far two clocks, and the history behind a start, may lag. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Pipelines pipelines;
  private final Ledger ledger;
  private final InstantSource clock;

  Starter(Pipelines pipelines, Ledger ledger, InstantSource clock) {
    this.pipelines = pipelines;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What was started, and whether at the exact commit. */
  record Started(ExecutionId execution, boolean exact) {}

  /**
   * The trigger's execution, whether it starts now or has before.
   *
   * @param deadline when this process will have stopped, done or not
   * @throws Refused where the pipeline cannot be started like this
   * @throws Unavailable where asking again may work
   */
  Started start(Trigger trigger, Instant deadline) {
    return switch (ledger.claim(trigger.id(), clock.instant(), deadline.plus(MARGIN))) {
      case Claim.Confirmed(var execution) -> new Started(execution, true);
      case Claim.Held(var until) ->
          throw new Unavailable(
              "another delivery is starting %s and has until %s"
                  .formatted(trigger.pipeline(), until));
      case Claim.Recovered(var since) ->
          pipelines
              .startedBy(trigger, since.minus(MARGIN))
              .map(execution -> confirmed(trigger, new Started(execution, true)))
              .orElseGet(() -> startNow(trigger));
      case Claim.Granted() -> startNow(trigger);
    };
  }

  private Started startNow(Trigger trigger) {
    try {
      Pipeline pipeline = pipelines.describe(trigger);
      ExecutionId execution = pipelines.start(StartRequest.of(trigger, pipeline));
      return confirmed(trigger, new Started(execution, pipeline.takesOverrides()));
    } catch (Refused e) {
      ledger.release(trigger.id());
      throw e;
    }
  }

  private Started confirmed(Trigger trigger, Started started) {
    ledger.confirm(trigger.id(), started.execution(), clock.instant());
    return started;
  }
}
