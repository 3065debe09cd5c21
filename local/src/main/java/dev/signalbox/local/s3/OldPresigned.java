package dev.signalbox.local.s3;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Identity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A link signed by signature version 2, which version 1 of the AWS CLI still makes. */
final class OldPresigned {
  private static final String SOMEWHERE = "us-east-1";
  private static final Set<String> SIGNED =
      Set.of(
          "acl",
          "cors",
          "delete",
          "encryption",
          "lifecycle",
          "location",
          "notification",
          "partNumber",
          "policy",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions");

  private final Identity identity;
  private final InstantSource wallClock;

  OldPresigned(Identity identity, InstantSource wallClock) {
    this.identity = identity;
    this.wallClock = wallClock;
  }

  Caller caller(HttpExchange exchange, Address address) {
    var query = address.query();
    var id = query.getOrDefault("AWSAccessKeyId", "");
    var key = identity.key(id).orElseThrow(() -> S3Error.unknownKey(id));
    if (!key.sessionToken().orElse("").equals(query.getOrDefault("x-amz-security-token", ""))) {
      throw S3Error.of(
          "InvalidToken", 400, "The provided token is malformed or otherwise invalid.");
    }
    var expires = query.getOrDefault("Expires", "");
    if (!expires.matches("\\d{1,11}")) {
      throw S3Error.of(
          "AccessDenied", 403, "Invalid date (should be seconds since epoch): " + expires);
    }
    if (Instant.ofEpochSecond(Long.parseLong(expires)).isBefore(wallClock.instant())) {
      throw S3Error.of(
          "AccessDenied",
          403,
          "Request has expired",
          "Expires",
          Instant.ofEpochSecond(Long.parseLong(expires)).toString(),
          "ServerTime",
          wallClock.instant().toString());
    }
    var expected = signature(key.secretAccessKey(), toSign(exchange, address, expires));
    if (!MessageDigest.isEqual(
        expected, query.getOrDefault("Signature", "").getBytes(StandardCharsets.UTF_8))) {
      throw S3Error.of(
          "SignatureDoesNotMatch",
          403,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your key and signing method.");
    }
    return key.in(SOMEWHERE);
  }

  private static String toSign(HttpExchange exchange, Address address, String expires) {
    var amazon = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> amazon.put(name, String.join(",", values)));
    amazon.putAll(address.query());
    var headers =
        amazon.entrySet().stream()
            .filter(it -> it.getKey().toLowerCase(Locale.ROOT).startsWith("x-amz-"))
            .map(it -> it.getKey().toLowerCase(Locale.ROOT) + ":" + it.getValue() + "\n")
            .sorted()
            .collect(Collectors.joining());
    return String.join(
        "\n",
        exchange.getRequestMethod(),
        header(exchange, "Content-MD5"),
        header(exchange, "Content-Type"),
        expires,
        headers + resource(exchange, address));
  }

  private static String resource(HttpExchange exchange, Address address) {
    var path = exchange.getRequestURI().toString().replaceFirst("\\?.*", "");
    var whole = Address.bucketInHost(exchange).map(bucket -> "/" + bucket + path).orElse(path);
    var signed =
        new TreeMap<>(address.query())
            .entrySet().stream()
                .filter(it -> SIGNED.contains(it.getKey()))
                .map(
                    it -> it.getValue().isEmpty() ? it.getKey() : it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("&"));
    return signed.isEmpty() ? whole : whole + "?" + signed;
  }

  private static String header(HttpExchange exchange, String name) {
    var value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static byte[] signature(String secret, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA1", e);
    }
  }

  static boolean is(Address address) {
    return address.query().containsKey("AWSAccessKeyId");
  }
}
