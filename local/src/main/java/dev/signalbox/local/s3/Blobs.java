package dev.signalbox.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The bytes of objects and parts, each in a file whose name has nothing to do with the key. A file
 * is written in one place and moved to another when it is whole.
 */
final class Blobs implements AutoCloseable {
  private record Dropped(String name, long at) {}

  /** Longer than the store takes to write down that nothing points to the file any more. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path incoming;
  private final Path whole;
  private final Queue<Dropped> dropped = new ConcurrentLinkedQueue<>();

  Blobs(Path directory) {
    try {
      incoming = Files.createDirectories(directory.resolve("incoming"));
      whole = Files.createDirectories(directory.resolve("whole"));
      try (Stream<Path> leftFromACrash = Files.list(incoming)) {
        leftFromACrash.forEach(Blobs::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use " + directory + " for objects", e);
    }
  }

  /**
   * A name for a file to write; whoever asks deletes the file when it is not {@link #keep kept}.
   */
  Path incoming() {
    return incoming.resolve(UUID.randomUUID().toString());
  }

  /** Moves the file in and returns the name to find it by. */
  String keep(Path file) {
    var name = UUID.randomUUID().toString();
    try {
      Files.createDirectories(path(name).getParent());
      Files.move(file, path(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return name;
  }

  Path path(String name) {
    return whole.resolve(name.substring(0, 2)).resolve(name);
  }

  /** The file goes a little later: one who has just looked it up, or a crash, may still need it. */
  void drop(String name) {
    dropped.add(new Dropped(name, System.nanoTime()));
    sweep(GRACE);
  }

  private void sweep(Duration grace) {
    for (var oldest = dropped.peek();
        oldest != null && System.nanoTime() - oldest.at() >= grace.toNanos();
        oldest = dropped.peek()) {
      if (dropped.remove(oldest)) {
        delete(path(oldest.name()));
      }
    }
  }

  @Override
  public void close() {
    sweep(Duration.ZERO);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
