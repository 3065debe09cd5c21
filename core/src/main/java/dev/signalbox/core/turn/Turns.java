package dev.signalbox.core.turn;

import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.util.Optional;

/** Of each repository only a few pushes are routed at a time. */
public interface Turns {
  /** How many of one repository. */
  int MOST = 2;

  /**
   * A repository's turn, as one of a few places.
   *
   * @param until when whoever has it will certainly have stopped
   */
  record Turn(Repository repository, int place, Instant until) {}

  /** A turn, if one is free; of any number who ask for the last one, one gets it. */
  Optional<Turn> take(Repository repository, Instant now, Instant until);

  /** Whether {@link #take} would find one, as far as one can see without taking it. */
  boolean anyFree(Repository repository, Instant now);

  /** The turn is over. One that somebody else has by now stays theirs. */
  void give(Turn turn);
}
