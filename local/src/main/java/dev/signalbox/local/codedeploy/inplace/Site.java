package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory that stands for an instance: its root, and where CodeDeploy's agent works. */
record Site(Path root, String group) {
  private static final String AGENT = "opt/codedeploy-agent/deployment-root";

  /**
   * @param group what tells the deployment group from all others
   */
  static Site of(Store store, Host host, String group) {
    String place = host.place().account() + "/" + host.place().region();
    Path root = store.directory("codedeploy/instances/" + place + "/" + host.name());
    return new Site(root, group);
  }

  private Path groupFolder() {
    return root.resolve(AGENT).resolve(group);
  }

  Path archive(String deployment) {
    return groupFolder().resolve(deployment).resolve("deployment-archive");
  }

  /** What the group's newest deployment has installed. */
  Path installed() {
    return groupFolder().resolve("installed.json");
  }

  /**
   * A place on the instance, by its absolute path there.
   *
   * @throws Ill where that would be elsewhere
   */
  Path at(String destination) throws Ill {
    String relative = destination.replaceFirst("^/+", "");
    if (!destination.startsWith("/")
        || relative.indexOf('\\') >= 0
        || List.of(relative.split("/")).contains("..")) {
      throw Ill.of("The destination '%s' is not an absolute path".formatted(destination));
    }
    Path path = root.resolve(relative).normalize();
    if (!path.startsWith(root)) {
      throw Ill.of("The destination '%s' lies outside of the instance".formatted(destination));
    }
    return path;
  }

  /** Makes a folder; links on the way there may lead anywhere on the instance, but not off it. */
  void makeFolder(Path folder) throws IOException, Ill {
    Path there = root;
    for (Path name : root.relativize(folder)) {
      there = there.resolve(name);
      if (Files.isSymbolicLink(there) && !Files.exists(there)) {
        throw Ill.of("The link '%s' leads nowhere".formatted(root.relativize(there)));
      }
      if (!Files.exists(there)) {
        Files.createDirectory(there);
      }
      if (!there.toRealPath().startsWith(root.toRealPath())) {
        throw Ill.of("The link '%s' leads off the instance".formatted(root.relativize(there)));
      }
    }
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
