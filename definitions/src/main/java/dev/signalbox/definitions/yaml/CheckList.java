package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.check.Preflight;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TasksStable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the checks of a gate. */
final class CheckList {
  private static final List<String> KEYS = List.of("name", "mode", "budget", "inconclusive");

  private final Problems problems;
  private final Duration longest;
  private final Set<String> names = new HashSet<>();

  /**
   * @param longest the gate's own budget
   */
  CheckList(Problems problems, Duration longest) {
    this.problems = problems;
    this.longest = longest;
  }

  List<Check> read(Node node) {
    List<Check> checks = new ArrayList<>();
    List<String> keys = Stream.concat(KEYS.stream(), Probes.KINDS.stream()).toList();
    for (Node item : Section.list(node, "'checks'", problems)) {
      Section.of("a check", item, problems, keys).flatMap(this::check).ifPresent(checks::add);
    }
    return checks;
  }

  private Optional<Check> check(Section section) {
    Optional<Probe> probe = new Probes(problems).read(section);
    Optional<String> name =
        section
            .requireText("name")
            .filter(this::isNew)
            .flatMap(text -> Names.shaped(text, Names.NAME, "a name", problems));
    boolean dry = word(section, "mode", "required", "dry-run");
    boolean lenient = word(section, "inconclusive", "fail", "pass");
    if (lenient && probe.filter(CheckList::alwaysKnows).isPresent()) {
      problems.error(
          section.node(),
          "what is not well by the end of this check does not pass: it is no doubt");
    }
    Duration budget = Times.time(section, "budget", longest, problems).orElse(longest);
    return probe.isPresent() && name.isPresent()
        ? Optional.of(
            new Check(
                name.get(),
                probe.get(),
                dry ? Mode.DRY_RUN : Mode.REQUIRED,
                budget,
                lenient ? Inconclusive.PASS : Inconclusive.FAIL))
        : Optional.empty();
  }

  /** Whether there is always something to see, so that doubt is trouble. */
  private static boolean alwaysKnows(Probe probe) {
    return probe instanceof TargetHealth || probe instanceof TasksStable;
  }

  private boolean isNew(Text name) {
    if (name.value().equals(Preflight.NAME)) {
      problems.error(name.node(), "every gate has a check '%s' already".formatted(name.value()));
      return false;
    }
    boolean isNew = names.add(name.value());
    if (!isNew) {
      problems.error(
          name.node(), "there is another check '%s' in this gate".formatted(name.value()));
    }
    return isNew;
  }

  /** Whether it is the other of two words, of which one is usual. */
  private boolean word(Section section, String key, String usual, String other) {
    return section
        .text(key)
        .map(text -> {
          List<String> words = List.of(usual, other);
          if (!words.contains(text.value())) {
            problems.error(
                text.node(),
                "'%s' is %s or %s, not '%s'%s"
                    .formatted(
                        key, usual, other, text.value(), Suggestion.among(words, text.value())));
          }
          return text.value().equals(other);
        })
        .orElse(false);
  }
}
