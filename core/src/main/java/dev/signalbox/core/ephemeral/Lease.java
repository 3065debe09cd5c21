package dev.signalbox.core.ephemeral;

import java.time.Instant;
import java.util.Optional;

/** What the register answers to someone who wants to work on a branch's pipeline. */
public sealed interface Lease {
  /**
   * It is yours until the instant you named.
   *
   * @param token who you are
   */
  record Taken(BranchPipeline pipeline, String token, Optional<Registered> known)
      implements Lease {}

  /** Someone else is at work. */
  record Held(Instant until) implements Lease {}
}
