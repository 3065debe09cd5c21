package dev.signalbox.local.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** A tar archive made by hand, so that it can say what no tool would write. */
public final class TarFile {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public TarFile file(String name, String content) {
    return file(name, content, 0644);
  }

  public TarFile file(String name, String content, int mode) {
    return entry(name, '0', "", mode, content.getBytes(StandardCharsets.UTF_8));
  }

  public TarFile directory(String name) {
    return entry(name, '5', "", 0755, new byte[0]);
  }

  public TarFile symlink(String name, String target) {
    return entry(name, '2', target, 0777, new byte[0]);
  }

  public TarFile hardLink(String name, String target) {
    return entry(name, '1', target, 0644, new byte[0]);
  }

  public TarFile device(String name) {
    return entry(name, '3', "", 0644, new byte[0]);
  }

  /** As GNU tar writes a name that does not fit. */
  public TarFile longFile(String name, String content) {
    entry("././@LongLink", 'L', "", 0644, (name + "\0").getBytes(StandardCharsets.UTF_8));
    return file("cut off", content);
  }

  /** As POSIX has it. */
  public TarFile extendedFile(String name, String content) {
    String record = " path=" + name + "\n";
    int length = record.getBytes(StandardCharsets.UTF_8).length;
    int digits = String.valueOf(length + 3).length();
    String line = (length + digits) + record;
    entry("PaxHeaders/x", 'x', "", 0644, line.getBytes(StandardCharsets.UTF_8));
    return file("cut off", content);
  }

  private TarFile entry(String name, char type, String target, int mode, byte[] content) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, String.format("%07o", mode));
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, String.format("%011o", content.length));
    put(header, 136, "00000000000");
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 148, "        ");
    int sum = 0;
    for (byte it : header) {
      sum += it & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    bytes.writeBytes(header);
    bytes.writeBytes(content);
    bytes.writeBytes(new byte[(512 - content.length % 512) % 512]);
    return this;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] written = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(written, 0, header, at, written.length);
  }

  public byte[] plain() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes.toByteArray());
    all.writeBytes(new byte[1024]);
    return all.toByteArray();
  }

  public byte[] gzip() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
