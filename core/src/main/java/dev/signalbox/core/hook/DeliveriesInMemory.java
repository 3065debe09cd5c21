package dev.signalbox.core.hook;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Deliveries of one process, held to the same promises as those in DynamoDB. */
public final class DeliveriesInMemory implements Deliveries {
  private final Map<String, Instant> until = new HashMap<>();

  @Override
  public synchronized Turn take(String delivery, Instant now, Instant end) {
    Instant taken = until.get(delivery);
    if (taken != null && taken.equals(Instant.MAX)) {
      return Turn.DONE;
    }
    if (taken != null && taken.isAfter(now)) {
      return Turn.UNDER_WAY;
    }
    until.put(delivery, end);
    return Turn.YOURS;
  }

  @Override
  public synchronized void done(String delivery, Instant now) {
    until.put(delivery, Instant.MAX);
  }
}
