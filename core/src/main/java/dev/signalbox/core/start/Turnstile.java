package dev.signalbox.core.start;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.turn.Turns;
import dev.signalbox.core.turn.Waiting;
import dev.signalbox.core.turn.WaitingRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a few pushes of each repository through at a time; the others wait in the ledger, and
 * whoever has got through takes them along while there is time.
 */
public final class Turnstile {
  /** Less than this is not worth beginning with. */
  private static final Duration LEAST = Duration.ofSeconds(10);

  /** What one push gets of the time, and so how long a crash keeps it from others. */
  private static final Duration MOST = Duration.ofSeconds(55);

  /** How long a repository whose turns were all taken is not asked for one first. */
  private static final Duration CROWDED = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 5;

  private final Turns turns;
  private final WaitingRoom room;
  private final InstantSource clock;
  private volatile Optional<Crowd> crowd = Optional.empty();

  public Turnstile(Turns turns, WaitingRoom room, InstantSource clock) {
    this.turns = turns;
    this.room = room;
    this.clock = clock;
  }

  /** All turns of a repository were taken; for a moment nobody here need ask for one. */
  private record Crowd(Repository repository, Instant until) {}

  /** Routes one event. */
  interface Way {
    Routed route(Event event, Instant deadline);
  }

  /**
   * A push's own turn, if there is one for it; otherwise it waits, and {@link #follow} is to be
   * called.
   */
  Optional<Routed> pass(Event event, Push push, Instant deadline, Way way) {
    Repository repository = push.repository();
    Instant until = until(deadline);
    Optional<Turns.Turn> turn =
        isCrowded(repository) ? Optional.empty() : turns.take(repository, clock.instant(), until);
    if (turn.isEmpty()) {
      room.add(new Waiting(push, event.relay()));
      return Optional.empty();
    }
    try {
      return Optional.of(way.route(event, until));
    } finally {
      turns.give(turn.get());
    }
  }

  private boolean isCrowded(Repository repository) {
    return crowd
        .filter(it -> it.repository().equals(repository))
        .filter(it -> it.until().isAfter(clock.instant()))
        .isPresent();
  }

  /**
   * Sees to it that a push that has just begun to wait is served: by whoever has a turn, or here.
   *
   * <p>Where all have been taken, the next one of that repository here does not ask for one before
   * it waits: in a flood that would be in vain nearly always.
   */
  List<Routed> follow(Repository repository, Instant deadline, Way way) {
    Instant now = clock.instant();
    boolean free = turns.anyFree(repository, now);
    crowd = free ? Optional.empty() : Optional.of(new Crowd(repository, now.plus(CROWDED)));
    return free ? drain(repository, deadline, way) : List.of();
  }

  /**
   * Routes what waits of a repository, while there is time and a turn.
   *
   * <p>Who finds no turn has added its push before, and whoever has one looks again after giving it
   * back, whatever it took it for: so nobody is left behind.
   */
  List<Routed> drain(Repository repository, Instant deadline, Way way) {
    List<Routed> routed = new ArrayList<>();
    while (clock.instant().plus(LEAST).isBefore(deadline)
        && room.anyWaits(repository, clock.instant())) {
      Instant until = until(deadline);
      Optional<Turns.Turn> turn = turns.take(repository, clock.instant(), until);
      if (turn.isEmpty()) {
        break;
      }
      try {
        room.next(repository, clock.instant(), until)
            .flatMap(next -> serve(next, until, way))
            .ifPresent(routed::add);
      } finally {
        turns.give(turn.get());
      }
    }
    return routed;
  }

  private Optional<Routed> serve(Waiting waiting, Instant until, Way way) {
    try {
      Routed routed = way.route(event(waiting), until);
      if (routed.decisions().complete()) {
        room.done(waiting);
      } else {
        putOff(waiting);
      }
      return Optional.of(routed);
    } catch (Refused | Unavailable e) {
      putOff(waiting);
      return Optional.empty();
    }
  }

  private static Event event(Waiting waiting) {
    return waiting
        .relay()
        .<Event>map(relay -> new Event.Relayed(waiting.push(), relay))
        .orElseGet(() -> new Event.Pushed(waiting.push()));
  }

  /** It is tried until it can be served, ever more seldom. */
  private void putOff(Waiting waiting) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(waiting.tries(), DOUBLINGS));
    room.putOff(
        waiting.again(),
        clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
  }

  private Instant until(Instant deadline) {
    Instant most = clock.instant().plus(MOST);
    return most.isBefore(deadline) ? most : deadline;
  }
}
