package dev.signalbox.local.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Lays archives upon each other in a directory. Nothing is written outside of it whatever they say:
 * no name leads out, and no link does.
 */
public final class Unpacking {
  private static final String GONE = ".wh.";
  private static final String ALL_GONE = ".wh..wh..opq";

  private final Path root;
  private final long mostBytes;
  private final int mostEntries;
  private long bytes;
  private int entries;

  public Unpacking(Path root) {
    this(root, 10L << 30, 1_000_000);
  }

  /**
   * @param mostBytes of all files together, as counted, not as the archives claim
   */
  public Unpacking(Path root, long mostBytes, int mostEntries) {
    this.root = root.toAbsolutePath().normalize();
    this.mostBytes = mostBytes;
    this.mostEntries = mostEntries;
  }

  /**
   * @param layer a tar archive, compressed with gzip or not at all
   * @throws IOException with the reason when it cannot be unpacked
   */
  public void addTar(Path layer) throws IOException {
    try (InputStream in = open(layer)) {
      Tar tar = new Tar(in);
      for (Optional<TarEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
        count();
        add(entry.get(), tar);
      }
    } catch (InvalidPathException e) {
      throw new IOException("files of this machine cannot have the name " + e.getInput(), e);
    }
  }

  /**
   * Links in it are files that hold their targets.
   *
   * @throws IOException with the reason when it cannot be unpacked
   */
  public void addZip(Path archive) throws IOException {
    // By path and not by URI: the same file may be unpacked several times at once.
    try (FileSystem zip =
            FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> all = Files.walk(zip.getPath("/"))) {
      for (Path entry : (Iterable<Path>) all::iterator) {
        count();
        addZipped(entry);
      }
    } catch (InvalidPathException e) {
      throw new IOException("files of this machine cannot have the name " + e.getInput(), e);
    } catch (ProviderNotFoundException e) {
      throw new IOException("it is not a zip", e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void addZipped(Path entry) throws IOException {
    Path path = inside(entry.toString().replaceFirst("^/+", ""));
    if (path.equals(root)) {
      return;
    }
    makeParents(path);
    if (Files.isDirectory(entry)) {
      makeDirectory(path);
      return;
    }
    delete(path);
    try (OutputStream out = new Counted(Files.newOutputStream(path))) {
      Files.copy(entry, out);
    }
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    permissions.addAll(Files.getPosixFilePermissions(entry));
    Files.setPosixFilePermissions(path, permissions);
  }

  private void count() throws IOException {
    if (++entries > mostEntries) {
      throw new IOException("the archive has more than " + mostEntries + " entries");
    }
  }

  private static InputStream open(Path layer) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(layer));
    in.mark(2);
    byte[] magic = in.readNBytes(2);
    in.reset();
    boolean gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    return gzip ? new BufferedInputStream(new GZIPInputStream(in, 64 * 1024)) : in;
  }

  private void add(TarEntry entry, Tar tar) throws IOException {
    Path path = inside(entry.name());
    if (path.equals(root)) {
      return;
    }
    makeParents(path);
    String name = path.getFileName().toString();
    if (name.equals(ALL_GONE)) {
      empty(parent(path));
    } else if (name.startsWith(GONE)) {
      delete(
          inside(root.relativize(path.resolveSibling(name.substring(GONE.length()))).toString()));
    } else {
      write(entry, path, tar);
    }
  }

  private void write(TarEntry entry, Path path, Tar tar) throws IOException {
    switch (entry.type()) {
      case '5' -> makeDirectory(path);
      case '0', '7' -> {
        delete(path);
        try (OutputStream out = new Counted(Files.newOutputStream(path))) {
          tar.copyTo(out);
        }
        Files.setPosixFilePermissions(path, permissions(entry.mode()));
      }
      case '1' -> {
        Path target = inside(entry.target());
        makeParents(target);
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException(entry.name() + " is a link to " + entry.target() + ", not a file");
        }
        delete(path);
        Files.createLink(path, target);
      }
      case '2' -> {
        requireHarmless(entry, path);
        delete(path);
        Files.createSymbolicLink(path, Path.of(entry.target()));
      }
      default -> throw new IOException(entry.name() + " is neither file, directory nor link");
    }
  }

  /** Refuses what could be understood as a place outside by anyone. */
  private Path inside(String name) throws IOException {
    if (name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0 || name.matches("[A-Za-z]:.*")) {
      throw new IOException("an entry has the name " + name);
    }
    if (name.startsWith("/") || List.of(name.split("/")).contains("..")) {
      throw new IOException("the entry " + name + " would lie outside of its directory");
    }
    Path path = root.resolve(name).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("the entry " + name + " would lie outside of its directory");
    }
    return path;
  }

  // Two dots behind a name could go up from where that name, being a link itself, leads.
  private void requireHarmless(TarEntry entry, Path path) throws IOException {
    Path target = Path.of(entry.target());
    int up = 0;
    while (up < target.getNameCount() && target.getName(up).toString().equals("..")) {
      up++;
    }
    boolean upLater =
        Stream.iterate(up, it -> it + 1)
            .limit(target.getNameCount() - up)
            .anyMatch(it -> target.getName(it).toString().equals(".."));
    int depth = root.relativize(path).getNameCount() - 1;
    if (target.isAbsolute() || upLater || up > depth) {
      throw new IOException(
          entry.name() + " is a link to " + entry.target() + ", outside of its directory");
    }
  }

  /** A link in the place of a directory is followed by nothing that is written. */
  private void makeParents(Path path) throws IOException {
    Path directory = root;
    for (Path name : root.relativize(parent(path))) {
      if (!name.toString().isEmpty()) {
        directory = directory.resolve(name);
        if (Files.isSymbolicLink(directory)) {
          throw new IOException(
              root.relativize(path) + " would be written through the link " + name);
        }
        makeDirectory(directory);
      }
    }
  }

  private Path parent(Path path) {
    return Optional.ofNullable(path.getParent()).orElse(root);
  }

  private static void makeDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      Files.createDirectory(path);
    }
  }

  private static void empty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        delete(file);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      empty(path);
    }
    Files.deleteIfExists(path);
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      if ((mode & 0400 >> i) != 0) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }

  private final class Counted extends java.io.FilterOutputStream {
    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
      bytes += length;
      if (bytes > mostBytes) {
        throw new IOException("the archive unpacks to more than " + mostBytes + " bytes");
      }
      out.write(buffer, from, length);
    }
  }
}
