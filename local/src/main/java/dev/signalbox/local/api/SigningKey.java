package dev.signalbox.local.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What signs a day's requests to one service in one Region, by signature version 4. */
public final class SigningKey {
  private final byte[] key;

  private SigningKey(byte[] key) {
    this.key = key;
  }

  /**
   * @param date of the form {@code 20260102}
   */
  public static SigningKey of(String secretAccessKey, String date, String region, String service) {
    byte[] ofDay = mac(("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8), date);
    return new SigningKey(mac(mac(mac(ofDay, region), service), "aws4_request"));
  }

  /** In hexadecimal. */
  public String sign(String text) {
    return HexFormat.of().formatHex(mac(key, text));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
