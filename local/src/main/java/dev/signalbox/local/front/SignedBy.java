package dev.signalbox.local.front;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a request says of its own signature, in the Authorization header or in the query. */
record SignedBy(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature,
    String time,
    Optional<Long> expiresAfterSeconds,
    String sessionToken) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  boolean presigned() {
    return expiresAfterSeconds.isPresent();
  }

  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }

  /** The service a request is signed for, without any check; empty when it is not signed so. */
  static Optional<String> service(HttpExchange exchange) {
    try {
      return Optional.of(of(exchange).service);
    } catch (AwsError e) {
      return Optional.empty();
    }
  }

  /**
   * @throws AwsError MissingAuthenticationToken, IncompleteSignature
   */
  static SignedBy of(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization != null) {
      return fromHeader(exchange, authorization);
    }
    if (CanonicalRequest.parameter(exchange, "X-Amz-Algorithm").equals(ALGORITHM)) {
      return fromQuery(exchange);
    }
    throw new AwsError("MissingAuthenticationToken", 403, "Missing Authentication Token");
  }

  private static SignedBy fromHeader(HttpExchange exchange, String authorization) {
    if (!authorization.startsWith(ALGORITHM + " ")) {
      throw new AwsError(
          "IncompleteSignature",
          403,
          "Unsupported AWS 'algorithm': only " + ALGORITHM + " is supported here.");
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length == 2) {
        parts.put(pair[0], pair[1]);
      }
    }
    for (String needed : List.of("Credential", "Signature", "SignedHeaders")) {
      if (!parts.containsKey(needed)) {
        throw new AwsError(
            "IncompleteSignature",
            403,
            "Authorization header requires '" + needed + "' parameter.");
      }
    }
    return of(
        parts.getOrDefault("Credential", ""),
        parts.getOrDefault("SignedHeaders", ""),
        parts.getOrDefault("Signature", ""),
        header(exchange, "X-Amz-Date"),
        Optional.empty(),
        header(exchange, "X-Amz-Security-Token"));
  }

  private static SignedBy fromQuery(HttpExchange exchange) {
    String expires = CanonicalRequest.parameter(exchange, "X-Amz-Expires");
    return of(
        CanonicalRequest.parameter(exchange, "X-Amz-Credential"),
        CanonicalRequest.parameter(exchange, "X-Amz-SignedHeaders"),
        CanonicalRequest.parameter(exchange, "X-Amz-Signature"),
        CanonicalRequest.parameter(exchange, "X-Amz-Date"),
        Optional.of(expires.matches("\\d{1,6}") ? Long.parseLong(expires) : 900L),
        CanonicalRequest.parameter(exchange, "X-Amz-Security-Token"));
  }

  private static SignedBy of(
      String credential,
      String signedHeaders,
      String signature,
      String time,
      Optional<Long> expires,
      String token) {
    String[] scope = credential.split("/", -1);
    if (scope.length != 5 || !scope[4].equals("aws4_request")) {
      throw new AwsError(
          "IncompleteSignature",
          403,
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term");
    }
    if (time.isEmpty()) {
      throw new AwsError(
          "IncompleteSignature",
          403,
          "Authorization requires existence of an 'X-Amz-Date' header.");
    }
    List<String> headers = List.of(signedHeaders.toLowerCase(Locale.ROOT).split(";", -1));
    return new SignedBy(
        scope[0], scope[1], scope[2], scope[3], headers, signature, time, expires, token);
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
