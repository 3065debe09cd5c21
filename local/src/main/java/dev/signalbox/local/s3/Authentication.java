package dev.signalbox.local.s3;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Identity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells who sent a request, or refuses it with the codes S3 has for that. */
final class Authentication {
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final long LONGEST = Duration.ofDays(7).toSeconds();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Identity identity;
  private final InstantSource wallClock;
  private final OldPresigned old;

  /**
   * @param wallClock real time: clients sign with theirs
   */
  Authentication(Identity identity, InstantSource wallClock) {
    this.identity = identity;
    this.wallClock = wallClock;
    this.old = new OldPresigned(identity, wallClock);
  }

  /** Empty for a request that is not signed at all. */
  Optional<Caller> caller(HttpExchange exchange, Address address) {
    var query = address.query();
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null && !authorization.startsWith("AWS4-")) {
      throw S3Error.invalidRequest(
          "The authorization mechanism you have provided is not supported. Please use"
              + " AWS4-HMAC-SHA256.");
    }
    if (authorization != null) {
      checkHeaders(exchange);
    } else if (query.containsKey("X-Amz-Algorithm")) {
      checkPresigned(query);
    } else if (OldPresigned.is(address)) {
      return Optional.of(old.caller(exchange, address));
    } else {
      return Optional.empty();
    }
    try {
      return Optional.of(identity.verify(exchange, Optional.empty()));
    } catch (AwsError e) {
      throw asS3Says(e, exchange);
    }
  }

  private void checkHeaders(HttpExchange exchange) {
    var hash = exchange.getRequestHeaders().getFirst("X-Amz-Content-Sha256");
    if (hash == null) {
      throw S3Error.invalidRequest(
          "Missing required header for this request: x-amz-content-sha256");
    }
    var date = exchange.getRequestHeaders().getFirst("X-Amz-Date");
    var time = time(date == null ? "" : date);
    var now = wallClock.instant();
    if (time.isPresent()
        && (time.get().isBefore(now.minus(SKEW)) || time.get().isAfter(now.plus(SKEW)))) {
      throw S3Error.of(
          "RequestTimeTooSkewed",
          403,
          "The difference between the request time and the current time is too large.",
          "RequestTime",
          TIME.format(time.get()),
          "ServerTime",
          now.toString(),
          "MaxAllowedSkewMilliseconds",
          Long.toString(SKEW.toMillis()));
    }
  }

  private void checkPresigned(Map<String, String> query) {
    for (var name :
        new String[] {"X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders"}) {
      if (query.getOrDefault(name, "").isEmpty()) {
        throw badQuery(
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires"
                + " parameters.");
      }
    }
    if (!query.getOrDefault("X-Amz-Expires", "").matches("\\d{1,18}")) {
      throw badQuery("X-Amz-Expires should be a number");
    }
    long seconds = Long.parseLong(query.getOrDefault("X-Amz-Expires", ""));
    if (seconds > LONGEST) {
      throw badQuery("X-Amz-Expires must be less than a week (in seconds) that is 604800");
    }
    var signed =
        time(query.getOrDefault("X-Amz-Date", ""))
            .orElseThrow(() ->
                badQuery("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
    var now = wallClock.instant();
    if (signed.isAfter(now.plus(SKEW))) {
      throw S3Error.of("AccessDenied", 403, "Request is not valid yet");
    }
    if (signed.plusSeconds(seconds).isBefore(now)) {
      throw S3Error.of(
          "AccessDenied",
          403,
          "Request has expired",
          "X-Amz-Expires",
          Long.toString(seconds),
          "Expires",
          signed.plusSeconds(seconds).toString(),
          "ServerTime",
          now.toString());
    }
  }

  private static AwsError badQuery(String message) {
    return S3Error.of("AuthorizationQueryParametersError", 400, message);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.from(TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static AwsError asS3Says(AwsError error, HttpExchange exchange) {
    return switch (error.code()) {
      case "InvalidClientTokenId" ->
          S3Error.unknownKey(Credential.of(exchange).map(Credential::accessKeyId).orElse(""));
      case "IncompleteSignature" ->
          S3Error.of(
              "AuthorizationHeaderMalformed",
              400,
              "The authorization header is malformed; " + error.getMessage());
      case "MissingAuthenticationToken" -> S3Error.accessDenied();
      default -> error;
    };
  }
}
