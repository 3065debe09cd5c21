package dev.signalbox.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A folder with nothing but {@link Tether}: what else is on our class path is not a function's. */
final class TetherClass {
  private static final String FILE = Tether.class.getName().replace('.', '/') + ".class";

  private TetherClass() {}

  /** Made in that directory when it is not there yet. */
  static Path in(Path directory) {
    Path folder = directory.resolve("tether");
    Path file = folder.resolve(FILE);
    try (InputStream bytes =
        Objects.requireNonNull(Tether.class.getClassLoader()).getResourceAsStream(FILE)) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Path unfinished = Files.createTempFile(folder, "tether", ".class");
      Files.copy(Objects.requireNonNull(bytes), unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
