package dev.signalbox.core.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The digests of a bundle's files, in the lines that {@code sha256sum --check} reads. */
final class Manifest {
  static final String NAME = "MANIFEST";

  private Manifest() {}

  static byte[] of(SortedMap<String, byte[]> files) {
    return files.entrySet().stream()
        .map(Manifest::line)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String line(Map.Entry<String, byte[]> file) {
    return digest(file.getValue()) + "  " + file.getKey() + "\n";
  }

  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
