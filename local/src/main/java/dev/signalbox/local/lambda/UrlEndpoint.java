package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code ID.lambda-url.REGION.localhost}: the addresses of functions, told by the host's name. */
final class UrlEndpoint implements Endpoint {
  private static final int LARGEST = 6 * 1024 * 1024;
  private static final String MARK = ".lambda-url.";

  /** What the server sets by itself. */
  private static final Set<String> OWN =
      Set.of("content-length", "transfer-encoding", "connection");

  private final FunctionUrls urls;
  private final Identity identity;
  private final Clock clock;
  private final Invoker invoker;

  /** Runs an event and waits for its end. */
  interface Invoker {
    Outcome run(FunctionUrl url, byte[] event);
  }

  UrlEndpoint(FunctionUrls urls, Identity identity, Clock clock, Invoker invoker) {
    this.urls = urls;
    this.identity = identity;
    this.clock = clock;
    this.invoker = invoker;
  }

  private static String host(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
  }

  @Override
  public boolean serves(HttpExchange exchange) {
    return host(exchange).contains(MARK);
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
      if (body.length > LARGEST) {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      }
      send(exchange, answer(exchange, body));
    }
  }

  private UrlAnswer answer(HttpExchange exchange, byte[] body) {
    Optional<FunctionUrl> url = urls.at(host(exchange));
    if (url.isEmpty()) {
      return UrlAnswer.of(403, "Forbidden");
    }
    if (body.length > LARGEST) {
      return UrlAnswer.of(413, "Request Entity Too Large");
    }
    try {
      return run(exchange, url.get(), body);
    } catch (AwsError e) {
      return e.status() == 429
          ? UrlAnswer.of(429, "Too Many Requests")
          : UrlAnswer.of(403, "Forbidden");
    }
  }

  private UrlAnswer run(HttpExchange exchange, FunctionUrl url, byte[] body) {
    boolean anybody = url.auth().equals(FunctionUrl.NONE);
    if (anybody && !urls.isOpen(url)) {
      return UrlAnswer.of(403, "Forbidden");
    }
    Optional<Caller> caller =
        anybody ? Optional.empty() : Optional.of(identity.verify(exchange, Optional.of(body)));
    if (caller.filter(it -> !it.account().equals(url.account())).isPresent()) {
      return UrlAnswer.of(403, "Forbidden");
    }
    byte[] event =
        new UrlEvent(exchange, url).json(body, caller.map(UrlEndpoint::iam), clock.instant());
    return UrlAnswer.of(invoker.run(url, event));
  }

  private static ObjectNode iam(Caller caller) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("accessKey", caller.accessKeyId())
        .put("accountId", caller.account())
        .put("callerId", caller.userId())
        .put("userArn", caller.arn())
        .put("userId", caller.userId());
  }

  private static void send(HttpExchange exchange, UrlAnswer answer) throws IOException {
    answer
        .headers()
        .forEach((name, values) -> {
          if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value ->
                exchange.getResponseHeaders().add(name, value.replaceAll("[\\r\\n]", " ")));
          }
        });
    boolean bodiless =
        exchange.getRequestMethod().equals("HEAD")
            || answer.status() == 204
            || answer.status() == 304
            || answer.body().length == 0;
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(answer.body());
    }
  }
}
