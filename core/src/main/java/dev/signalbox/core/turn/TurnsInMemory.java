package dev.signalbox.core.turn;

import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns that are kept as long as their process lives. */
public final class TurnsInMemory implements Turns {
  private record Place(Repository repository, int number) {}

  private final Map<Place, Instant> taken = new HashMap<>();

  @Override
  public synchronized Optional<Turn> take(Repository repository, Instant now, Instant until) {
    return free(repository, now)
        .findFirst()
        .map(place -> {
          taken.put(place, until);
          return new Turn(repository, place.number(), until);
        });
  }

  @Override
  public synchronized boolean anyFree(Repository repository, Instant now) {
    return free(repository, now).findAny().isPresent();
  }

  private Stream<Place> free(Repository repository, Instant now) {
    return IntStream.range(0, MOST)
        .mapToObj(number -> new Place(repository, number))
        .filter(place -> !taken.getOrDefault(place, Instant.MIN).isAfter(now));
  }

  @Override
  public synchronized void give(Turn turn) {
    taken.remove(new Place(turn.repository(), turn.place()), turn.until());
  }
}
