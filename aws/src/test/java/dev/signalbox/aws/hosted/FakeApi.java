package dev.signalbox.aws.hosted;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.aws.secret.KeptSecrets;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.Source;
import dev.signalbox.core.route.WatchedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A provider's API on loopback, which answers what its documentation shows. */
final class FakeApi implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Map<String, String> headers = new HashMap<>();
  private int status = 200;

  FakeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String address = exchange.getRequestURI().toString();
    asked.add(address);
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    String answer = answers.get(address);
    byte[] body = (answer == null ? "{\"message\":\"Not Found\"}" : answer).getBytes(UTF_8);
    headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    if (answers.containsKey("link " + address)) {
      exchange.getResponseHeaders().add("Link", answers.get("link " + address));
    }
    boolean missing = answer == null || answer.contains("No common ancestor");
    exchange.sendResponseHeaders(status != 200 ? status : missing ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  FakeApi with(String path, String answer) {
    answers.put(path, answer.replace("BASE", base().toString()));
    return this;
  }

  FakeApi linking(String path, String link) {
    answers.put("link " + path, link.replace("BASE", base().toString()));
    return this;
  }

  FakeApi failing(int with, String header, String value) {
    status = with;
    headers.put(header, value);
    return this;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  HostedSources sources(Provider provider) {
    return new HostedSources(
        Map.of(provider, base()),
        true,
        new KeptSecrets(() -> new OneSecret("t-1"), "tokens/", InstantSource.system()));
  }

  static WatchedRepository watched(Provider provider, String name, Optional<String> token) {
    return new WatchedRepository(
        new Repository(provider, new AccountId("111111111111"), new Region("eu-west-1"), name),
        "main",
        List.of(),
        new Reach.Role("r", Optional.empty()),
        Optional.of(new Hosting("hook", token, Hosting.Unknown.RUN)));
  }

  Source source(Provider provider, String name, Optional<String> token) {
    return sources(provider).of(watched(provider, name, token));
  }

  Source source(Provider provider, String name) {
    return source(provider, name, Optional.of("reader"));
  }

  static CommitId commit(int number) {
    return new CommitId("%040x".formatted(number));
  }

  static List<Change> all(Iterable<List<Change>> pages) {
    List<Change> all = new ArrayList<>();
    pages.forEach(all::addAll);
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record OneSecret(String value) implements SecretsManagerClient {
    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      return GetSecretValueResponse.builder().secretString(value).build();
    }

    @Override
    public String serviceName() {
      return "secretsmanager";
    }

    @Override
    public void close() {}
  }
}
