package dev.signalbox.definitions.yaml;

import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Cycles;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.route.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section 'promotions'. */
final class Promotions {
  private static final List<String> KEYS = List.of("name", "after", "manual", "start");
  private static final List<String> AFTER_KEYS =
      List.of("pipeline", "account", "region", "branches");
  private static final List<String> START_KEYS =
      List.of("pipeline", "account", "region", "variables");

  private final Problems problems;
  private final Accounts accounts;
  private final Patterns patterns;
  private final Map<String, Text> names = new HashMap<>();

  /** With the dialect that the file states for all its patterns. */
  Promotions(Problems problems, Accounts accounts, Optional<Dialect> dialect) {
    this.problems = problems;
    this.accounts = accounts;
    this.patterns =
        new Patterns(
            problems, dialect.orElse(Dialect.SIGNALBOX), new Divergence(dialect.isPresent()));
  }

  List<Promotion> read(Node node) {
    List<Promotion> promotions = new ArrayList<>();
    for (Node item : Section.list(node, "'promotions'", problems)) {
      Section.of("a promotion", item, problems, KEYS)
          .flatMap(this::promotion)
          .ifPresent(promotions::add);
    }
    refuseCycles(promotions);
    return promotions;
  }

  private void refuseCycles(List<Promotion> promotions) {
    for (Cycles.Cycle cycle : Cycles.of(promotions)) {
      problems.error(
          Objects.requireNonNull(names.get(cycle.closing().name())).node(),
          "promotion '%s' closes a circle, %s: it would never end; leave one of them out"
              .formatted(cycle.closing().name(), cycle));
    }
  }

  private Optional<Promotion> promotion(Section section) {
    Optional<String> name = section.requireText("name").flatMap(this::name);
    Optional<Section> after =
        section.require("after").flatMap(node -> Section.of("'after'", node, problems, AFTER_KEYS));
    Optional<Target> source = after.flatMap(this::target);
    Optional<NameFilter> branches =
        after.flatMap(a -> a.require("branches")).map(patterns::branches);
    Optional<Section> start =
        section.require("start").flatMap(node -> Section.of("'start'", node, problems, START_KEYS));
    Optional<Target> target = start.flatMap(this::target);
    Map<String, Template> variables =
        start.flatMap(s -> s.find("variables")).map(variables()::read).orElse(Map.of());
    boolean manual = section.flag("manual");
    return name.isPresent() && source.isPresent() && branches.isPresent() && target.isPresent()
        ? Optional.of(
            new Promotion(
                name.get(),
                source.get(),
                branches.get(),
                manual,
                new Start(target.get(), variables)))
        : Optional.empty();
  }

  private Variables variables() {
    return new Variables(
        problems, Optional.of(Template.placeholdersForPromotions()), "a promotion");
  }

  private Optional<String> name(Text text) {
    Text known = names.putIfAbsent(text.value(), text);
    if (known != null) {
      problems.error(
          text.node(),
          "there is another promotion '%s' in line %d"
              .formatted(
                  text.value(), known.node().getStartMark().map(Mark::getLine).orElse(0) + 1));
    }
    return Names.shaped(text, Names.NAME, "a name", problems);
  }

  private Optional<Target> target(Section section) {
    Optional<Text> accountName = section.requireText("account");
    Optional<Account> account = accountName.flatMap(accounts::named);
    Optional<String> pipeline =
        section
            .requireText("pipeline")
            .flatMap(t -> Names.shaped(t, Names.PIPELINE, "a pipeline's name", problems));
    Optional<Region> region =
        section
            .text("region")
            .flatMap(t -> Names.value(t, Region::new, problems))
            .or(() -> account.map(Account::region));
    account
        .filter(a -> a.reach() instanceof Reach.Bus)
        .ifPresent(a ->
            problems.error(
                accountName.orElseThrow().node(),
                "account '%s' is reached by a bus: its own definition promotes its pipelines"
                    .formatted(a.name())));
    return account.flatMap(a ->
        region.flatMap(
            r -> pipeline.map(p -> new Target(new PipelineId(a.id(), r, p), a.reach()))));
  }
}
