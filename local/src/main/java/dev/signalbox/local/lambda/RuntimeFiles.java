package dev.signalbox.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/**
 * What a function's process needs besides its code.
 *
 * @param classes a folder with nothing but {@link Tether}: what else is on our class path is not a
 *     function's
 * @param library what AWS's runtime client calls Lambda with; absent where it brings none for this
 *     system. Left to itself each process writes it to the same file in {@code /tmp}, and those
 *     that start at the same time crash
 */
record RuntimeFiles(Path classes, Optional<Path> library) {
  private static final String TETHER = Tether.class.getName().replace('.', '/') + ".class";

  /** Made in that directory, anew each time: another version of ours may have been here. */
  static RuntimeFiles in(Path directory) {
    Path folder = directory.resolve("tether");
    copy(Objects.requireNonNull(Tether.class.getClassLoader()), TETHER, folder.resolve(TETHER));
    return new RuntimeFiles(
        folder,
        libraryName()
            .map(name ->
                copy(
                    Objects.requireNonNull(AWSLambda.class.getClassLoader()),
                    "jni/" + name,
                    directory.resolve(name))));
  }

  private static Optional<String> libraryName() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    String libc = musl() ? "_musl" : "";
    return switch (system) {
      case "Linux amd64" -> Optional.of("libaws-lambda-jni.linux" + libc + "-x86_64.so");
      case "Linux aarch64" -> Optional.of("libaws-lambda-jni.linux" + libc + "-aarch_64.so");
      default -> Optional.empty();
    };
  }

  private static boolean musl() {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
      return found.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whoever has the file keeps what it has, and who finds it finds all of it. */
  private static Path copy(ClassLoader loader, String resource, Path file) {
    try (InputStream bytes = Objects.requireNonNull(loader.getResourceAsStream(resource))) {
      Path folder = Objects.requireNonNull(file.getParent());
      Files.createDirectories(folder);
      Path unfinished = Files.createTempFile(folder, "unfinished", "");
      Files.copy(bytes, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
