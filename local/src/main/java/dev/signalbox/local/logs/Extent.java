package dev.signalbox.local.logs;

/**
 * How much a stream holds; times in milliseconds.
 *
 * @param inOrder whether no event came after one with a later time
 */
record Extent(
    int count,
    long bytes,
    long firstTimestamp,
    long lastTimestamp,
    long lastIngested,
    boolean inOrder) {
  static final Extent NONE = new Extent(0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0, true);

  Extent with(long timestamp, long ingested, int length) {
    return new Extent(
        count + 1,
        bytes + length + LogEvent.OVERHEAD,
        Math.min(firstTimestamp, timestamp),
        Math.max(lastTimestamp, timestamp),
        ingested,
        inOrder && timestamp >= lastTimestamp);
  }
}
