package dev.signalbox.core.reconcile;

import dev.signalbox.core.release.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the last routed push left a branch.
 *
 * @param commit absent where the branch was deleted
 * @param at when that push happened
 */
public record Head(Optional<CommitId> commit, Instant at) {

  /** Whether a push that happened then came after what is remembered. */
  boolean givesWayTo(Optional<CommitId> before, Instant then) {
    // Events tell seconds: within one, a push follows what it started from.
    return then.isAfter(at) || (then.equals(at) && before.equals(commit));
  }
}
