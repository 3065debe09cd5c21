package dev.signalbox.local.codedeploy.inplace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Gives files on an instance the modes that an AppSpec file says. */
record Permissions(Site site) {

  void apply(ServerSpec.Permission permission) throws IOException, Ill {
    if (permission.mode().isEmpty()) {
      return;
    }
    Path object = site.at(permission.object());
    if (!Files.exists(object) || !object.toRealPath().startsWith(site.root().toRealPath())) {
      throw Ill.of("There is no '%s' to give permissions to".formatted(permission.object()));
    }
    Set<PosixFilePermission> mode = mode(Integer.parseInt(permission.mode(), 8));
    try (Stream<Path> files = Files.walk(object)) {
      for (Path file : files.toList()) {
        if (isMeant(permission, object, file)) {
          Files.setPosixFilePermissions(file, mode);
        }
      }
    }
  }

  private static boolean isMeant(ServerSpec.Permission permission, Path object, Path file)
      throws Ill {
    boolean folder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    boolean known = folder || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    if (!known || !permission.types().contains(folder ? "directory" : "file")) {
      return false;
    }
    return file.equals(object)
        || (matches(permission.pattern(), file) && !matchesAny(permission.except(), file));
  }

  private static boolean matchesAny(List<String> patterns, Path file) throws Ill {
    for (String pattern : patterns) {
      if (matches(pattern, file)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, Path file) throws Ill {
    try {
      PathMatcher matcher = file.getFileSystem().getPathMatcher("glob:" + pattern);
      return Optional.ofNullable(file.getFileName()).filter(matcher::matches).isPresent();
    } catch (PatternSyntaxException | InvalidPathException e) {
      throw Ill.of("The pattern '%s' is not one".formatted(pattern));
    }
  }

  private static Set<PosixFilePermission> mode(int bits) {
    Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((bits & (0400 >> i)) != 0) {
        mode.add(all[i]);
      }
    }
    return mode;
  }
}
