package dev.signalbox.core.turn;

import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.util.Optional;

/** The pushes that wait, kept until they are done with. */
public interface WaitingRoom {
  /** Lets a push wait; one that waits already waits on. */
  void add(Waiting waiting);

  /** Whether {@link #next} would find one, as far as one can see without taking it. */
  boolean anyWaits(Repository repository, Instant now);

  /**
   * One of the pushes of a repository that wait longest, which nobody else gets until then; none
   * where all are taken or put off.
   */
  Optional<Waiting> next(Repository repository, Instant now, Instant until);

  /** It waits on, and nobody gets it before then. */
  void putOff(Waiting waiting, Instant until);

  void done(Waiting waiting);
}
