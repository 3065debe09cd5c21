package dev.signalbox.local.build;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the commands of a build print, cut into lines in bounded memory, and between the lines where
 * each command ended: the shell says so in the same stream, so that nothing a command has printed
 * can come after its end.
 */
final class OutputLines {
  private static final int LONGEST_END = 64;

  private final int longestLine;
  private final BooleanSupplier wanted;
  private final Consumer<String> lines;
  private final IntConsumer ends;
  private final Pattern end;
  private byte[] line = new byte[1024];
  private int length;

  /**
   * @param end what no command can guess; after each command the shell prints it with the exit
   *     status, between two NULs
   * @param longestLine in bytes; longer ones become several
   */
  OutputLines(
      String end,
      int longestLine,
      BooleanSupplier wanted,
      Consumer<String> lines,
      IntConsumer ends) {
    this.wanted = wanted;
    this.longestLine = Math.max(longestLine, 2 * LONGEST_END);
    this.lines = lines;
    this.ends = ends;
    this.end = Pattern.compile("\0" + Pattern.quote(end) + " (\\d{1,3})$");
  }

  void accept(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        flush();
      } else if (b != 0 || !endsCommand()) {
        add(b);
      }
    }
  }

  /** Writes what there is of a line that never ended. */
  void close() {
    if (length > 0) {
      flush();
    }
  }

  private void add(byte b) {
    if (length == longestLine) {
      split();
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(2 * length, longestLine));
    }
    line[length++] = b;
  }

  /** Not inside a character, and not inside what may be the end of a command. */
  private void split() {
    int at = length - LONGEST_END;
    while (at > longestLine / 2 && (line[at] & 0xC0) == 0x80) {
      at--;
    }
    write(at);
    length -= at;
    System.arraycopy(line, at, line, 0, length);
  }

  private void flush() {
    write(length);
    length = 0;
  }

  private void write(int count) {
    if (wanted.getAsBoolean()) {
      lines.accept(new String(line, 0, count, StandardCharsets.UTF_8));
    }
  }

  private boolean endsCommand() {
    int from = Math.max(0, length - LONGEST_END);
    String tail = new String(line, from, length - from, StandardCharsets.ISO_8859_1);
    Matcher matcher = end.matcher(tail);
    if (!matcher.find()) {
      return false;
    }
    length = from + matcher.start();
    close();
    ends.accept(Integer.parseInt(matcher.group(1)));
    return true;
  }
}
