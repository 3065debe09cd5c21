package dev.signalbox.benchmarks.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lambda's runtime API for one process: hands it the same event again and again. */
final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime/";

  /** What the process did. */
  record Step(String what, long nanos, String body) {}

  private final byte[] event;
  private final HttpServer server;
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private int number;

  RuntimeApi(String event) {
    this.event = event.getBytes(UTF_8);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(PREFIX, this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits for the next thing of this kind that the process does. */
  Step await(String what) throws InterruptedException {
    while (true) {
      Step step = steps.poll(2, TimeUnit.MINUTES);
      if (step == null) {
        throw new IllegalStateException("The function neither answers nor fails");
      }
      if (step.what().equals("error")) {
        throw new IllegalStateException("The function failed: " + step.body());
      }
      if (step.what().equals(what)) {
        return step;
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    long now = System.nanoTime();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (path.endsWith("/next")) {
        steps.add(new Step("next", now, ""));
        hand(exchange);
      } else {
        steps.add(new Step(path.endsWith("/response") ? "response" : "error", now, body));
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  private synchronized void hand(HttpExchange exchange) throws IOException {
    number++;
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-%012d".formatted(number));
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-west-1:111111111111:function:router");
    headers.set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
