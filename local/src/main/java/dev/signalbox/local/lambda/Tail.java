package dev.signalbox.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last of what was logged, in at most 4 KB. */
final class Tail {
  private static final int MOST_BYTES = 4096;

  private final Deque<String> lines = new ArrayDeque<>();
  private int bytes;

  synchronized void add(String line) {
    String whole = line + "\n";
    lines.addLast(whole);
    bytes += size(whole);
    while (bytes > MOST_BYTES && lines.size() > 1) {
      bytes -= size(lines.removeFirst());
    }
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** A single line that is longer loses its beginning. */
  synchronized String text() {
    byte[] all = String.join("", lines).getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, all.length - MOST_BYTES);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }
}
