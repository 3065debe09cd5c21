package dev.signalbox.core.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a repository has been looked through.
 *
 * @param version the definition by which it was last looked through to the end; none if it never
 *     was
 * @param at when somebody last looked
 * @param stop where the last look had to stop, if it had to
 */
public record Look(Optional<String> version, Instant at, Optional<Stop> stop) {
  static final Look NEVER = new Look(Optional.empty(), Instant.EPOCH, Optional.empty());

  /** A look by one version of the definition that came to the end of its time at a branch. */
  public record Stop(String version, String branch) {}

  /** Whether everything that a definition is about has been looked at, and not too long ago. */
  boolean covers(String definition, Duration age, Instant now) {
    return isFresh(age, now) && version.equals(Optional.of(definition));
  }

  /** Whether what has changed since is news and no history. */
  boolean isFresh(Duration age, Instant now) {
    return !at.plus(age).isBefore(now);
  }

  /** The branch after which a look by this definition goes on. */
  Optional<String> after(String definition) {
    return stop.filter(where -> where.version().equals(definition)).map(Stop::branch);
  }

  static Look finished(String definition, Instant now) {
    return new Look(Optional.of(definition), now, Optional.empty());
  }

  Look stopped(String definition, String branch, Instant now) {
    return new Look(version, now, Optional.of(new Stop(definition, branch)));
  }
}
