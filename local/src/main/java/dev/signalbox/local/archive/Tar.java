package dev.signalbox.local.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a tar archive, entry by entry: ustar with the extensions of POSIX and of GNU. */
final class Tar {
  private static final int BLOCK = 512;
  private static final int LONGEST_HEADER = 1024 * 1024;

  private final InputStream in;
  private long left;
  private long padding;

  Tar(InputStream in) {
    this.in = in;
  }

  /** Empty behind the last. What was not read of the entry before is passed over. */
  Optional<TarEntry> next() throws IOException {
    Map<String, String> extended = new HashMap<>();
    while (true) {
      in.skipNBytes(left + padding);
      byte[] header = in.readNBytes(BLOCK);
      if (header.length == 0 || isZero(header)) {
        left = 0;
        padding = 0;
        return Optional.empty();
      }
      if (header.length < BLOCK || !checksumHolds(header)) {
        throw new IOException("it is not a tar archive");
      }
      take(number(header, 124, 12));
      char type = header[156] == 0 ? '0' : (char) header[156];
      switch (type) {
        case 'x' -> extended.putAll(records(text()));
        case 'L' -> extended.put("path", upToZero(text()));
        case 'K' -> extended.put("linkpath", upToZero(text()));
        case 'g' -> {} // about all entries; none of it matters here
        default -> {
          return Optional.of(entry(header, type, extended));
        }
      }
    }
  }

  private TarEntry entry(byte[] header, char type, Map<String, String> extended)
      throws IOException {
    String size = extended.get("size");
    if (size != null) {
      take(length(size));
    }
    String prefix = isUstar(header) ? string(header, 345, 155) : "";
    String name = string(header, 0, 100);
    return new TarEntry(
        extended.getOrDefault("path", prefix.isEmpty() ? name : prefix + "/" + name),
        type,
        left,
        (int) number(header, 100, 8),
        extended.getOrDefault("linkpath", string(header, 157, 100)));
  }

  private void take(long size) throws IOException {
    if (size < 0 || size > Long.MAX_VALUE - BLOCK) {
      throw new IOException("it is not a tar archive: an entry has the size " + size);
    }
    left = size;
    padding = (BLOCK - size % BLOCK) % BLOCK;
  }

  /** The content of the current entry. */
  void copyTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new EOFException("it ends within an entry");
      }
      left -= count;
      out.write(buffer, 0, count);
    }
  }

  private String text() throws IOException {
    if (left > LONGEST_HEADER) {
      throw new IOException("an entry's header is longer than " + LONGEST_HEADER + " bytes");
    }
    String text = new String(in.readNBytes((int) left), StandardCharsets.UTF_8);
    left = 0;
    return text;
  }

  /** Lines of {@code LENGTH KEY=VALUE}. */
  private static Map<String, String> records(String text) throws IOException {
    Map<String, String> records = new HashMap<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (at < bytes.length) {
      int space = at;
      while (space < bytes.length && bytes[space] != ' ') {
        space++;
      }
      long length = length(new String(bytes, at, space - at, StandardCharsets.US_ASCII));
      if (at + length > bytes.length || at + length <= space + 1) {
        throw new IOException("an extended header is malformed");
      }
      String line =
          new String(bytes, space + 1, (int) (at + length - space - 2), StandardCharsets.UTF_8);
      int equals = line.indexOf('=');
      if (equals > 0) {
        records.put(line.substring(0, equals), line.substring(equals + 1));
      }
      at += (int) length;
    }
    return records;
  }

  private static long length(String digits) throws IOException {
    if (!digits.matches("[0-9]{1,18}")) {
      throw new IOException("an extended header is malformed");
    }
    return Long.parseLong(digits);
  }

  private static boolean isUstar(byte[] header) {
    return string(header, 257, 5).equals("ustar") && header[262] == 0;
  }

  private static String string(byte[] header, int from, int length) {
    return upToZero(new String(header, from, length, StandardCharsets.UTF_8));
  }

  private static String upToZero(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Octal digits, or with the highest bit set a big-endian binary number. */
  private static long number(byte[] header, int from, int length) throws IOException {
    if ((header[from] & 0x80) != 0) {
      long value = header[from] & 0x7f;
      for (int i = from + 1; i < from + length; i++) {
        value = (value << 8) | (header[i] & 0xff);
      }
      return value;
    }
    String digits = string(header, from, length).strip();
    if (!digits.matches("[0-7]*")) {
      throw new IOException("it is not a tar archive: a number in it is malformed");
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static boolean isZero(byte[] block) {
    for (byte it : block) {
      if (it != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean checksumHolds(byte[] header) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum == number(header, 148, 8);
  }
}
