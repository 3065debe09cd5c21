package dev.signalbox.local.elb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.local.api.LoadBalancers.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A target that answers with its name, and health checks as it is told. */
final class Backend implements AutoCloseable {
  private final HttpServer server;
  private final String name;
  final AtomicInteger requests = new AtomicInteger();
  volatile int health = 200;

  /** What it does with a request that is not a health check. */
  interface Behaviour {
    void serve(HttpExchange exchange) throws IOException;
  }

  Backend(String name) {
    this.name = name;
    this.server = open();
    serves("/", exchange -> answer(exchange, 200, name));
    server.createContext("/health", exchange -> answer(exchange, health, "checked"));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private static HttpServer open() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void serves(String path, Behaviour behaviour) {
    server.createContext(
        path,
        exchange -> {
          requests.incrementAndGet();
          behaviour.serve(exchange);
        });
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  String name() {
    return name;
  }

  Target target() {
    return new Target("127.0.0.1", server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
