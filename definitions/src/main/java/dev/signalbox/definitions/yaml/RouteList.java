package dev.signalbox.definitions.yaml;

import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.BranchFilter;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.route.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section 'routes'. */
final class RouteList {
  private static final List<String> KEYS = List.of("name", "on", "paths", "start");
  private static final List<String> ON_KEYS = List.of("repository", "branches");
  private static final List<String> START_KEYS =
      List.of("pipeline", "account", "region", "variables");
  private static final int MOST_VARIABLES = 50;

  private final Problems problems;
  private final Accounts accounts;
  private final Repositories repositories;
  private final Patterns patterns;
  private final Map<String, Text> names = new HashMap<>();

  RouteList(Problems problems, Accounts accounts, Repositories repositories) {
    this.problems = problems;
    this.accounts = accounts;
    this.repositories = repositories;
    this.patterns = new Patterns(problems);
  }

  List<Route> read(Node node) {
    List<Route> routes = new ArrayList<>();
    for (Node item : Section.list(node, "'routes'", problems)) {
      Section.of("a route", item, problems, KEYS).flatMap(this::route).ifPresent(routes::add);
    }
    return routes;
  }

  private Optional<Route> route(Section section) {
    Optional<String> name = section.requireText("name").flatMap(this::name);
    Optional<Section> on =
        section.require("on").flatMap(node -> Section.of("'on'", node, problems, ON_KEYS));
    Optional<Repository> repository =
        on.flatMap(s -> s.requireText("repository")).flatMap(repositories::named);
    BranchFilter branches =
        on.flatMap(s -> s.find("branches")).map(patterns::branches).orElse(BranchFilter.ALL);
    PathFilter paths = section.find("paths").map(patterns::paths).orElse(PathFilter.NONE);
    Optional<Start> start =
        section
            .require("start")
            .flatMap(node -> Section.of("'start'", node, problems, START_KEYS))
            .flatMap(this::start);
    return name.isPresent() && repository.isPresent() && start.isPresent()
        ? Optional.of(new Route(name.get(), repository.get(), branches, paths, start.get()))
        : Optional.empty();
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

  private Optional<Start> start(Section section) {
    Optional<String> pipeline =
        section
            .requireText("pipeline")
            .flatMap(t -> Names.shaped(t, Names.PIPELINE, "a pipeline's name", problems));
    Optional<Text> accountName = section.requireText("account");
    Optional<Account> account = accountName.flatMap(accounts::named);
    Optional<Region> region =
        section
            .text("region")
            .flatMap(t -> Names.value(t, Region::new, problems))
            .or(() -> account.map(Account::region));
    Map<String, Template> variables =
        section.find("variables").map(this::variables).orElse(Map.of());
    account
        .filter(a -> a.reach() instanceof Reach.Bus)
        .ifPresent(a ->
            problems.error(
                accountName.orElseThrow().node(),
                "account '%s' is reached by a bus, and this version starts pipelines by role only"
                    .formatted(a.name())));
    if (pipeline.isEmpty() || account.isEmpty() || region.isEmpty()) {
      return Optional.empty();
    }
    var id = new PipelineId(account.get().id(), region.get(), pipeline.get());
    return Optional.of(new Start(new Target(id, account.get().reach()), variables));
  }

  private Map<String, Template> variables(Node node) {
    Map<String, Template> variables = new LinkedHashMap<>();
    Section.of("'variables'", node, problems)
        .ifPresent(section -> {
          section.entries().forEach((name, value) -> variable(name, value, variables));
          if (section.entries().size() > MOST_VARIABLES) {
            problems.error(
                node,
                "a pipeline takes at most %d variables, here are %d"
                    .formatted(MOST_VARIABLES, section.entries().size()));
          }
        });
    return variables;
  }

  private void variable(Text name, Node value, Map<String, Template> variables) {
    Optional<String> checked = Names.shaped(name, Names.VARIABLE, "a variable's name", problems);
    Optional<Text> text =
        Section.text(value, "variable '" + name.value() + "'", problems).filter(this::isTemplate);
    if (checked.isPresent() && text.isPresent()) {
      variables.put(checked.get(), new Template(text.get().value()));
    }
  }

  private boolean isTemplate(Text text) {
    if (text.value().isEmpty()) {
      problems.error(text.node(), "a variable's value cannot be empty");
      return false;
    }
    List<String> unknown =
        Template.placeholders(text.value()).stream()
            .filter(name -> !Template.PLACEHOLDERS.contains(name))
            .toList();
    unknown.forEach(name ->
        problems.error(
            text.node(),
            text.columnsTo(
                text.value().codePointCount(0, text.value().indexOf("${" + name + "}")) + 1),
            "there is no ${%s}%s".formatted(name, Suggestion.among(Template.PLACEHOLDERS, name))));
    return unknown.isEmpty();
  }
}
