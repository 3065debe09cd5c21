package dev.signalbox.local.coverage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.local.api.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The coverage as the page in {@code docs/reference} has it, and as JSON for who asks for that, at
 * {@code GET /_local/coverage}.
 */
public final class CoveragePage implements Endpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Coverage> coverage;

  public CoveragePage(Supplier<Coverage> coverage) {
    this.coverage = coverage;
  }

  @Override
  public boolean serves(HttpExchange exchange) {
    return exchange.getRequestURI().toString().replaceFirst("\\?.*", "").equals("/_local/coverage");
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      var accepted = exchange.getRequestHeaders().getFirst("Accept");
      boolean json = accepted != null && accepted.contains("application/json");
      var text = json ? json(coverage.get()) : markdown(coverage.get());
      var body = text.getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", json ? "application/json" : "text/markdown; charset=utf-8");
      exchange.sendResponseHeaders(200, method.equals("HEAD") ? -1 : body.length);
      if (method.equals("GET")) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  static String markdown(Coverage coverage) {
    var page = new StringBuilder();
    page.append(
        """
        # What `local` covers

        Written by `local` itself; do not edit. Every operation of AWS's service models is listed: what is not implemented answers
        `501` with `NotImplementedException` (S3: `NotImplemented`), never an empty success. A running `local` serves this page at
        `/_local/coverage`, as JSON to who accepts `application/json`.

        | service | operations | implemented |
        | --- | ---: | ---: |
        """);
    for (var service : coverage.services()) {
      page.append(
          "| [%s](#%s) | %d | %d |%n"
              .formatted(
                  service.name(), service.name(), service.all(), service.implemented().size()));
    }
    section(page, "All services", coverage.differences().of("all"));
    section(page, "git", coverage.differences().of("git"));
    for (var service : coverage.services()) {
      page.append("\n## ").append(service.name()).append("\n\n").append(service.fullName());
      page.append(
          ": %d of %d operations.%n".formatted(service.implemented().size(), service.all()));
      names(page, "Implemented", service.implemented());
      names(page, "501", service.others());
      bullets(page, "Known differences", coverage.differences().of(service.name()));
    }
    return page.toString().replace("\r\n", "\n");
  }

  private static void section(StringBuilder page, String title, List<String> lines) {
    page.append("\n## ").append(title).append("\n\n");
    lines.forEach(it -> page.append("- ").append(it).append('\n'));
  }

  private static void bullets(StringBuilder page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.append("\n").append(title).append(":\n\n");
      lines.forEach(it -> page.append("- ").append(it).append('\n'));
    }
  }

  private static void names(StringBuilder page, String title, List<String> names) {
    if (!names.isEmpty()) {
      page.append("\n**").append(title).append("**: ");
      page.append(names.stream().collect(Collectors.joining("`, `", "`", "`"))).append("\n");
    }
  }

  private static String json(Coverage coverage) {
    var root = JSON.createObjectNode();
    var services = root.putArray("services");
    for (var service : coverage.services()) {
      var node = services.addObject().put("name", service.name());
      node.put("fullName", service.fullName());
      list(node, "implemented", service.implemented());
      list(node, "notImplemented", service.others());
      list(node, "knownDifferences", coverage.differences().of(service.name()));
    }
    list(root, "all", coverage.differences().of("all"));
    list(root, "git", coverage.differences().of("git"));
    return root.toPrettyString() + "\n";
  }

  private static void list(ObjectNode node, String name, List<String> texts) {
    var array = node.putArray(name);
    texts.forEach(array::add);
  }
}
