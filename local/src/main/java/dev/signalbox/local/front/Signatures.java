package dev.signalbox.local.front;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signature version 4, verified as AWS does. Refusals carry the codes of the query protocol; every
 * protocol knows its own names for them.
 */
public final class Signatures implements Identity {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Function<String, Optional<Key>> keys;
  private final InstantSource wallClock;

  /**
   * @param keys every access key by its id
   * @param wallClock real time: clients sign with theirs
   */
  public Signatures(Function<String, Optional<Key>> keys, InstantSource wallClock) {
    this.keys = keys;
    this.wallClock = wallClock;
  }

  @Override
  public Optional<Key> key(String accessKeyId) {
    return keys.apply(accessKeyId);
  }

  @Override
  public Caller verify(HttpExchange exchange, Optional<byte[]> body) {
    SignedBy signed = SignedBy.of(exchange);
    Key key =
        key(signed.accessKeyId())
            .orElseThrow(() ->
                new AwsError(
                    "InvalidClientTokenId",
                    403,
                    "The security token included in the request is invalid."));
    if (!key.sessionToken().orElse("").equals(signed.sessionToken())) {
      throw new AwsError(
          "InvalidClientTokenId", 403, "The security token included in the request is invalid.");
    }
    checkTime(signed);
    String expected =
        signature(exchange, signed, key.secretAccessKey(), payloadHash(exchange, signed, body));
    if (!MessageDigest.isEqual(bytes(expected), bytes(signed.signature()))) {
      throw new AwsError(
          "SignatureDoesNotMatch",
          403,
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
    return key.in(signed.region());
  }

  private void checkTime(SignedBy signed) {
    Instant now = wallClock.instant();
    Instant time;
    try {
      time = Instant.from(TIME.parse(signed.time()));
    } catch (DateTimeException e) {
      throw new AwsError("IncompleteSignature", 403, "Date must be in ISO-8601 'basic format'.");
    }
    Duration valid = signed.expiresAfterSeconds().map(Duration::ofSeconds).orElse(CLOCK_SKEW);
    if (time.plus(valid).isBefore(now)) {
      throw untimely(
          "Signature expired: %s is now earlier than %s (%s - %d min.)"
              .formatted(
                  signed.time(), TIME.format(now.minus(valid)), TIME.format(now), minutes(valid)));
    }
    if (time.minus(CLOCK_SKEW).isAfter(now)) {
      throw untimely(
          "Signature not yet current: %s is still later than %s (%s + %d min.)"
              .formatted(
                  signed.time(),
                  TIME.format(now.plus(CLOCK_SKEW)),
                  TIME.format(now),
                  minutes(CLOCK_SKEW)));
    }
  }

  private static AwsError untimely(String message) {
    return new AwsError("SignatureDoesNotMatch", 403, message);
  }

  private static long minutes(Duration duration) {
    return duration.toMinutes();
  }

  private static String payloadHash(HttpExchange exchange, SignedBy signed, Optional<byte[]> body) {
    String named = exchange.getRequestHeaders().getFirst("X-Amz-Content-Sha256");
    if (signed.presigned() && signed.service().equals("s3") && named == null) {
      return "UNSIGNED-PAYLOAD";
    }
    if (named == null || named.isEmpty()) {
      return hash(body.orElse(new byte[0]));
    }
    boolean hexadecimal = named.matches("[0-9a-f]{64}");
    if (hexadecimal && body.isPresent() && !hash(body.get()).equals(named)) {
      throw new AwsError(
          "SignatureDoesNotMatch",
          403,
          "The body's SHA-256 is not the one in the X-Amz-Content-Sha256 header");
    }
    return named;
  }

  private static String signature(
      HttpExchange exchange, SignedBy signed, String secret, String payloadHash) {
    String canonical =
        CanonicalRequest.of(
            exchange, signed.signedHeaders(), payloadHash, signed.service().equals("s3"));
    String toSign =
        String.join(
            "\n", "AWS4-HMAC-SHA256", signed.time(), signed.scope(), hash(bytes(canonical)));
    return SigningKey.of(secret, signed.date(), signed.region(), signed.service()).sign(toSign);
  }

  /** SHA-256 in hexadecimal. */
  public static String hash(byte[] data) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
