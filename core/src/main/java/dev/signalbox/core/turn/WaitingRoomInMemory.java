package dev.signalbox.core.turn;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pushes that wait as long as their process lives. */
public final class WaitingRoomInMemory implements WaitingRoom {
  private record Seat(Waiting waiting, Instant until) {}

  private final Map<String, Seat> seats = new HashMap<>();

  @Override
  public synchronized void add(Waiting waiting) {
    seats.putIfAbsent(waiting.push().move(), new Seat(waiting, Instant.MIN));
  }

  @Override
  public synchronized boolean anyWaits(Repository repository, Instant now) {
    return waiting(repository, now).findAny().isPresent();
  }

  private Stream<Waiting> waiting(Repository repository, Instant now) {
    return seats.values().stream()
        .filter(seat -> !seat.until().isAfter(now))
        .map(Seat::waiting)
        .filter(waiting -> waiting.push().repository().equals(repository));
  }

  @Override
  public synchronized Optional<Waiting> next(Repository repository, Instant now, Instant until) {
    return waiting(repository, now)
        .min(Comparator.comparing(Waiting::push, Comparator.comparing(Push::at)))
        .map(waiting -> {
          seats.put(waiting.push().move(), new Seat(waiting, until));
          return waiting;
        });
  }

  @Override
  public synchronized void putOff(Waiting waiting, Instant until) {
    seats.computeIfPresent(waiting.push().move(), (_, _) -> new Seat(waiting, until));
  }

  @Override
  public synchronized void done(Waiting waiting) {
    seats.remove(waiting.push().move());
  }

  public synchronized int size() {
    return seats.size();
  }
}
