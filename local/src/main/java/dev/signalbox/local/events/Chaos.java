package dev.signalbox.local.events;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What EventBridge never promised: events come twice, late, out of order or not at all. The same
 * seed makes the same trouble.
 *
 * @param duplicate the share of events, from 0 to 1, that come twice
 * @param drop the share that is lost
 * @param reorder the share that lets the next one pass
 * @param delay the share that comes late
 * @param longestDelay by how much at most
 */
public record Chaos(
    long seed, double duplicate, double drop, double reorder, double delay, Duration longestDelay) {
  public static final Chaos NONE = new Chaos(0, 0, 0, 0, 0, Duration.ZERO);
  // An event that waits for the next one must not wait for ever.
  private static final Duration LONGEST_WAIT_FOR_THE_NEXT = Duration.ofSeconds(5);

  Inlet before(Inlet inlet, Clock clock) {
    return equals(NONE) ? inlet : new Troubled(this, inlet, clock);
  }

  private static final class Troubled implements Inlet {
    private record Held(Place place, String bus, Arrival arrival) {}

    private final Chaos settings;
    private final Inlet inlet;
    private final Clock clock;
    private final Random random;
    private @Nullable Held held;

    Troubled(Chaos settings, Inlet inlet, Clock clock) {
      this.settings = settings;
      this.inlet = inlet;
      this.clock = clock;
      this.random = new Random(settings.seed());
    }

    @Override
    public synchronized void take(Place place, String bus, Arrival arrival) {
      if (chance(settings.drop)) {
        return;
      }
      boolean twice = chance(settings.duplicate);
      boolean letPass = held == null && chance(settings.reorder);
      if (letPass) {
        held = new Held(place, bus, arrival);
        clock.after(LONGEST_WAIT_FOR_THE_NEXT, this::release);
      } else {
        takeInTime(place, bus, arrival);
        release();
      }
      if (twice) {
        takeInTime(place, bus, arrival);
      }
    }

    private synchronized void release() {
      var waiting = held;
      held = null;
      if (waiting != null) {
        takeInTime(waiting.place, waiting.bus, waiting.arrival);
      }
    }

    private void takeInTime(Place place, String bus, Arrival arrival) {
      if (settings.longestDelay.isPositive() && chance(settings.delay)) {
        var late = Duration.ofMillis(1 + random.nextLong(settings.longestDelay.toMillis()));
        clock.after(late, () -> inlet.take(place, bus, arrival));
      } else {
        inlet.take(place, bus, arrival);
      }
    }

    private boolean chance(double share) {
      return random.nextDouble() < share;
    }
  }
}
