package dev.signalbox.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** People who use the service all the while, whatever is deployed. */
final class Customers implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int FINE = 200;

  /**
   * What they got.
   *
   * @param byAnswer how often each answer came, in the order in which they came first
   */
  record Experience(int requests, int failed, Map<String, Integer> byAnswer) {
    Experience {
      byAnswer = Collections.unmodifiableMap(new LinkedHashMap<>(byAnswer));
    }

    @Override
    public String toString() {
      return "Customers sent %d requests meanwhile; %d failed.".formatted(requests, failed);
    }
  }

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final HttpRequest request;
  private final Map<String, Integer> byAnswer = new LinkedHashMap<>();
  private final Thread thread;
  private int requests;
  private int failed;

  private Customers(URI service) {
    this.request = HttpRequest.newBuilder(service).timeout(PATIENCE).build();
    this.thread = Thread.ofVirtual().name("customers").start(this::run);
  }

  static Customers of(URI service) {
    return new Customers(service);
  }

  private void run() {
    try {
      while (true) {
        ask();
        Thread.sleep(BETWEEN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String first = response.body().lines().findFirst().orElse("");
      note(response.statusCode() == FINE, response.statusCode() + " " + first);
    } catch (IOException e) {
      note(false, String.valueOf(e.getMessage()));
    }
  }

  private synchronized void note(boolean fine, String answer) {
    requests++;
    failed += fine ? 0 : 1;
    byAnswer.merge(answer, 1, Integer::sum);
  }

  synchronized Experience soFar() {
    return new Experience(requests, failed, byAnswer);
  }

  @Override
  public void close() {
    thread.interrupt();
    http.close();
  }
}
