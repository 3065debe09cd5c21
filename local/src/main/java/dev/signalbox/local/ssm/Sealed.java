package dev.signalbox.local.ssm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Stands for an encrypted value: the same for the same value, and the value is not in it. */
final class Sealed {
  private Sealed() {}

  static String text(String value, long version) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      byte[] hash = digest.digest((version + ":" + value).getBytes(StandardCharsets.UTF_8));
      return "AQICAH" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-512", e);
    }
  }
}
