package dev.signalbox.core.start;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.Target;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One cause, forwarded: however many routes lead to a bus, it is told once. */
final class Forwarding {
  private final Buses buses;
  private final Cause cause;
  private final Optional<Relay> relay;
  private final Map<BusId, Optional<RuntimeException>> told = new ConcurrentHashMap<>();

  Forwarding(Buses buses, Cause cause, Optional<Relay> relay) {
    this.buses = buses;
    this.cause = cause;
    this.relay = relay;
  }

  /**
   * Tells the bus behind which a target is.
   *
   * @throws Refused where it cannot be told of this
   * @throws Unavailable where asking again may work
   */
  void to(Target target) {
    if (!(cause instanceof Push push)) {
      throw new Refused(
          "only pushes are forwarded, this is of kind '%s': let a rule in account %s tell %s of it"
              .formatted(cause.kind(), cause.account(), target.pipeline().account()));
    }
    if (target.reach() instanceof Reach.Bus(String name)) {
      var bus = new BusId(target.pipeline().account(), target.pipeline().region(), name);
      // Who is busy is asked again for every route; any other answer stands for all of them.
      told.compute(bus, (_, known) -> known == null || isBusy(known) ? tell(push, bus) : known)
          .ifPresent(failure -> {
            throw failure;
          });
    }
  }

  private static boolean isBusy(Optional<RuntimeException> known) {
    return known.filter(Busy.class::isInstance).isPresent();
  }

  private Optional<RuntimeException> tell(Push push, BusId bus) {
    try {
      buses.forward(push, relay, bus);
      return Optional.empty();
    } catch (Refused | Unavailable e) {
      return Optional.of(e);
    }
  }
}
