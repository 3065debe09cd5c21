package dev.signalbox.local.build;

import dev.signalbox.local.api.Place;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The files that a project's builds hand on to the next one: those its buildspec's cache names. */
final class Cache {
  /** The home directory of the images that builds on AWS run in, not one of this machine's. */
  private static final String HOME_OF_IMAGES = "/root/";

  private final Path directory;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  Cache(Path directory) {
    this.directory = directory;
  }

  /** What the source has itself stays as it is. */
  void restore(String project, BuildDirectories build) throws IOException {
    synchronized (lock(project)) {
      Path kept = directory.resolve(project);
      if (Files.isDirectory(kept)) {
        copy(kept.resolve("src"), build.source());
        copy(kept.resolve("home"), build.home());
      }
    }
  }

  void save(String project, List<String> paths, BuildDirectories build) throws IOException {
    Path fresh = Files.createDirectories(directory.resolve("new-" + UUID.randomUUID()));
    copyMatching(inSource(paths, build), build.source(), fresh.resolve("src"));
    copyMatching(inHome(paths, build), build.home(), fresh.resolve("home"));
    synchronized (lock(project)) {
      Path kept = directory.resolve(project);
      new BuildDirectories(kept).remove();
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** The next build begins with nothing. */
  void forget(String project) {
    synchronized (lock(project)) {
      new BuildDirectories(directory.resolve(project)).remove();
    }
  }

  /** A project's name here. */
  static String key(Place place, String project) {
    return String.join("_", place.account(), place.region(), project);
  }

  private Object lock(String project) {
    return locks.computeIfAbsent(project, _ -> new Object());
  }

  private static List<String> inHome(List<String> paths, BuildDirectories build) {
    return paths.stream().flatMap(path -> belowHome(path, build).stream()).toList();
  }

  private static List<String> inSource(List<String> paths, BuildDirectories build) {
    String source = build.source() + "/";
    return paths.stream()
        .filter(path -> belowHome(path, build).isEmpty())
        .map(path -> path.startsWith(source) ? path.substring(source.length()) : path)
        .filter(path -> !path.startsWith("/"))
        .toList();
  }

  private static Optional<String> belowHome(String path, BuildDirectories build) {
    for (String home : List.of(HOME_OF_IMAGES, "~/", "$HOME/", "${HOME}/", build.home() + "/")) {
      if (path.startsWith(home)) {
        return Optional.of(path.substring(home.length()));
      }
    }
    return Optional.empty();
  }

  private static void copyMatching(List<String> paths, Path from, Path to) throws IOException {
    List<PathPattern> patterns = new ArrayList<>();
    for (String path : paths) {
      String pattern = path.replaceFirst("/+$", "");
      patterns.add(PathPattern.of(pattern));
      patterns.add(PathPattern.of(pattern + "/**"));
    }
    if (patterns.isEmpty()) {
      return;
    }
    for (Path file : ArtifactFiles.below(from)) {
      String name = ArtifactFiles.name(from.relativize(file));
      if (patterns.stream().anyMatch(it -> it.matches(name))) {
        Path target = to.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(each)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            Path target = to.resolve(from.relativize(each));
            if (!Files.exists(target)) {
              Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
