package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.check.Alarms;
import dev.signalbox.core.gate.check.Alarms.Silence;
import dev.signalbox.core.gate.check.Steady;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TasksStable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads checks that look again and again. */
final class WatchProbes {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration RARELY = Duration.ofMinutes(5);
  private static final int MOST_TARGETS = 1000;
  private static final int MOST_LOOKS = 1000;
  private static final int MOST_ALARMS = 100;

  /** Whether what was ill before counts. */
  private enum Earlier {
    IGNORE,
    FAIL;

    String text() {
      return this == IGNORE ? "ignore" : "fail";
    }
  }

  private final Problems problems;

  WatchProbes(Problems problems) {
    this.problems = problems;
  }

  Optional<TargetHealth> targets(Node node) {
    return Section.of(
            "'target-health'", node, problems, List.of("healthy", "times", "over", "every"))
        .map(section ->
            new TargetHealth(
                Numbers.whole(section, "healthy", 1, MOST_TARGETS, 1, problems), steady(section)));
  }

  Optional<TasksStable> tasks(Node node) {
    return Section.of("'tasks-stable'", node, problems, List.of("times", "over", "every"))
        .map(section -> new TasksStable(steady(section)));
  }

  private Steady steady(Section section) {
    return new Steady(
        Numbers.whole(section, "times", 1, MOST_LOOKS, Steady.USUAL.times(), problems),
        Times.time(section, "over", LONGEST, problems).orElse(Steady.USUAL.over()),
        Times.time(section, "every", RARELY, problems).orElse(Steady.USUAL.every()));
  }

  Optional<Alarms> alarms(Node node) {
    return Section.of(
            "'alarms'",
            node,
            problems,
            List.of("names", "watch", "every", "insufficient-data", "earlier"))
        .flatMap(this::alarms);
  }

  private Optional<Alarms> alarms(Section section) {
    List<String> names =
        section
            .require("names")
            .map(listed -> Section.texts(listed, "'names'", problems))
            .orElse(List.of())
            .stream()
            .map(Text::value)
            .toList();
    if (names.size() > MOST_ALARMS) {
      problems.error(section.node(), "a check watches %d alarms at most".formatted(MOST_ALARMS));
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Alarms(
            names,
            Times.time(section, "watch", LONGEST, problems).orElse(Duration.ZERO),
            Times.time(section, "every", RARELY, problems).orElse(Duration.ofSeconds(10)),
            Words.one(section, "insufficient-data", Silence.FAIL, Silence::text, problems),
            Words.one(section, "earlier", Earlier.IGNORE, Earlier::text, problems)
                == Earlier.FAIL));
  }
}
