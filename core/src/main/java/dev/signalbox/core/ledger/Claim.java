package dev.signalbox.core.ledger;

import dev.signalbox.core.release.ExecutionId;
import java.time.Instant;

/** What the ledger answers to someone who wants to carry out a trigger. */
public sealed interface Claim {
  /** Nobody has had it: it is yours until the instant you named. */
  record Granted() implements Claim {}

  /**
   * Someone had it and never confirmed. It is yours now, and it may have been carried out.
   *
   * @param since when it was first claimed
   */
  record Recovered(Instant since) implements Claim {}

  /** Someone has it right now. */
  record Held(Instant until) implements Claim {}

  /** It has been carried out. */
  record Confirmed(ExecutionId execution) implements Claim {}
}
