package dev.signalbox.local.codecommit.git;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Identity;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Repositories behind a port of their own, and the events that came of what was done to them. */
public final class GitServer implements AutoCloseable {
  public static final Place PLACE = new Place("111111111111", "eu-west-1");
  public static final String KEY = "AKIDEXAMPLE";
  public static final String SECRET = "se/cr+et=";
  public static final String USER = "arn:aws:iam::111111111111:user/ada";

  public record Event(Place place, String detailType, List<String> resources, ObjectNode detail) {}

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Hosting hosting;
  private final References references;
  private final HttpServer server;

  public GitServer() {
    this(new MemoryStore());
  }

  public GitServer(Store store) {
    Events bus =
        (place, _, type, resources, detail) ->
            events.add(new Event(place, type, resources, detail));
    hosting = new Hosting(store, new ManualClock("2026-11-21T10:00:00Z"));
    references = new References(hosting, bus);
    GitEndpoint endpoint = new GitEndpoint(hosting, references, new Keys(), PLACE.region());
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", endpoint::serve);
    server.start();
  }

  public Hosting hosting() {
    return hosting;
  }

  public References references() {
    return references;
  }

  public static Caller caller() {
    return new Caller(PLACE, USER, "AIDAADA", KEY);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public Hosted create(String name) {
    return hosting.create(PLACE, name, "", "");
  }

  /** For git, with user and password in it. */
  public String url(String name) {
    return "http://"
        + KEY
        + ":"
        + SECRET.replace("/", "%2F")
        + "@127.0.0.1:"
        + port()
        + "/v1/repos/"
        + name;
  }

  public String bareUrl(String name) {
    return "http://127.0.0.1:" + port() + "/v1/repos/" + name;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /** {@code referenceCreated refs/heads/main} and the like, in order. */
  public List<String> told() {
    return events.stream()
        .map(event ->
            event.detail().path("event").asText()
                + " "
                + event.detail().path("referenceFullName").asText())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
    hosting.close();
  }

  private static final class Keys implements Identity {
    private final Map<String, Key> keys =
        Map.of(
            KEY,
            new Key(KEY, SECRET, Optional.empty(), PLACE.account(), USER, "AIDAADA"),
            "ASIATEMPORARY",
            new Key(
                "ASIATEMPORARY",
                SECRET,
                Optional.of("tok/en+with=signs"),
                "222222222222",
                "arn:aws:sts::222222222222:assumed-role/deployer/ada",
                "AROA:ada"));

    @Override
    public Optional<Key> key(String accessKeyId) {
      return Optional.ofNullable(keys.get(accessKeyId));
    }

    @Override
    public Caller verify(HttpExchange exchange, Optional<byte[]> body) {
      throw new UnsupportedOperationException("git does not sign requests");
    }
  }
}
