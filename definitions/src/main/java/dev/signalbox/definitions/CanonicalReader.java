package dev.signalbox.definitions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Gates;
import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Ephemeral;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.route.Template;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.definitions.json.RecordJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@link CanonicalForm} in one pass; a key of a newer format is an error, never ignored. */
final class CanonicalReader {
  private final JsonParser json;

  private CanonicalReader(JsonParser json) {
    this.json = json;
  }

  static Definition read(String version, byte[] bytes) {
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      return new CanonicalReader(json).all(version);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("Not a compiled definition: " + e.getMessage(), e);
    }
  }

  private Definition all(String version) throws IOException {
    List<Account> accounts = new ArrayList<>();
    List<WatchedRepository> repositories = new ArrayList<>();
    List<Route> routes = new ArrayList<>();
    List<Promotion> promotions = new ArrayList<>();
    List<Gate> gates = new ArrayList<>();
    json.nextToken();
    object(key -> {
      switch (key) {
        case "format" -> format();
        case "accounts" -> array(() -> accounts.add(account()));
        case "repositories" -> array(() -> repositories.add(watched()));
        case "routes" -> array(() -> routes.add(route()));
        case "promotions" -> array(() -> promotions.add(promotion()));
        case "gates" -> array(() -> gates.add(RecordJson.read(Gate.class, json)));
        default -> throw unknown(key);
      }
    });
    return new Definition(
        version, new Routes(accounts, repositories, routes, promotions), new Gates(gates));
  }

  private void format() throws IOException {
    if (json.getIntValue() != 1) {
      throw new IllegalArgumentException("format " + json.getText() + " is newer than this reader");
    }
  }

  private Account account() throws IOException {
    Map<String, String> texts = texts();
    return new Account(
        need(texts, "name"),
        new AccountId(need(texts, "id")),
        new Region(need(texts, "region")),
        reach(texts));
  }

  private static Reach reach(Map<String, String> texts) {
    return texts.containsKey("bus")
        ? new Reach.Bus(need(texts, "bus"))
        : new Reach.Role(need(texts, "role"), Optional.ofNullable(texts.get("externalId")));
  }

  private WatchedRepository watched() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    List<Glob> guarded = new ArrayList<>();
    object(key -> {
      if (key.equals("protected")) {
        list().forEach(pattern -> guarded.add(Glob.of(pattern)));
      } else {
        texts.put(key, json.getText());
      }
    });
    return new WatchedRepository(
        repository(texts), need(texts, "defaultBranch"), guarded, reach(texts), hosting(texts));
  }

  private static Optional<Hosting> hosting(Map<String, String> texts) {
    return texts.containsKey("hook")
        ? Optional.of(
            new Hosting(
                need(texts, "hook"),
                Optional.ofNullable(texts.get("token")),
                Hosting.Unknown.of(need(texts, "unknownChanges"))
                    .orElseThrow(() -> unknown("unknownChanges"))))
        : Optional.empty();
  }

  static Repository repository(Map<String, String> texts) {
    return new Repository(
        Provider.of(texts.getOrDefault("provider", Provider.CODECOMMIT.word()))
            .orElseThrow(() -> unknown("provider")),
        new AccountId(need(texts, "account")),
        new Region(need(texts, "region")),
        need(texts, "repository"));
  }

  private Route route() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<Start> starts = new ArrayList<>();
    object(key -> {
      switch (key) {
        case "name", "on", "provider", "account", "region", "repository", "bucket", "dialect" ->
            texts.put(key, json.getText());
        case "start" -> starts.add(start());
        default -> {
          if (!CanonicalRoute.LISTS.contains(key)) {
            throw unknown(key);
          }
          lists.put(key, list());
        }
      }
    });
    if (starts.isEmpty()) {
      throw new IllegalArgumentException("a route without 'start'");
    }
    return new CanonicalRoute(texts, lists).route(starts.getFirst());
  }

  private Promotion promotion() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, List<String>> lists = new LinkedHashMap<>();
    Map<String, Start> ends = new LinkedHashMap<>();
    object(key -> {
      switch (key) {
        case "name", "dialect", "manual" -> texts.put(key, json.getText());
        case "branches", "exceptBranches" -> lists.put(key, list());
        case "after", "start" -> ends.put(key, start());
        default -> throw unknown(key);
      }
    });
    Start after = ends.get("after");
    Start start = ends.get("start");
    if (after == null || start == null) {
      throw new IllegalArgumentException("a promotion without 'after' or 'start'");
    }
    return new Promotion(
        need(texts, "name"),
        after.target(),
        new CanonicalRoute(texts, lists).branches(),
        texts.containsKey("manual"),
        start);
  }

  private List<String> list() throws IOException {
    List<String> list = new ArrayList<>();
    array(() -> list.add(json.getText()));
    return list;
  }

  private Start start() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, Template> variables = new LinkedHashMap<>();
    Map<String, String> ephemeral = new LinkedHashMap<>();
    object(key -> {
      switch (key) {
        case "variables" -> object(name -> variables.put(name, new Template(json.getText())));
        case "ephemeral" -> ephemeral.putAll(texts());
        default -> texts.put(key, json.getText());
      }
    });
    var pipeline =
        new PipelineId(
            new AccountId(need(texts, "account")),
            new Region(need(texts, "region")),
            need(texts, "pipeline"));
    return new Start(
        new Target(pipeline, reach(texts)),
        variables,
        ephemeral.isEmpty() ? Optional.empty() : Optional.of(ephemeral(pipeline, ephemeral)));
  }

  private static Ephemeral ephemeral(PipelineId template, Map<String, String> texts) {
    String policy = need(texts, "onDelete");
    return new Ephemeral(
        template,
        need(texts, "name"),
        Duration.parse(need(texts, "ttl")),
        Ephemeral.OnDelete.of(policy)
            .orElseThrow(() -> new IllegalArgumentException("'" + policy + "' is unknown")),
        Integer.parseInt(need(texts, "most")));
  }

  private Map<String, String> texts() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    object(key -> texts.put(key, json.getText()));
    return texts;
  }

  private interface Member {
    void read(String key) throws IOException;
  }

  private interface Item {
    void read() throws IOException;
  }

  private void object(Member member) throws IOException {
    expect(JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      member.read(key);
    }
    expect(JsonToken.END_OBJECT);
  }

  private void array(Item item) throws IOException {
    expect(JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      item.read();
    }
  }

  private void expect(JsonToken token) {
    if (json.currentToken() != token) {
      throw new IllegalArgumentException(token + " expected, got " + json.currentToken());
    }
  }

  static String need(Map<String, String> texts, String key) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
    return text;
  }

  private static IllegalArgumentException unknown(String key) {
    return new IllegalArgumentException("'" + key + "' is unknown");
  }
}
