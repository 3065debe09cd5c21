package dev.signalbox.local.build;

import dev.signalbox.local.build.Buildspec.Output;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that an artifacts section names, by the names they get in the artifact. */
record ArtifactFiles(Path source) {

  /**
   * @throws PhaseFailure when there are none
   */
  SortedMap<String, Path> of(Output output) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    List<Path> bases = bases(output.baseDirectory().orElse("."));
    for (Path base : bases) {
      List<PathPattern> wanted = patterns(output.files(), base);
      List<PathPattern> excluded = patterns(output.excluded(), base);
      for (Path file : below(base)) {
        String name = name(base.relativize(file));
        if (wanted.stream().anyMatch(it -> it.matches(name))
            && excluded.stream().noneMatch(it -> it.matches(name))) {
          files.put(output.discardPaths() ? name(file.getFileName()) : name, file);
        }
      }
    }
    if (files.isEmpty()) {
      throw PhaseFailure.client("no matching artifact paths found");
    }
    return files;
  }

  private List<Path> bases(String text) throws IOException {
    List<Path> bases = new ArrayList<>();
    if (text.contains("*") || text.contains("?")) {
      PathPattern pattern = PathPattern.of(relative(text, source).replaceFirst("/+$", ""));
      Files.walkFileTree(
          source,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(
                Path directory, BasicFileAttributes attributes) {
              if (pattern.matches(name(source.relativize(directory)))) {
                bases.add(directory);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } else {
      Path base = source.resolve(text).normalize();
      if (base.startsWith(source) && Files.isDirectory(base)) {
        bases.add(base);
      }
    }
    if (bases.isEmpty()) {
      throw PhaseFailure.client("no matching base directory path found for " + text);
    }
    return bases;
  }

  private static List<PathPattern> patterns(List<String> texts, Path base) {
    return texts.stream().map(text -> PathPattern.of(relative(text, base))).toList();
  }

  /** {@code $CODEBUILD_SRC_DIR/target/*} is as good as {@code target/*}. */
  private static String relative(String text, Path base) {
    return text.startsWith(base + "/") ? text.substring(base.toString().length() + 1) : text;
  }

  /** Links to files are the files; links to directories count when they stay inside. */
  static List<Path> below(Path base) throws IOException {
    List<Path> files = new ArrayList<>();
    Path root = base.toRealPath();
    Files.walkFileTree(
        base,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            return directory.toRealPath().startsWith(root)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult.CONTINUE; // a link to nowhere or to a directory it is in
          }
        });
    return files;
  }

  static String name(Path path) {
    List<String> parts = new ArrayList<>();
    path.forEach(part -> parts.add(part.toString()));
    return String.join("/", parts);
  }
}
