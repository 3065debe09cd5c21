package dev.signalbox.core.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Evidence as one file: a zip of named files and a manifest of their digests. The same files are
 * always the same bytes, so that a bundle that was changed in any way is told from one that was
 * not.
 */
public final class Bundle {
  /** More than any gate writes. */
  public static final int LARGEST = 16 * 1024 * 1024;

  private static final int MOST_FILES = 32;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}(\\.[a-z]{1,8})?");
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final SortedMap<String, byte[]> files;

  private Bundle(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  public static Bundle of(Map<String, byte[]> files) {
    SortedMap<String, byte[]> sorted = new TreeMap<>(files);
    sorted.keySet().forEach(Bundle::named);
    if (sorted.containsKey(Manifest.NAME)) {
      throw new IllegalArgumentException("A bundle writes its manifest itself");
    }
    return new Bundle(sorted);
  }

  /**
   * Reads what {@link #zip} wrote.
   *
   * @throws Tampered where these are other bytes
   */
  public static Bundle read(byte[] zip) throws Tampered {
    if (zip.length > LARGEST) {
      throw new Tampered("It is larger than any bundle: %d bytes".formatted(zip.length));
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
        if (e.getMethod() != ZipEntry.STORED || files.size() > MOST_FILES) {
          throw new Tampered("It is no bundle of ours: it holds what none of them does");
        }
        if (files.put(named(e.getName()), entries.readAllBytes()) != null) {
          throw new Tampered("It holds two files '%s'".formatted(e.getName()));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new Tampered("It is no bundle of ours: " + e.getMessage(), e);
    }
    byte[] manifest = files.remove(Manifest.NAME);
    if (manifest == null) {
      throw new Tampered("It has no manifest");
    }
    Bundle bundle = new Bundle(files);
    bundle.compare(manifest);
    if (!Arrays.equals(zip, bundle.zip())) {
      throw new Tampered("It is not as it was written: there is more in it than its files");
    }
    return bundle;
  }

  private void compare(byte[] manifest) throws Tampered {
    String said = new String(manifest, StandardCharsets.UTF_8);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String digest = Manifest.digest(file.getValue());
      if (said.lines().noneMatch((digest + "  " + file.getKey())::equals)) {
        throw new Tampered("'%s' is not what the manifest says".formatted(file.getKey()));
      }
    }
    if (!Arrays.equals(manifest, Manifest.of(files))) {
      throw new Tampered("The manifest tells of other files");
    }
  }

  private static String named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a file of a bundle has a plain name");
    }
    return name;
  }

  public Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name)).map(byte[]::clone);
  }

  /** What tells this bundle from every other. */
  public String digest() {
    return Manifest.digest(Manifest.of(files));
  }

  /** Files are stored as they are: compressed, they would depend on the library's version. */
  public byte[] zip() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, Manifest.NAME, Manifest.of(files));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        put(zip, file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    var entry = new ZipEntry(name);
    var sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
  }
}
