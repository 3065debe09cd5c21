package dev.signalbox.local.ecs.task;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The files a task leaves behind. */
final class TaskFiles {
  private TaskFiles() {}

  /** What cannot be removed stays until the next start. */
  static void remove(Path directory) {
    try {
      if (Files.exists(directory)) {
        Files.walkFileTree(directory, new Removal());
      }
    } catch (IOException e) {
      // A file that somebody still writes: no reason for the task not to end.
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
