package dev.signalbox.local.codedeploy.inplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Brings the files of a bundle to their places, instead of those the deployment before brought. */
record Installation(Site site, Path archive) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Nothing has been changed when files are in the way. */
  void install(ServerSpec spec) throws IOException, Ill {
    Map<Path, Path> copies = new LinkedHashMap<>();
    for (ServerSpec.Copy copy : spec.files()) {
      plan(copy, copies);
    }
    Set<Path> before = installedBefore();
    if (spec.existing().equals("DISALLOW")) {
      for (Path target : copies.keySet()) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !before.contains(target)) {
          throw Ill.of(
              "The deployment failed because a specified file already exists at this location: /"
                  + site.root().relativize(target));
        }
      }
    }
    if (spec.existing().equals("RETAIN")) {
      copies.keySet().removeIf(it -> Files.exists(it) && !before.contains(it));
    }
    replace(before, copies);
    for (ServerSpec.Permission permission : spec.permissions()) {
      new Permissions(site).apply(permission);
    }
  }

  private void plan(ServerSpec.Copy copy, Map<Path, Path> copies) throws IOException, Ill {
    Path source = archive.resolve(copy.source().replaceFirst("^/+", "")).normalize();
    if (!source.startsWith(archive) || !Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
      throw Ill.of("The bundle has no '%s'".formatted(copy.source()));
    }
    Path destination = site.at(copy.destination());
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Path from = file.equals(source) ? file.getFileName() : source.relativize(file);
          add(copies, destination.resolve(from), real(file));
        }
      }
    }
  }

  private static void add(Map<Path, Path> copies, Path target, Path file) throws Ill {
    if (copies.putIfAbsent(target, file) != null) {
      throw Ill.of(
          "The deployment failed because the application specification file specifies two source"
              + " files for the same destination: "
              + target.getFileName());
    }
  }

  /** Where a link leads, if that is in the bundle. */
  private Path real(Path file) throws IOException, Ill {
    if (!Files.exists(file)
        || !file.toRealPath().startsWith(archive.toRealPath())
        || !Files.isRegularFile(file)) {
      throw Ill.of("'%s' in the bundle is no file".formatted(archive.relativize(file)));
    }
    return file.toRealPath();
  }

  private Set<Path> installedBefore() throws IOException {
    Set<Path> paths = new LinkedHashSet<>();
    if (Files.exists(site.installed())) {
      for (JsonNode it : JSON.readTree(site.installed().toFile())) {
        paths.add(site.root().resolve(it.asText()));
      }
    }
    return paths;
  }

  private void replace(Set<Path> before, Map<Path, Path> copies) throws IOException, Ill {
    // First the list: what a failure leaves half done, the next deployment clears away.
    Set<Path> either = new LinkedHashSet<>(before);
    either.addAll(copies.keySet());
    write(either);
    for (Path gone : before) {
      Files.deleteIfExists(gone);
    }
    for (Map.Entry<Path, Path> copy : copies.entrySet()) {
      Path target = copy.getKey();
      site.makeFolder(target.getParent() == null ? site.root() : target.getParent());
      // The file itself is replaced, not what a link in its place leads to.
      Files.copy(
          copy.getValue(),
          target,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    write(copies.keySet());
  }

  private void write(Set<Path> paths) throws IOException {
    ArrayNode list = JSON.createArrayNode();
    paths.forEach(it -> list.add(site.root().relativize(it).toString()));
    Files.writeString(site.installed(), list.toString());
  }
}
