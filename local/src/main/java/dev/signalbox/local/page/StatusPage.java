package dev.signalbox.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is here and what has happened: {@code /} for people, {@code /_local/…} for programs. */
public final class StatusPage implements Endpoint {
  private static final Set<String> PATHS = Set.of("/_local/health", "/_local/events");
  private static final int EVENTS = 50;

  private final Supplier<URI> address;
  private final Caller caller;
  private final Supplier<List<Service>> services;
  private final Supplier<List<ObjectNode>> events;

  /**
   * @param caller whose resources are shown
   * @param events oldest first: what came, the rules it matched and its deliveries
   */
  public StatusPage(
      Supplier<URI> address,
      Caller caller,
      Supplier<List<Service>> services,
      Supplier<List<ObjectNode>> events) {
    this.address = address;
    this.caller = caller;
    this.services = services;
    this.events = events;
  }

  /** {@code /} is also where AWS's APIs are: theirs are signed, and mostly posted. */
  @Override
  public boolean serves(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    boolean read = Set.of("GET", "HEAD").contains(exchange.getRequestMethod());
    return PATHS.contains(path)
        || (path.equals("/")
            && read
            && exchange.getRequestURI().getRawQuery() == null
            && !exchange.getRequestHeaders().containsKey("Authorization")
            && isOwnName(exchange));
  }

  /** Other names under localhost are those of buckets. */
  private static boolean isOwnName(HttpExchange exchange) {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    return host.matches("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      send(exchange, 405, "text/plain; charset=utf-8", "Only GET and HEAD are possible here.\n");
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/_local/health" -> send(exchange, 200, "application/json", health().toString());
      case "/_local/events" -> send(exchange, 200, "application/json", history().toString());
      default -> send(exchange, 200, "text/html; charset=utf-8", page());
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", type);
      headers.set("Cache-Control", "no-store");
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
      if (!head) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private ObjectNode health() {
    ObjectNode health = JsonNodeFactory.instance.objectNode();
    health.put("status", "ok").put("address", address.get().toString());
    var operations = health.putObject("operations");
    services.get().forEach(it -> operations.put(it.name(), it.operations().size()));
    return health;
  }

  private ObjectNode history() {
    ObjectNode history = JsonNodeFactory.instance.objectNode();
    history.putArray("events").addAll(events.get());
    return history;
  }

  private String page() {
    String at = address.get().toString();
    Html page = new Html("AWS on this machine");
    page.paragraph("At %s, account %s, %s.".formatted(at, caller.account(), caller.region()));
    page.heading("How to reach it");
    page.commands(
        List.of(
            "export AWS_ACCESS_KEY_ID=" + caller.account() + " AWS_SECRET_ACCESS_KEY=local",
            "export AWS_ENDPOINT_URL=" + at + " AWS_DEFAULT_REGION=" + caller.region(),
            "git clone "
                + at.replace("://", "://" + caller.account() + ":local@")
                + "/v1/repos/NAME"));
    for (Listing listing : Listing.ALL) {
      List<String> names = listing.names(services.get(), caller);
      if (!names.isEmpty()) {
        page.heading(listing.title()).list(names);
      }
    }
    return withEvents(page).toString();
  }

  private Html withEvents(Html page) {
    List<ObjectNode> newest = events.get().reversed().stream().limit(EVENTS).toList();
    page.heading("Events");
    return newest.isEmpty()
        ? page.paragraph("None yet.")
        : page.table(
            List.of("Time", "Event", "What", "Rules"),
            newest.stream().map(StatusPage::row).toList());
  }

  private static List<String> row(ObjectNode seen) {
    JsonNode event = seen.path("event");
    String told =
        event.path("detail").properties().stream()
            .filter(it -> it.getValue().isValueNode())
            .map(it -> it.getKey() + " " + it.getValue().asText())
            .collect(Collectors.joining(", "));
    return List.of(
        event.path("time").asText(),
        event.path("detail-type").asText(),
        told,
        Integer.toString(seen.path("rules").size()));
  }
}
