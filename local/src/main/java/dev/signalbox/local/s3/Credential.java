package dev.signalbox.local.s3;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request says it is signed with, before anyone has checked it. */
record Credential(
    String accessKeyId, String date, String region, String service, String signature) {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256 .*Credential=([^/,]+)/([^/,]*)/([^/,]*)/([^/,]*)/aws4_request.*");
  private static final Pattern SIGNATURE = Pattern.compile(".*Signature=([0-9a-f]+).*");

  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }

  static Optional<Credential> of(HttpExchange exchange) {
    var header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? fromQuery(Address.of(exchange)) : fromHeader(header);
  }

  private static Optional<Credential> fromHeader(String header) {
    var credential = HEADER.matcher(header);
    var signature = SIGNATURE.matcher(header);
    return credential.matches() && signature.matches()
        ? Optional.of(
            new Credential(
                credential.group(1),
                credential.group(2),
                credential.group(3),
                credential.group(4),
                signature.group(1)))
        : Optional.empty();
  }

  private static Optional<Credential> fromQuery(Address address) {
    var parts = address.query().getOrDefault("X-Amz-Credential", "").split("/", -1);
    return parts.length == 5
        ? Optional.of(
            new Credential(
                parts[0],
                parts[1],
                parts[2],
                parts[3],
                address.query().getOrDefault("X-Amz-Signature", "")))
        : Optional.empty();
  }
}
