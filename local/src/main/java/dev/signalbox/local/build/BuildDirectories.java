package dev.signalbox.local.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Where one build takes place: made empty, removed with all that the build left in it. */
record BuildDirectories(Path root) {

  static BuildDirectories make(Path parent, String name) throws IOException {
    // The commands of a build see this path with its links resolved.
    BuildDirectories made = new BuildDirectories(parent.toRealPath().resolve(name));
    Files.createDirectory(
        made.root,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (Path directory :
        new Path[] {made.source(), made.home(), made.temporary(), made.control(), made.outputs()}) {
      Files.createDirectories(directory);
    }
    return made;
  }

  /** The primary source's files. */
  Path source() {
    return root.resolve("src");
  }

  /**
   * @param number counts from 1
   */
  Path secondarySource(int number) {
    return root.resolve("src" + number);
  }

  Path home() {
    return root.resolve("home");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  /** Ours: the commands' scripts and what passes from one to the next. */
  Path control() {
    return root.resolve("control");
  }

  /** Ours: downloaded sources and packed artifacts. */
  Path outputs() {
    return root.resolve("outputs");
  }

  void remove() {
    if (!Files.exists(root)) {
      return;
    }
    try {
      Files.walkFileTree(root, new Removal());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + root, e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
