package shop.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import shop.pricing.Price;

/** The api over HTTP: what a basket of one apple and two pears costs. */
public final class Server {
  private static final Checkout CHECKOUT =
      new Checkout(Map.of("apple", new Price(40), "pear", new Price(55)));

  private Server() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    String release = environment.getOrDefault("RELEASE", "unknown");
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                environment.getOrDefault("HOST", "0.0.0.0"),
                Integer.parseInt(environment.getOrDefault("PORT", "8080"))),
            0);
    server.createContext("/", exchange -> answer(exchange, () -> quote("release", release)));
    server.createContext("/checkout", exchange -> answer(exchange, Server::total));
    server.setExecutor(Executors.newCachedThreadPool());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(2)));
    server.start();
  }

  private static String total() {
    return quote("total", CHECKOUT.total(Map.of("apple", 1, "pear", 2)).toString());
  }

  private static String quote(String name, String value) {
    return "{\"" + name + "\":\"" + value + "\"}";
  }

  private static void answer(HttpExchange exchange, Supplier<String> json) throws IOException {
    try {
      send(exchange, 200, json.get());
    } catch (RuntimeException e) {
      System.err.println(e);
      send(exchange, 500, quote("error", "We cannot say at the moment"));
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
