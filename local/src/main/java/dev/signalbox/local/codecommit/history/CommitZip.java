package dev.signalbox.local.codecommit.history;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A commit's files as a zip: in the order of their paths, executable where git says so, the same
 * bytes every time.
 */
public record CommitZip(Repository repository) {
  private static final FileTime TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  /** Takes the place of what the file holds. */
  public void write(String commitId, Path zip) {
    discard(zip);
    URI location = URI.create("jar:" + zip.toUri());
    Map<String, ?> settings = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (FileSystem archive = FileSystems.newFileSystem(location, settings);
        RevWalk commits = new RevWalk(repository);
        TreeWalk files = new TreeWalk(repository)) {
      files.addTree(commits.parseCommit(ObjectId.fromString(commitId)).getTree());
      files.setRecursive(true);
      while (files.next()) {
        if (!files.getFileMode(0).equals(FileMode.GITLINK)) {
          add(archive, files);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot pack commit " + commitId, e);
    }
  }

  /** An empty file is no archive that could be added to. */
  private static void discard(Path zip) {
    try {
      Files.deleteIfExists(zip);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace " + zip, e);
    }
  }

  private void add(FileSystem archive, TreeWalk file) throws IOException {
    // A path of the archive, whose names are UTF-8 whatever this machine's file names are.
    Path entry = archive.getPath("/" + Commits.path(file));
    if (entry.getParent() != null) {
      Files.createDirectories(entry.getParent());
    }
    try (OutputStream out = Files.newOutputStream(entry)) {
      repository.open(file.getObjectId(0)).copyTo(out);
    }
    boolean executable = file.getFileMode(0).equals(FileMode.EXECUTABLE_FILE);
    Files.setPosixFilePermissions(
        entry, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    Files.setLastModifiedTime(entry, TIME);
  }
}
