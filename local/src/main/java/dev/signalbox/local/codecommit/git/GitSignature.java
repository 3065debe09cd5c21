package dev.signalbox.local.codecommit.git;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The password that AWS's credential helpers make for git: a Signature Version 4 of the method
 * {@code GIT}, the repository's path and the host without its port.
 *
 * @param timestamp {@code YYYYMMDDTHHMMSS}: the helper signs it without the {@code Z} it sends
 */
record GitSignature(String secret, String timestamp, String region) {
  String of(String host, String path) {
    String canonical = "GIT\n" + path + "\n\nhost:" + host + "\n\nhost\n";
    String date = timestamp.substring(0, 8);
    String scope = date + "/" + region + "/codecommit/aws4_request";
    String toSign = String.join("\n", "AWS4-HMAC-SHA256", timestamp, scope, hex(sha256(canonical)));
    byte[] key = bytes("AWS4" + secret);
    for (String part : List.of(date, region, "codecommit", "aws4_request")) {
      key = hmac(key, part);
    }
    return hex(hmac(key, toSign));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Never a secret in a log line. */
  @Override
  public String toString() {
    return "GitSignature[" + timestamp + ", " + region + "]";
  }
}
