package dev.signalbox.local.codecommit;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.Identity.Key;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who pushes: an access key and its secret as user and password, or what AWS's {@code codecommit
 * credential-helper} makes of them, a signature over method {@code GIT}, path and host.
 */
record GitCredentials(Identity identity) {

  /** Empty when the request carries no credentials or wrong ones. */
  Optional<Caller> caller(HttpExchange exchange, String region, String path) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    String pair;
    try {
      pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String[] user = pair.substring(0, colon).split("%", 2);
    String password = pair.substring(colon + 1);
    String host = host(exchange);
    return identity
        .key(user[0])
        .filter(key -> key.sessionToken().orElse("").equals(user.length == 2 ? user[1] : ""))
        .filter(key ->
            same(key.secretAccessKey(), password) || signed(key, password, region, host, path))
        .map(key -> key.in(region));
  }

  private static String host(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host == null ? "" : host.replaceFirst(":\\d+$", "");
  }

  private static boolean signed(Key key, String password, String region, String host, String path) {
    int end = password.indexOf('Z');
    if (end != "yyyyMMddTHHmmss".length()) {
      return false;
    }
    String time = password.substring(0, end);
    String date = time.substring(0, 8);
    String canonical = "GIT\n" + path + "\n\nhost:" + host + "\n\nhost\n";
    String scope = date + "/" + region + "/codecommit/aws4_request";
    String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(canonical));
    byte[] ofDay = mac(("AWS4" + key.secretAccessKey()).getBytes(StandardCharsets.UTF_8), date);
    byte[] signingKey = mac(mac(mac(ofDay, region), "codecommit"), "aws4_request");
    return same(HexFormat.of().formatHex(mac(signingKey, toSign)), password.substring(end + 1));
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
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

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
