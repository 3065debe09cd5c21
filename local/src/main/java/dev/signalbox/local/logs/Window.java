package dev.signalbox.local.logs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The positions a request asks for.
 *
 * @param from the first of them
 * @param to the first after them
 */
record Window(Position from, Position to) {
  /** From one time, inclusive, to another, exclusive, without what is no longer kept. */
  static Window of(@Nullable Long start, @Nullable Long end, long oldestKept) {
    return new Window(
        new Position(Math.max(Optional.ofNullable(start).orElse(0L), oldestKept), 0),
        new Position(Optional.ofNullable(end).orElse(Long.MAX_VALUE), 0));
  }

  /** The number of the first event of the journal that is in here. */
  int first(Journal journal) {
    return journal.before(from);
  }

  /** The number of the first event of the journal that is no longer in here. */
  int end(Journal journal) {
    return Math.max(first(journal), journal.before(to));
  }
}
