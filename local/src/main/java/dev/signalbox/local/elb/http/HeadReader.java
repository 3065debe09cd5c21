package dev.signalbox.local.elb.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads heads; what could be read in two ways is refused. */
final class HeadReader {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private final InputStream in;
  private int left = LONGEST_HEAD;

  HeadReader(InputStream in) {
    this.in = in;
  }

  /** Empty where the connection has ended before another head. */
  Optional<Head> read() throws IOException {
    Optional<String> start = line(414);
    while (start.isPresent() && start.get().isEmpty()) {
      start = line(414);
    }
    if (start.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Head(start.get(), fields()));
  }

  List<Head.Field> fields() throws IOException {
    List<Head.Field> fields = new ArrayList<>();
    for (String line = field(); !line.isEmpty(); line = field()) {
      int colon = line.indexOf(':');
      if (colon < 1 || !line.substring(0, colon).matches(TOKEN)) {
        throw Malformed.request("A header field without a name");
      }
      fields.add(new Head.Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return fields;
  }

  private String field() throws IOException {
    return line(400).orElseThrow(() -> new EOFException("The connection ended in a head"));
  }

  Optional<String> line(int statusOfTooLong) throws IOException {
    byte[] bytes = new byte[256];
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        if (length == 0) {
          return Optional.empty();
        }
        throw new EOFException("The connection ended in a line");
      }
      if (length == LONGEST_LINE || --left < 0) {
        throw new Malformed(statusOfTooLong, "A line or a head too long");
      }
      if (length == bytes.length) {
        bytes = java.util.Arrays.copyOf(bytes, length * 2);
      }
      bytes[length++] = (byte) next;
    }
    return Optional.of(checked(bytes, length));
  }

  private static String checked(byte[] bytes, int length) throws Malformed {
    int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    for (int i = 0; i < end; i++) {
      boolean control = bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t';
      if (control || bytes[i] == 0x7f) {
        throw Malformed.request("A control character in a head");
      }
    }
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }
}
