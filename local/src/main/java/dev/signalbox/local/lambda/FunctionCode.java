package dev.signalbox.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A packed function, unpacked once for each content. */
record FunctionCode(Path directory) {

  /**
   * @param cache where unpacked functions are kept, by the hash of their zip
   * @throws IllegalArgumentException when there is no such file or it is no zip
   */
  static FunctionCode unpacked(Path zip, Path cache) {
    if (Files.isDirectory(zip)) {
      return new FunctionCode(zip.toAbsolutePath());
    }
    if (!Files.isRegularFile(zip)) {
      throw new IllegalArgumentException(
          "The function's code " + zip + " does not exist: is it packed (mvn package)?");
    }
    Path directory = cache.resolve(hash(zip));
    if (Files.isDirectory(directory)) {
      return new FunctionCode(directory);
    }
    try {
      Path unfinished = Files.createTempDirectory(cache, "unpacking-");
      unpack(zip, unfinished);
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(directory)) {
        throw new UncheckedIOException("Cannot unpack " + zip, e);
      }
    }
    return new FunctionCode(directory);
  }

  /** As Lambda orders it: the classes, then the jars of {@code lib} by name. */
  List<Path> classPath() {
    List<Path> path = new ArrayList<>(List.of(directory));
    Path libraries = directory.resolve("lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> jars = Files.list(libraries)) {
        jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(path::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return path;
  }

  private static void unpack(Path zip, Path directory) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("The zip has an entry outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target);
          }
        }
      }
    }
  }

  private static String hash(Path zip) {
    try (InputStream in = Files.newInputStream(zip)) {
      DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
      digest.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest()).substring(0, 32);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + zip, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
