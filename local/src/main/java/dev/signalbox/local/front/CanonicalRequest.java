package dev.signalbox.local.front;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text both sides of a request sign: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">create
 * a signed request</a>.
 */
final class CanonicalRequest {
  private record Parameter(String name, String value) {}

  private CanonicalRequest() {}

  static String of(
      HttpExchange exchange, List<String> signedHeaders, String payloadHash, boolean s3) {
    String headers =
        signedHeaders.stream()
            .map(name -> name + ":" + header(exchange, name) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        exchange.getRequestMethod(),
        path(rawPath(exchange), s3),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        String.join(";", signedHeaders),
        payloadHash);
  }

  /** The decoded value of a query parameter, or empty text. */
  static String parameter(HttpExchange exchange, String name) {
    return parameters(exchange.getRequestURI().getRawQuery())
        .filter(parameter -> parameter.name.equals(name))
        .map(Parameter::value)
        .findFirst()
        .orElse("");
  }

  private static String header(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
    return values.stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  /** As it came: a path that begins with two slashes would else be taken for a host. */
  private static String rawPath(HttpExchange exchange) {
    return exchange.getRequestURI().toString().replaceFirst("\\?.*", "");
  }

  /** S3 signs the path as it is; all others sign it encoded once more. */
  private static String path(String rawPath, boolean s3) {
    if (rawPath.isEmpty()) {
      return "/";
    }
    return Stream.of(rawPath.split("/", -1))
        .map(segment -> s3 ? encode(decode(segment.replace("+", "%2B"))) : encode(segment))
        .collect(Collectors.joining("/"));
  }

  @SuppressWarnings("StringConcatToTextBlock") // it is no text of several lines
  private static String query(@org.jspecify.annotations.Nullable String rawQuery) {
    return parameters(rawQuery)
        .filter(parameter -> !parameter.name.equals("X-Amz-Signature"))
        .map(parameter -> new Parameter(encode(parameter.name), encode(parameter.value)))
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(parameter -> parameter.name + "=" + parameter.value)
        .collect(Collectors.joining("&"));
  }

  private static Stream<Parameter> parameters(@org.jspecify.annotations.Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return Stream.empty();
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.add(new Parameter(decode(name), decode(value)));
    }
    return parameters.stream();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean unreserved =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-_.~".indexOf(c) >= 0;
      if (unreserved) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
