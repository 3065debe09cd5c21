package dev.signalbox.definitions.yaml;

import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Proofs;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.route.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section 'routes'. */
final class RouteList {
  private static final List<String> KEYS =
      List.of(
          "name",
          "on",
          "paths",
          "start",
          "default",
          "ignore-skip",
          "skip-forgets",
          "any-commit",
          "once-per-revision",
          "dialect");
  private static final List<String> START_KEYS =
      List.of("pipeline", "ephemeral", "account", "region", "variables");

  private final Problems problems;
  private final Accounts accounts;
  private final Repositories repositories;
  private final Optional<Dialect> dialect;
  private final Divergence divergence;
  private final Map<String, Text> names = new HashMap<>();

  /** With the dialect that the file states for all its routes. */
  RouteList(
      Problems problems, Accounts accounts, Repositories repositories, Optional<Dialect> dialect) {
    this.problems = problems;
    this.accounts = accounts;
    this.repositories = repositories;
    this.dialect = dialect;
    this.divergence = new Divergence(dialect.isPresent());
  }

  List<Route> read(Node node) {
    List<Route> routes = new ArrayList<>();
    for (Node item : Section.list(node, "'routes'", problems)) {
      Section.of("a route", item, problems, KEYS).flatMap(this::route).ifPresent(routes::add);
    }
    return routes;
  }

  /** Warns of what can be proved of these routes and is hardly meant. */
  void prove(List<Route> routes) {
    Proofs.of(routes, repositories.all())
        .forEach(proof ->
            problems.warning(
                Objects.requireNonNull(names.get(proof.route().name())).node(),
                "route '%s': %s".formatted(proof.route().name(), proof.message())));
  }

  private Optional<Route> route(Section section) {
    Optional<String> name = section.requireText("name").flatMap(this::name);
    Patterns patterns = patterns(section);
    var ons = new Ons(problems, accounts, repositories, patterns);
    Optional<On> on = section.require("on").flatMap(ons::read);
    PathFilter paths = section.find("paths").map(patterns::paths).orElse(PathFilter.NONE);
    on.filter(o -> o.gitRepository().isEmpty())
        .flatMap(_ -> section.find("paths"))
        .ifPresent(node ->
            problems.error(node, "'paths' are files of a git repository: this route is for none"));
    Set<Route.Option> options =
        Arrays.stream(Route.Option.values())
            .filter(option -> section.flag(option.word()))
            .collect(Collectors.toSet());
    Optional<Start> start =
        section
            .require("start")
            .flatMap(node -> Section.of("'start'", node, problems, START_KEYS))
            .flatMap(s -> start(s, on));
    return name.isPresent() && on.isPresent() && start.isPresent()
        ? Optional.of(new Route(name.get(), on.get(), paths, start.get(), options))
        : Optional.empty();
  }

  private Patterns patterns(Section section) {
    Optional<Dialect> own = section.find("dialect").flatMap(node -> dialect(node, problems));
    return new Patterns(
        problems,
        own.or(() -> dialect).orElse(Dialect.SIGNALBOX),
        own.isPresent() ? new Divergence(true) : divergence);
  }

  static Optional<Dialect> dialect(Node node, Problems problems) {
    List<String> words = Arrays.stream(Dialect.values()).map(Dialect::word).toList();
    Optional<Text> word = Section.text(node, "'dialect'", problems);
    Optional<Dialect> dialect =
        word.flatMap(t ->
            Arrays.stream(Dialect.values()).filter(d -> d.word().equals(t.value())).findFirst());
    if (word.isPresent() && dialect.isEmpty()) {
      problems.error(
          node,
          "there is no dialect '%s'%s"
              .formatted(word.get().value(), Suggestion.among(words, word.get().value())));
    }
    return dialect;
  }

  private Optional<String> name(Text text) {
    Text known = names.putIfAbsent(text.value(), text);
    if (known != null) {
      problems.error(
          text.node(),
          "there is another route '%s' in line %d"
              .formatted(
                  text.value(), known.node().getStartMark().map(Mark::getLine).orElse(0) + 1));
    }
    return Names.shaped(text, Names.NAME, "a name", problems);
  }

  private Optional<Start> start(Section section, Optional<On> on) {
    Optional<Text> accountName = section.requireText("account");
    Optional<Account> account = accountName.flatMap(accounts::named);
    Optional<Ephemerals.Plan> plan = plan(section, on, account);
    Optional<String> pipeline = plan.map(Ephemerals.Plan::template).or(() -> pipeline(section));
    Optional<Region> region =
        section
            .text("region")
            .flatMap(t -> Names.value(t, Region::new, problems))
            .or(() -> account.map(Account::region));
    Map<String, Template> variables =
        section
            .find("variables")
            .map(
                new Variables(problems, on.map(Template::placeholdersFor), "what this route is for")
                    ::read)
            .orElse(Map.of());
    account.filter(a -> a.reach() instanceof Reach.Bus).ifPresent(a -> forwards(a, section, on));
    if (pipeline.isEmpty() || account.isEmpty() || region.isEmpty()) {
      return Optional.empty();
    }
    var id = new PipelineId(account.get().id(), region.get(), pipeline.get());
    return Optional.of(
        new Start(new Target(id, account.get().reach()), variables, plan.map(p -> p.of(id))));
  }

  private Optional<String> pipeline(Section section) {
    return section.find("ephemeral").isPresent()
        ? Optional.empty()
        : section
            .requireText("pipeline")
            .flatMap(t -> Names.shaped(t, Names.PIPELINE, "a pipeline's name", problems));
  }

  private Optional<Ephemerals.Plan> plan(
      Section section, Optional<On> on, Optional<Account> account) {
    Optional<Node> node = section.find("ephemeral");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    section
        .find("pipeline")
        .ifPresent(pipeline ->
            problems.error(
                pipeline, "a route starts a 'pipeline' or 'ephemeral' ones: write two routes"));
    var ephemerals = new Ephemerals(problems);
    ephemerals.fit(node.get(), on, account);
    return ephemerals.read(node.get());
  }

  /** Whoever is behind a bus is told of the push and decides the rest by itself. */
  private void forwards(Account account, Section section, Optional<On> on) {
    String decides =
        "account '%s' is reached by a bus and decides by itself".formatted(account.name());
    section
        .find("variables")
        .ifPresent(node ->
            problems.error(node, decides + ": 'variables' belong into the definition there"));
    if (on.filter(o -> !(o instanceof On.Branches || o instanceof On.Tags)).isPresent()) {
      problems.error(
          section.node(),
          decides + ": it is told of pushes only, and this route is for something else");
    }
  }
}
