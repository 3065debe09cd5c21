package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Passing;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the section 'gates'. */
final class GateList {
  private static final List<String> KEYS =
      List.of("name", "on", "at", "checks", "pass", "budget", "allow-empty", "skip");
  private static final List<String> SKIP_KEYS = List.of("by", "reason", "until");
  private static final Duration USUAL_BUDGET = Duration.ofMinutes(15);

  private final Problems problems;
  private final Map<String, Text> names = new HashMap<>();
  private final Map<String, String> guarded = new HashMap<>();

  GateList(Problems problems) {
    this.problems = problems;
  }

  List<Gate> read(Node node) {
    List<Gate> gates = new ArrayList<>();
    for (Node item : Section.list(node, "'gates'", problems)) {
      Section.of("a gate", item, problems, KEYS).flatMap(this::gate).ifPresent(gates::add);
    }
    return gates;
  }

  private Optional<Gate> gate(Section section) {
    Optional<String> name = section.requireText("name").flatMap(this::name);
    Optional<Guarded> on = new GuardedPlaces(problems).read(section);
    Duration longest = on.map(GateList::longest).orElse(Duration.ofHours(24));
    Duration budget = Times.time(section, "budget", longest, problems).orElse(USUAL_BUDGET);
    boolean allowEmpty = section.flag("allow-empty");
    List<Check> checks =
        section
            .find("checks")
            .map(node -> new CheckList(problems, budget).read(node))
            .orElse(List.of());
    refuseNone(section, allowEmpty, checks);
    Passing passing =
        section.find("pass").map(node -> passing(node, checks)).orElseGet(Passing.All::new);
    Optional<Gate.Skip> skip = section.find("skip").flatMap(this::skip);
    on.ifPresent(o -> refuseSecond(section, name.orElse(""), o));
    return name.isPresent() && on.isPresent()
        ? Optional.of(new Gate(name.get(), on.get(), checks, passing, budget, allowEmpty, skip))
        : Optional.empty();
  }

  /** CodeDeploy waits an hour for a hook, ECS a day. */
  private static Duration longest(Guarded on) {
    return switch (on.place()) {
      case Guarded.DeploymentGroup _ -> Duration.ofHours(1);
      case Guarded.Service _ -> Duration.ofHours(24);
    };
  }

  private void refuseNone(Section section, boolean allowEmpty, List<Check> checks) {
    boolean none =
        section
            .find("checks")
            .map(n -> Section.list(n, "'checks'", problems).isEmpty())
            .orElse(true);
    if (none && !allowEmpty) {
      problems.error(
          section.node(),
          "this is a gate with no checks, which would let nothing pass; with 'allow-empty: true'"
              + " it lets everything pass");
    } else if (allowEmpty && !checks.isEmpty()) {
      problems.error(
          section.node(), "'allow-empty' is for gates without checks: this one has some");
    }
  }

  private Optional<String> name(Text text) {
    Text known = names.putIfAbsent(text.value(), text);
    if (known != null) {
      problems.error(
          text.node(),
          "there is another gate '%s' in line %d"
              .formatted(
                  text.value(), known.node().getStartMark().map(Mark::getLine).orElse(0) + 1));
    }
    return Names.shaped(text, Names.NAME, "a name", problems);
  }

  /** One question has one answer. */
  private void refuseSecond(Section section, String name, Guarded on) {
    on.moments().stream()
        .sorted()
        .forEach(moment -> {
          String other = guarded.putIfAbsent(on.place() + " " + moment, name);
          if (other != null) {
            problems.error(
                section.node(),
                "gate '%s' answers for %s at %s already"
                    .formatted(other, on.place(), moment.text()));
          }
        });
  }

  private Passing passing(Node node, List<Check> checks) {
    if (node instanceof ScalarNode) {
      List<String> words = List.of("all", "any");
      Optional<Text> text = Section.text(node, "'pass'", problems);
      if (text.filter(t -> t.value().equals("any")).isPresent()) {
        return new Passing.Any();
      }
      text.filter(t -> !words.contains(t.value()))
          .ifPresent(t ->
              problems.error(
                  node,
                  "'pass' is all, any or {at-least: 2}, not '%s'%s"
                      .formatted(t.value(), Suggestion.among(words, t.value()))));
      return new Passing.All();
    }
    return Section.of("'pass'", node, problems, List.of("at-least"))
        .flatMap(section -> section.require("at-least"))
        .flatMap(number -> atLeast(number, checks))
        .orElseGet(Passing.All::new);
  }

  private Optional<Passing> atLeast(Node node, List<Check> checks) {
    long required = checks.stream().filter(c -> c.mode() == Check.Mode.REQUIRED).count();
    if (node instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.INT)
        && scalar.getValue().matches("[1-9][0-9]?")
        && Integer.parseInt(scalar.getValue()) <= required) {
      return Optional.of(new Passing.AtLeast(Integer.parseInt(scalar.getValue())));
    }
    problems.error(
        node,
        "'at-least' is a number from 1 to %d, which is how many required checks there are"
            .formatted(required));
    return Optional.empty();
  }

  private Optional<Gate.Skip> skip(Node node) {
    return Section.of("'skip'", node, problems, SKIP_KEYS)
        .flatMap(section -> {
          Optional<String> by = section.requireText("by").map(Text::value);
          Optional<String> reason = section.requireText("reason").map(Text::value);
          Optional<Instant> until = section.requireText("until").flatMap(this::instant);
          return by.isPresent() && reason.isPresent() && until.isPresent()
              ? Optional.of(new Gate.Skip(by.get(), reason.get(), until.get()))
              : Optional.empty();
        });
  }

  private Optional<Instant> instant(Text text) {
    try {
      return Optional.of(Instant.parse(text.value()));
    } catch (DateTimeParseException e) {
      problems.error(
          text.node(),
          "'until' is an instant such as \"2026-12-01T08:00:00Z\", not '%s'"
              .formatted(text.value()));
      return Optional.empty();
    }
  }
}
