package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A request to a function's address, as the function gets it: the payload format 2.0. */
final class UrlEvent {
  private static final Pattern TEXT =
      Pattern.compile("text/.*|application/(json|javascript|xml|.*\\+json|.*\\+xml)( *;.*)?");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HttpExchange exchange;
  private final FunctionUrl url;

  UrlEvent(HttpExchange exchange, FunctionUrl url) {
    this.exchange = exchange;
    this.url = url;
  }

  /**
   * The event.
   *
   * @param caller who signed it; empty where nobody had to
   */
  byte[] json(byte[] body, Optional<ObjectNode> caller, Instant now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    String path = exchange.getRequestURI().getRawPath();
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Map<String, String> headers = headers();
    event.put("version", "2.0").put("routeKey", "$default");
    event.put("rawPath", path.isEmpty() ? "/" : path).put("rawQueryString", query);
    List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
    if (!cookies.isEmpty()) {
      var array = event.putArray("cookies");
      String.join(";", cookies)
          .lines()
          .flatMap(all -> List.of(all.split("; *", -1)).stream())
          .forEach(array::add);
    }
    ObjectNode members = event.putObject("headers");
    headers.forEach(members::put);
    if (!query.isEmpty()) {
      ObjectNode parameters = event.putObject("queryStringParameters");
      parameters(query).forEach(parameters::put);
    }
    context(event.putObject("requestContext"), headers, caller, now);
    boolean text =
        headers.containsKey("content-type")
            ? TEXT.matcher(headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT))
                    .matches()
                && !headers.containsKey("content-encoding")
            : false;
    if (body.length > 0) {
      event.put(
          "body",
          text
              ? new String(body, StandardCharsets.UTF_8)
              : Base64.getEncoder().encodeToString(body));
    }
    event.put("isBase64Encoded", body.length > 0 && !text);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** By their names in lower case; of one that comes several times the values are joined. */
  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("cookie")) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
          }
        });
    headers.put("x-forwarded-for", source());
    headers.put("x-forwarded-proto", "http");
    headers.put("x-forwarded-port", Integer.toString(exchange.getLocalAddress().getPort()));
    headers.put("x-amzn-trace-id", "Root=1-" + UUID.randomUUID().toString().replace("-", ""));
    return headers;
  }

  private String source() {
    return exchange.getRemoteAddress().getAddress().getHostAddress();
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      parameters.merge(name, value, (one, other) -> one + "," + other);
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private void context(
      ObjectNode context, Map<String, String> headers, Optional<ObjectNode> caller, Instant now) {
    context.put("accountId", caller.isEmpty() ? "anonymous" : url.account());
    context.put("apiId", url.id());
    caller.ifPresent(it -> context.putObject("authorizer").set("iam", it));
    context.put("domainName", url.host()).put("domainPrefix", url.id());
    context
        .putObject("http")
        .put("method", exchange.getRequestMethod())
        .put("path", exchange.getRequestURI().getPath())
        .put("protocol", exchange.getProtocol())
        .put("sourceIp", source())
        .put("userAgent", headers.getOrDefault("user-agent", ""));
    context.put("requestId", UUID.randomUUID().toString());
    context.put("routeKey", "$default").put("stage", "$default");
    context.put("time", TIME.format(now)).put("timeEpoch", now.toEpochMilli());
  }
}
