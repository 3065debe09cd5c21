package dev.signalbox.core.reconcile;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.route.WatchedRepository;
import java.util.Map;
import java.util.Optional;

/**
 * A branch that is not where it was left.
 *
 * @param push what would have brought it there
 * @param left where it was left, if anything is known of it
 */
record Difference(WatchedRepository watched, Push push, Optional<Head> left) {

  /** Whether nothing has been told in the meantime and nothing has moved. */
  boolean standsIn(Map<Ref, Head> known, Branches branches) {
    try {
      return left.equals(Optional.ofNullable(known.get(push.ref())))
          && branches.head(watched, push.ref().name()).equals(push.after());
    } catch (Refused | Unavailable e) {
      // It is looked at again the next time.
      return false;
    }
  }
}
