package dev.signalbox.local.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * A build's source as it is downloaded. What is unpacked lies in its directory whatever the zip
 * says, keeps its permissions, and is never a link.
 *
 * @param mostBytes of all files together, as counted, not as the zip claims
 */
record SourceZip(Path file, long mostBytes, int mostEntries) {
  private static final long MOST_BYTES = 10L << 30;
  private static final int MOST_ENTRIES = 1_000_000;

  SourceZip(Path file) {
    this(file, MOST_BYTES, MOST_ENTRIES);
  }

  /**
   * @throws PhaseFailure when it is no zip, or not one to unpack
   */
  void unpack(Path directory) throws IOException {
    // By path and not by URI: several builds may unpack the same file at once.
    try (FileSystem zip =
        FileSystems.newFileSystem(file, Map.of("enablePosixFileAttributes", "true"))) {
      Files.walkFileTree(zip.getPath("/"), new Unpacking(directory));
    } catch (InvalidPathException e) {
      throw PhaseFailure.client(
          "The source has a name that files of this machine cannot have: "
              + e.getInput()
              + " (for names beyond ASCII, start signalbox with LC_ALL=C.UTF-8)");
    } catch (ZipException | ProviderNotFoundException e) {
      throw PhaseFailure.client("The source is not a zip that can be unpacked: " + e.getMessage());
    }
  }

  private final class Unpacking extends SimpleFileVisitor<Path> {
    private final Path directory;
    private long bytes;
    private int entries;

    Unpacking(Path directory) {
      this.directory = directory;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes)
        throws IOException {
      count();
      Files.createDirectories(target(entry));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes)
        throws IOException {
      count();
      Path target = target(entry);
      try (InputStream in = Files.newInputStream(entry);
          OutputStream out = Files.newOutputStream(target)) {
        copy(in, out);
      }
      Files.setPosixFilePermissions(target, permissions(entry));
      Files.setLastModifiedTime(target, attributes.lastModifiedTime());
      return FileVisitResult.CONTINUE;
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
      byte[] buffer = new byte[64 * 1024];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes += count;
        if (bytes > mostBytes) {
          throw PhaseFailure.client("The source unpacks to more than " + mostBytes + " bytes");
        }
        out.write(buffer, 0, count);
      }
    }

    private void count() {
      if (++entries > mostEntries) {
        throw PhaseFailure.client("The source has more than " + mostEntries + " entries");
      }
    }

    private Path target(Path entry) {
      String name = entry.toString().replaceFirst("^/+", "");
      Path target = directory.resolve(name).normalize();
      if (!target.startsWith(directory)) {
        throw PhaseFailure.client("The source has an entry outside of itself: " + name);
      }
      return target;
    }

    private static Set<PosixFilePermission> permissions(Path entry) throws IOException {
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      permissions.addAll(Files.getPosixFilePermissions(entry));
      permissions.add(PosixFilePermission.OWNER_READ);
      permissions.add(PosixFilePermission.OWNER_WRITE);
      return permissions;
    }
  }
}
