package dev.signalbox.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">runtime API</a> one
 * process asks for its next event.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";

  /** One event on its way through the process. */
  record Task(
      String requestId,
      String functionArn,
      Duration timeout,
      byte[] event,
      CompletableFuture<Void> begun,
      CompletableFuture<Outcome> outcome) {}

  private final HttpServer server;
  private final BlockingQueue<Task> next = new LinkedBlockingQueue<>();
  private volatile Optional<Task> running = Optional.empty();
  private final CompletableFuture<Outcome> initError = new CompletableFuture<>();

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(BASE, this::serve);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  void hand(Task task) {
    running = Optional.of(task);
    next.add(task);
  }

  /** Completes when the runtime could not load the handler. */
  CompletableFuture<Outcome> initError() {
    return initError;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(BASE.length());
      if (path.equals("invocation/next")) {
        answerNext(exchange);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals("init/error")) {
        initError.complete(new Outcome.Failed(body));
      } else if (path.endsWith("/response")) {
        running(path).ifPresent(task -> task.outcome().complete(new Outcome.Answered(body)));
      } else if (path.endsWith("/error")) {
        running(path).ifPresent(task -> task.outcome().complete(new Outcome.Failed(body)));
      }
      exchange.sendResponseHeaders(202, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Task> running(String path) {
    return running.filter(task -> path.startsWith("invocation/" + task.requestId() + "/"));
  }

  private void answerNext(HttpExchange exchange) throws IOException, InterruptedException {
    Task task = next.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", task.requestId());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(Instant.now().plus(task.timeout()).toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", task.functionArn());
    headers.set("Lambda-Runtime-Trace-Id", traceId());
    headers.set("Content-Type", "application/json");
    task.begun().complete(null);
    exchange.sendResponseHeaders(200, task.event().length == 0 ? -1 : task.event().length);
    exchange.getResponseBody().write(task.event());
  }

  private static String traceId() {
    String random = UUID.randomUUID().toString().replace("-", "");
    return "Root=1-%08x-%s;Parent=%s;Sampled=0"
        .formatted(
            Instant.now().getEpochSecond(), random.substring(0, 24), random.substring(16, 32));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
