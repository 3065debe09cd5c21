package dev.signalbox.local.logs;

import java.nio.charset.StandardCharsets;

/**
 * One line of a stream; times in milliseconds.
 *
 * @param sequence how many the stream had before it
 */
record LogEvent(long timestamp, long ingested, long sequence, String message) {
  /** What AWS counts for each event beside its message. */
  static final int OVERHEAD = 26;

  Position position() {
    return new Position(timestamp, sequence);
  }

  int bytes() {
    return bytes(message);
  }

  static int bytes(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
  }
}
