package dev.signalbox.core.hook;

import java.time.Instant;

/** What has been delivered before, so that it has no second effect. */
public interface Deliveries {
  /** Whose turn it is. */
  enum Turn {
    /** Nobody has dealt with it, or who began has stopped without an end. */
    YOURS,
    /** Somebody is at it right now. */
    UNDER_WAY,
    /** It has been dealt with. */
    DONE
  }

  /**
   * Asks to deal with a delivery; of any number who ask at once, one gets it.
   *
   * @param until when the one who asks will certainly have stopped, done or not
   */
  Turn take(String delivery, Instant now, Instant until);

  /** It has been dealt with, for good. */
  void done(String delivery, Instant now);
}
