package dev.signalbox.local.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream, in two files: the messages, and for each of them an entry that says
 * when it was and where it is. A build may print a gigabyte: no more than a page of it is in
 * memory.
 */
final class Journal {
  /** Timestamp, time of ingestion, place of the message and its length. */
  private static final int ENTRY = 3 * Long.BYTES + Integer.BYTES;

  private final Path messages;
  private final Path entries;
  private @Nullable RandomAccessFile openMessages;
  private @Nullable RandomAccessFile openEntries;
  private Extent extent = Extent.NONE;
  private boolean counted;
  private int @Nullable [] order;

  Journal(Path directory, String id) {
    messages = directory.resolve(id + ".messages");
    entries = directory.resolve(id + ".entries");
  }

  synchronized Extent extent() {
    return reading(() -> extent);
  }

  /** The events' own times, not their order, may be anything. */
  synchronized void append(List<LogEvent> events) {
    reading(() -> {
      RandomAccessFile data = messages();
      long place = data.length();
      var texts = new java.io.ByteArrayOutputStream();
      var added = ByteBuffer.allocate(events.size() * ENTRY);
      for (LogEvent event : events) {
        byte[] text = event.message().getBytes(StandardCharsets.UTF_8);
        added.putLong(event.timestamp()).putLong(event.ingested());
        added.putLong(place + texts.size()).putInt(text.length);
        texts.write(text);
        extent = extent.with(event.timestamp(), event.ingested(), text.length);
      }
      data.seek(place);
      data.write(texts.toByteArray());
      RandomAccessFile index = entries();
      index.seek((long) (extent.count() - events.size()) * ENTRY);
      index.write(added.array());
      order = null;
      return extent;
    });
  }

  /** The n-th event in the order of their times. */
  synchronized LogEvent event(int n) {
    return reading(() -> {
      int sequence = sequence(n);
      ByteBuffer entry = entry(sequence);
      long timestamp = entry.getLong();
      long ingested = entry.getLong();
      long place = entry.getLong();
      byte[] text = new byte[entry.getInt()];
      messages().seek(place);
      messages().readFully(text);
      return new LogEvent(timestamp, ingested, sequence, new String(text, StandardCharsets.UTF_8));
    });
  }

  /** How many events stand before this position. */
  synchronized int before(Position position) {
    return reading(() -> {
      int low = 0;
      int high = extent.count();
      while (low < high) {
        int middle = (low + high) >>> 1;
        int sequence = sequence(middle);
        var there = new Position(entry(sequence).getLong(), sequence);
        if (there.compareTo(position) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    });
  }

  private int sequence(int n) throws IOException {
    if (extent.inOrder()) {
      return n;
    }
    int[] sorted = order;
    if (sorted == null) {
      List<Position> positions = new ArrayList<>(extent.count());
      for (int i = 0; i < extent.count(); i++) {
        positions.add(new Position(entry(i).getLong(), i));
      }
      sorted = positions.stream().sorted().mapToInt(it -> (int) it.sequence()).toArray();
      order = sorted;
    }
    return sorted[n];
  }

  private ByteBuffer entry(int sequence) throws IOException {
    byte[] bytes = new byte[ENTRY];
    entries().seek((long) sequence * ENTRY);
    entries().readFully(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private RandomAccessFile messages() throws IOException {
    RandomAccessFile file = openMessages;
    if (file == null) {
      file = new RandomAccessFile(messages.toFile(), "rw");
      openMessages = file;
    }
    return file;
  }

  private RandomAccessFile entries() throws IOException {
    RandomAccessFile file = openEntries;
    if (file == null) {
      file = new RandomAccessFile(entries.toFile(), "rw");
      openEntries = file;
      if (!counted) {
        extent = count(file);
        counted = true;
      }
    }
    return file;
  }

  /** An entry that a kill left unfinished is none. */
  private static Extent count(RandomAccessFile file) throws IOException {
    int count = Math.toIntExact(file.length() / ENTRY);
    byte[] block = new byte[ENTRY * 1024];
    Extent extent = Extent.NONE;
    file.seek(0);
    for (int done = 0; done < count; done += 1024) {
      int size = Math.min(1024, count - done);
      file.readFully(block, 0, size * ENTRY);
      ByteBuffer buffer = ByteBuffer.wrap(block);
      for (int i : IntStream.range(0, size).toArray()) {
        int at = i * ENTRY;
        extent =
            extent.with(buffer.getLong(at), buffer.getLong(at + 8), buffer.getInt(at + ENTRY - 4));
      }
    }
    return extent;
  }

  /** Lets the files go until they are needed again. */
  synchronized void rest() {
    try {
      if (openMessages != null) {
        openMessages.close();
      }
      if (openEntries != null) {
        openEntries.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      openMessages = null;
      openEntries = null;
    }
  }

  synchronized void delete() {
    rest();
    try {
      Files.deleteIfExists(messages);
      Files.deleteIfExists(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private <T> T reading(Reading<T> reading) {
    try {
      entries();
      return reading.read();
    } catch (IOException e) {
      throw new UncheckedIOException("The log file " + messages + " cannot be used", e);
    }
  }
}
