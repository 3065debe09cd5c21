package dev.signalbox.aws.gate;

import dev.signalbox.core.gate.Answer;
import dev.signalbox.core.gate.Answer.Examined;
import dev.signalbox.core.gate.Evidence;
import dev.signalbox.core.gate.Gatekeeper;
import dev.signalbox.core.gate.Gatekeeper.Time;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Verdicts;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Answers the stages of ECS's deployments, which ask again where they are told to wait. */
public final class StageDesk {
  /** After how long ECS asks again. */
  public static final Duration AGAIN = Duration.ofSeconds(30);

  /** How long ECS waits for a hook of which nothing else is said. */
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Where deployments are asked about.
   *
   * @param function the gate's name
   */
  public record Place(Supplier<EcsClient> ecs, AccountId account, Region region, String function) {}

  private final Gatekeeper keeper;
  private final Place place;
  private final Verdicts verdicts;
  private final Evidence evidence;
  private final InstantSource clock;

  public StageDesk(
      Gatekeeper keeper, Place place, Verdicts verdicts, Evidence evidence, InstantSource clock) {
    this.keeper = keeper;
    this.place = place;
    this.verdicts = verdicts;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** What ECS is answered; nothing that goes wrong is anything but an answer. */
  public String answer(EcsCall call, Time time) {
    try {
      EcsMemory memory = EcsMemory.of(call, clock.instant());
      var deployment =
          new EcsDeployment(
              place.ecs().get(),
              call,
              place.account(),
              place.region(),
              place.function(),
              memory.since(),
              call.patience().orElse(DAY));
      return switch (keeper.answer(memory.hook(), deployment, time)) {
        case Answer.Said(Recorded recorded, var turn) -> said(recorded, turn);
        case Answer.Later(var reason, Instant deadline, PastTurn turn) -> {
          evidence.remember(turn);
          GateLog.later(memory.hook(), reason, deadline);
          yield EcsAnswer.later(delay(deadline), memory);
        }
        case Answer.Elsewhere(Instant until) -> EcsAnswer.later(delay(until), memory);
      };
    } catch (RuntimeException e) {
      GateLog.failed(call.hook(), e);
      return EcsAnswer.of(false);
    }
  }

  private String said(Recorded recorded, Optional<Examined> turn) {
    GateLog.verdict(recorded);
    try {
      verdicts.told(recorded.hook(), clock.instant());
      turn.ifPresent(t -> evidence.keep(recorded, t.gate(), t.turn()));
    } catch (RuntimeException e) {
      // It has been said: whatever this is, it must not make a failure of a pass.
      GateLog.trouble(recorded.hook(), String.valueOf(e));
    }
    return EcsAnswer.of(recorded.verdict().passes());
  }

  private Duration delay(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    return left.compareTo(AGAIN) < 0 ? left : AGAIN;
  }
}
