package dev.signalbox.local.store;

import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** A store on H2's MVStore: one file in the data directory, or memory and a temporary directory. */
public final class MvStore implements Store {
  private final MVStore file;
  private final Path directory;
  private final boolean temporary;
  private final Map<String, Table<?>> tables = new ConcurrentHashMap<>();

  private MvStore(MVStore file, Path directory, boolean temporary) {
    this.file = file;
    this.directory = directory;
    this.temporary = temporary;
  }

  /**
   * @param data where to keep everything; empty to forget it at the end
   * @throws DirectoryUnusable when the directory cannot be written or another process uses it
   */
  public static MvStore open(Optional<Path> data) {
    return data.map(MvStore::kept).orElseGet(MvStore::forgotten);
  }

  private static MvStore kept(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new DirectoryUnusable(directory, "cannot be made: " + e.getMessage());
    }
    if (!Files.isWritable(directory)) {
      throw new DirectoryUnusable(directory, "is not writable: choose another with --data");
    }
    try {
      MVStore file =
          new MVStore.Builder().fileName(directory.resolve("state.mv").toString()).open();
      file.setAutoCommitDelay(200);
      return new MvStore(file, directory, false);
    } catch (MVStoreException e) {
      throw new DirectoryUnusable(directory, whyNot(directory, e));
    }
  }

  private static String whyNot(Path directory, MVStoreException e) {
    if (e.getErrorCode() == org.h2.mvstore.DataUtils.ERROR_FILE_LOCKED) {
      return "is in use by another process: stop it, or choose another with --data";
    }
    return Files.exists(directory.resolve("state.mv"))
        ? "holds an unreadable state.mv: " + e.getMessage()
        : "cannot be written to: choose another with --data";
  }

  private static MvStore forgotten() {
    try {
      return new MvStore(
          new MVStore.Builder().open(), Files.createTempDirectory("signalbox-"), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary directory", e);
    }
  }

  @Override
  @SuppressWarnings(
      "unchecked") // one class per table name: computeIfAbsent made it for the same one
  public <T> Table<T> table(String name, Class<T> type) {
    return (Table<T>) tables.computeIfAbsent(name, n -> new JsonTable<>(map(n), type));
  }

  private MVMap<String, byte[]> map(String name) {
    return file.openMap(name);
  }

  @Override
  public Path directory(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the directory " + name + " in " + directory, e);
    }
  }

  @Override
  public void close() {
    file.close();
    if (temporary) {
      delete(directory);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("Could not remove all of " + directory + ": " + e.getMessage());
    }
  }
}
