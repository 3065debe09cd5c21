package dev.signalbox.definitions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Gates;
import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.PullRequest;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Ephemeral;
import dev.signalbox.core.route.Hosting;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.route.Template;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.definitions.json.RecordJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes {@link CanonicalForm}: fixed order of keys, nothing that is empty, no spaces. */
final class CanonicalWriter {
  private final JsonGenerator json;

  private CanonicalWriter(JsonGenerator json) {
    this.json = json;
  }

  static byte[] write(Routes routes, Gates gates) {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      new CanonicalWriter(json).all(routes, gates);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private void all(Routes routes, Gates gates) throws IOException {
    json.writeStartObject();
    json.writeNumberField("format", 1);
    json.writeArrayFieldStart("accounts");
    for (Account account : routes.accounts()) {
      account(account);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("repositories");
    for (WatchedRepository watched : routes.repositories()) {
      json.writeStartObject();
      repository(watched.repository());
      json.writeStringField("defaultBranch", watched.defaultBranch());
      globs("protected", watched.guarded());
      reach(watched.reach());
      if (watched.hosting().isPresent()) {
        hosting(watched.hosting().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("routes");
    for (Route route : routes.all()) {
      route(route);
    }
    json.writeEndArray();
    if (!routes.promotions().isEmpty()) {
      json.writeArrayFieldStart("promotions");
      for (Promotion promotion : routes.promotions()) {
        promotion(promotion);
      }
      json.writeEndArray();
    }
    if (!gates.all().isEmpty()) {
      json.writeArrayFieldStart("gates");
      for (Gate gate : gates.all()) {
        json.writeRawValue(new String(RecordJson.write(gate), StandardCharsets.UTF_8));
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void promotion(Promotion promotion) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", promotion.name());
    Dialect dialect =
        dialect(Stream.of(promotion.branches().include(), promotion.branches().exclude()));
    if (dialect != Dialect.SIGNALBOX) {
      json.writeStringField("dialect", dialect.word());
    }
    names("branches", "exceptBranches", promotion.branches());
    if (promotion.manual()) {
      json.writeStringField("manual", "yes");
    }
    start("after", new Start(promotion.after(), Map.of()));
    start("start", promotion.start());
    json.writeEndObject();
  }

  private void account(Account account) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", account.name());
    json.writeStringField("id", account.id().value());
    json.writeStringField("region", account.region().value());
    reach(account.reach());
    json.writeEndObject();
  }

  private void reach(Reach reach) throws IOException {
    switch (reach) {
      case Reach.Role(var name, var externalId) -> {
        json.writeStringField("role", name);
        if (externalId.isPresent()) {
          json.writeStringField("externalId", externalId.get());
        }
      }
      case Reach.Bus(var name) -> json.writeStringField("bus", name);
    }
  }

  private void hosting(Hosting hosting) throws IOException {
    json.writeStringField("hook", hosting.hook());
    if (hosting.token().isPresent()) {
      json.writeStringField("token", hosting.token().get());
    }
    json.writeStringField("unknownChanges", hosting.unknown().word());
  }

  private void repository(Repository repository) throws IOException {
    if (repository.provider() != Provider.CODECOMMIT) {
      json.writeStringField("provider", repository.provider().word());
    }
    json.writeStringField("account", repository.account().value());
    json.writeStringField("region", repository.region().value());
    json.writeStringField("repository", repository.name());
  }

  private void route(Route route) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", route.name());
    Dialect dialect = dialect(route);
    if (dialect != Dialect.SIGNALBOX) {
      json.writeStringField("dialect", dialect.word());
    }
    on(route.on());
    globs("include", route.paths().include());
    globs("exclude", route.paths().exclude());
    globs("veto", route.paths().veto());
    globs("unlessOnly", route.paths().unlessOnly());
    if (!route.paths().takesEveryKind()) {
      words("changes", route.paths().kinds().stream().map(Change.Kind::word).toList());
    }
    if (!route.options().isEmpty()) {
      words("options", route.options().stream().map(Route.Option::word).toList());
    }
    start("start", route.start());
    json.writeEndObject();
  }

  /** All patterns of a route are in one dialect. */
  private static Dialect dialect(Route route) {
    List<NameFilter> names =
        switch (route.on()) {
          case On.Branches(_, var branches) -> List.of(branches);
          case On.Tags(_, var tags) -> List.of(tags);
          case On.PullRequests(_, var into, var from, _) -> List.of(into, from);
          case On.Images(_, _, _, var tags) -> List.of(tags);
          case On.Objects(_, _, _, var keys) -> List.of(keys);
        };
    PathFilter paths = route.paths();
    return dialect(
        Stream.concat(
            names.stream().flatMap(n -> Stream.of(n.include(), n.exclude())),
            Stream.of(paths.include(), paths.exclude(), paths.veto(), paths.unlessOnly())));
  }

  private static Dialect dialect(Stream<List<Glob>> patterns) {
    return patterns.flatMap(List::stream).map(Glob::dialect).findFirst().orElse(Dialect.SIGNALBOX);
  }

  private void on(On on) throws IOException {
    switch (on) {
      case On.Branches(var repository, var names) -> {
        repository(repository);
        names("branches", "exceptBranches", names);
      }
      case On.Tags(var repository, var names) -> {
        json.writeStringField("on", "tags");
        repository(repository);
        names("tags", "exceptTags", names);
      }
      case On.PullRequests(var repository, var destinations, var sources, var stages) -> {
        json.writeStringField("on", "pull-requests");
        repository(repository);
        names("into", "exceptInto", destinations);
        names("from", "exceptFrom", sources);
        words("stages", stages.stream().map(PullRequest.Stage::word).toList());
      }
      case On.Images(var account, var region, var repository, var tags) -> {
        json.writeStringField("on", "image");
        place(account, region);
        json.writeStringField("repository", repository);
        names("tags", "exceptTags", tags);
      }
      case On.Objects(var account, var region, var bucket, var keys) -> {
        json.writeStringField("on", "object");
        place(account, region);
        json.writeStringField("bucket", bucket);
        names("keys", "exceptKeys", keys);
      }
    }
  }

  private void place(AccountId account, Region region) throws IOException {
    json.writeStringField("account", account.value());
    json.writeStringField("region", region.value());
  }

  private void names(String include, String exclude, NameFilter names) throws IOException {
    globs(include, names.include());
    globs(exclude, names.exclude());
  }

  private void words(String name, List<String> words) throws IOException {
    json.writeArrayFieldStart(name);
    for (String word : words) {
      json.writeString(word);
    }
    json.writeEndArray();
  }

  private void globs(String name, List<Glob> globs) throws IOException {
    if (!globs.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (Glob glob : globs) {
        json.writeString(glob.pattern());
      }
      json.writeEndArray();
    }
  }

  private void start(String key, Start start) throws IOException {
    PipelineId pipeline = start.target().pipeline();
    json.writeObjectFieldStart(key);
    json.writeStringField("account", pipeline.account().value());
    json.writeStringField("region", pipeline.region().value());
    json.writeStringField("pipeline", pipeline.name());
    reach(start.target().reach());
    if (start.ephemeral().isPresent()) {
      ephemeral(start.ephemeral().get());
    }
    if (!start.variables().isEmpty()) {
      json.writeObjectFieldStart("variables");
      for (Map.Entry<String, Template> entry : start.variables().entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue().text());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void ephemeral(Ephemeral plan) throws IOException {
    json.writeObjectFieldStart("ephemeral");
    json.writeStringField("name", plan.name());
    json.writeStringField("ttl", plan.ttl().toString());
    json.writeStringField("onDelete", plan.onDelete().word());
    json.writeStringField("most", Integer.toString(plan.most()));
    json.writeEndObject();
  }
}
