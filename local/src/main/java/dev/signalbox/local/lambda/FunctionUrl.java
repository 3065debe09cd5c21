package dev.signalbox.local.lambda;

import dev.signalbox.local.api.Place;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;

/**
 * An address of a function.
 *
 * @param qualifier the alias; empty for the latest version
 * @param auth NONE or AWS_IAM
 */
record FunctionUrl(
    String account,
    String region,
    String function,
    String qualifier,
    String auth,
    long createdMillis,
    long modifiedMillis) {
  static final String NONE = "NONE";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 32;

  Place place() {
    return new Place(account, region);
  }

  /** Where it is kept: among those of its function. */
  String key() {
    return place().key(function) + ":" + qualifier;
  }

  String functionArn() {
    return place().arn("lambda", "function:" + function)
        + (qualifier.isEmpty() ? "" : ":" + qualifier);
  }

  /** The same for the same function and alias, as on AWS. */
  String id() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(functionArn().getBytes(StandardCharsets.UTF_8));
      var id = new StringBuilder();
      for (int i = 0; i < LENGTH; i++) {
        id.append(LETTERS.charAt(digest[i] & 31));
      }
      return id.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The host that requests name. */
  String host() {
    return id() + ".lambda-url." + region + ".localhost";
  }

  URI address(URI door) {
    return URI.create("%s://%s:%d/".formatted(door.getScheme(), host(), door.getPort()));
  }

  FunctionUrl with(String newAuth, long now) {
    return new FunctionUrl(account, region, function, qualifier, newAuth, createdMillis, now);
  }

  /** As the API writes times. */
  static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString().toUpperCase(Locale.ROOT);
  }
}
