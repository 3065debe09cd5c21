package dev.signalbox.local.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Marks the names in a zip as the UTF-8 they are. The JDK forgets the mark for directories, and
 * other tools then unpack a directory of another name beside the right one.
 */
final class ZipNames {
  private static final short UTF_8 = 1 << 11;
  private static final int END_LENGTH = 22;
  private static final int ENTRY_LENGTH = 46;

  private ZipNames() {}

  /** Leaves a zip with a comment or of more than 4 GiB as it is. */
  static void mark(Path zip) throws IOException {
    try (FileChannel file =
        FileChannel.open(zip, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer end = read(file, file.size() - END_LENGTH, END_LENGTH);
      long length = Integer.toUnsignedLong(end.getInt(12));
      long start = Integer.toUnsignedLong(end.getInt(16));
      if (start + length + END_LENGTH == file.size()) {
        mark(file, start, read(file, start, Math.toIntExact(length)));
      }
    }
  }

  private static void mark(FileChannel file, long start, ByteBuffer entries) throws IOException {
    int at = 0;
    while (at < entries.limit()) {
      short flags = (short) (entries.getShort(at + 8) | UTF_8);
      write(file, start + at + 8, flags);
      write(file, Integer.toUnsignedLong(entries.getInt(at + 42)) + 6, flags);
      int name = Short.toUnsignedInt(entries.getShort(at + 28));
      int extra = Short.toUnsignedInt(entries.getShort(at + 30));
      int comment = Short.toUnsignedInt(entries.getShort(at + 32));
      at += ENTRY_LENGTH + name + extra + comment;
    }
  }

  private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {}
    return bytes.flip();
  }

  private static void write(FileChannel file, long position, short value) throws IOException {
    file.write(
        ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(value).flip(), position);
  }
}
