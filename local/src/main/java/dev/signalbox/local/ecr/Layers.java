package dev.signalbox.local.ecr;

import dev.signalbox.local.api.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** The blobs of every repository, by their digest: layers and image configurations. */
final class Layers {
  private static final String DIGEST = "sha256:[0-9a-f]{64}";

  private final Path directory;

  Layers(Store store) {
    this.directory = store.directory("ecr");
  }

  /** Empty when the repository has none of that digest. */
  Optional<Path> find(Repository repository, String digest) {
    return digest.matches(DIGEST)
        ? Optional.of(file(repository, digest)).filter(Files::isRegularFile)
        : Optional.empty();
  }

  /** Keeps the file under its digest, which has been verified. */
  void keep(Repository repository, String digest, Path upload) throws IOException {
    Path file = file(repository, digest);
    Files.createDirectories(file.getParent());
    Files.move(upload, file, StandardCopyOption.ATOMIC_MOVE);
  }

  void forget(Repository repository) {
    Path folder = folder(repository);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove the layers of " + repository.name(), e);
    }
  }

  private Path file(Repository repository, String digest) {
    return folder(repository).resolve(digest.substring("sha256:".length()));
  }

  // A plus sign is in no repository's name.
  private Path folder(Repository repository) {
    return directory
        .resolve(repository.place().account())
        .resolve(repository.place().region())
        .resolve(repository.name().replace('/', '+'));
  }

  static String digest(Path file) throws IOException {
    MessageDigest hash = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[64 * 1024];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hash.update(buffer, 0, count);
      }
    }
    return "sha256:" + HexFormat.of().formatHex(hash.digest());
  }

  static String digest(byte[] bytes) {
    return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
