package dev.signalbox.local.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a function's process prints, line by line. */
final class Output {
  /** What one line of a function's log may hold; the rest is cut. */
  private static final int LONGEST_LINE = 256 * 1024;

  private static final int MARK = UUID.randomUUID().toString().length() + 1;

  /** How long a process may take to say that it has printed everything. */
  private static final long PATIENCE_MILLIS = 500;

  private final Process process;
  private final Consumer<String> log;
  private final Map<String, CompletableFuture<Boolean>> marks = new ConcurrentHashMap<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  Output(Process process, Consumer<String> log) {
    this.process = process;
    this.log = log;
  }

  /** Reads until the process ends. */
  void copy() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        if (c == '\n') {
          take(line.toString());
          line.setLength(0);
        } else if (line.length() < LONGEST_LINE || c == 0 || isMark(line)) {
          line.append((char) c);
        }
      }
      if (!line.isEmpty()) {
        log.accept(line.toString());
      }
    } catch (IOException e) {
      log.accept("The function's output broke off: " + e.getMessage());
    } finally {
      ended.complete(true);
    }
  }

  private static boolean isMark(StringBuilder line) {
    return line.lastIndexOf("\0") >= Math.max(0, line.length() - MARK);
  }

  /** A mark may stand behind a line that has not ended. */
  private void take(String line) {
    int at = line.length() - MARK;
    if (at >= 0 && line.charAt(at) == 0) {
      var mark = marks.remove(line.substring(at + 1));
      if (mark != null) {
        if (at > 0) {
          log.accept(line.substring(0, at));
        }
        mark.complete(true);
        return;
      }
    }
    log.accept(line);
  }

  /** Returns when all that the process has printed so far is in the log. */
  void settle() {
    var mark = new CompletableFuture<Boolean>();
    String name = UUID.randomUUID().toString();
    marks.put(name, mark);
    try {
      var input = process.getOutputStream();
      input.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
      input.flush();
      await(CompletableFuture.anyOf(mark, ended));
    } catch (IOException e) {
      // It has ended, or is about to: all of its output is there when the stream ends.
      await(CompletableFuture.anyOf(ended));
    } finally {
      marks.remove(name);
    }
  }

  private static void await(CompletableFuture<?> future) {
    future.completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
  }
}
