package dev.signalbox.local.codecommit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** One repository's place on disk. */
final class GitDirectory {
  private final Path path;

  GitDirectory(Path path) {
    this.path = path;
  }

  /**
   * References go into reftables: a branch's name is bytes in a file there, never a file's name,
   * which not every name can be on every machine; and many change at once or not at all.
   */
  void create() {
    try (FileRepository repository = builder()) {
      repository.create(true);
      StoredConfig config = repository.getConfig();
      // An old commit can be read after a force push, as on AWS.
      config.setString("gc", null, "pruneExpire", "never");
      config.setString("gc", null, "prunePackExpire", "never");
      config.setBoolean(
          ConfigConstants.CONFIG_CORE_SECTION,
          null,
          ConfigConstants.CONFIG_KEY_LOGALLREFUPDATES,
          false);
      config.save();
      repository.convertRefStorage("reftable", false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GitData open() {
    try {
      removeLocks();
      return new GitData(builder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileRepository builder() throws IOException {
    return new FileRepository(
        new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().setMustExist(false).setup());
  }

  /** What a killed process left: nobody else uses the directory, so nobody holds them. */
  private void removeLocks() throws IOException {
    try (Stream<Path> files = Files.walk(path, 2)) {
      List<Path> locks = files.filter(file -> file.toString().endsWith(".lock")).toList();
      for (Path lock : locks) {
        Files.deleteIfExists(lock);
      }
    }
  }

  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
