package dev.signalbox.core.ledger;

import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Decisions;
import java.time.Instant;

/** The table of facts that every delivery, by whatever way and in whatever order, agrees on. */
public interface Ledger {
  /**
   * Asks to carry out a trigger; of any number who ask at once, one gets it.
   *
   * @param until when the one who asks will certainly have stopped, done or not
   */
  Claim claim(TriggerId trigger, Instant now, Instant until);

  /** The trigger was carried out. Confirming again changes nothing: the first execution stays. */
  void confirm(TriggerId trigger, ExecutionId execution, Instant now);

  /** The trigger was certainly not carried out: whoever asks next gets it. */
  void release(TriggerId trigger);

  /**
   * Keeps what one version of the definition decided about one push. Later decisions take the place
   * of earlier ones until all of it has been carried out; that record then stays.
   */
  void record(Decisions decisions);
}
