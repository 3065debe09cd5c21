package dev.signalbox.definitions;

import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Routes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A definition as functions read it: JSON in which the same definition is always the same bytes.
 * The digest of those bytes is the definition's version.
 */
public final class CanonicalForm {
  private CanonicalForm() {}

  public static Definition definition(Routes routes) {
    return new Definition(digest(bytes(routes)), routes);
  }

  public static byte[] bytes(Routes routes) {
    return CanonicalWriter.write(routes);
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException where these are other bytes
   */
  public static Definition read(byte[] bytes) {
    return new Definition(digest(bytes), CanonicalReader.read(bytes));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
