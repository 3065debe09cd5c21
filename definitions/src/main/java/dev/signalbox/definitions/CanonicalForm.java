package dev.signalbox.definitions;

import dev.signalbox.core.gate.Gates;
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

  public static Definition definition(Routes routes, Gates gates) {
    return new Definition(digest(CanonicalWriter.write(routes, gates)), routes, gates);
  }

  public static byte[] bytes(Definition definition) {
    return CanonicalWriter.write(definition.routes(), definition.gates());
  }

  /**
   * Reads what {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException where these are other bytes
   */
  public static Definition read(byte[] bytes) {
    return CanonicalReader.read(digest(bytes), bytes);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
