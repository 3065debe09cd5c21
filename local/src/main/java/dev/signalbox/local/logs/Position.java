package dev.signalbox.local.logs;

import java.util.Comparator;

/** Where an event stands in its stream: by time, and among those of one time by arrival. */
record Position(long timestamp, long sequence) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::timestamp).thenComparingLong(Position::sequence);

  Position next() {
    return new Position(timestamp, sequence + 1);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
