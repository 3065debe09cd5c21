package dev.signalbox.definitions.yaml;

import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Moment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which hooks a gate answers. */
final class GuardedPlaces {
  private static final Set<Moment> USUAL = Set.of(Moment.AFTER_TEST_TRAFFIC);
  private static final Pattern ANY_NAME = Pattern.compile("[A-Za-z0-9+=,.@_:-]{1,100}");

  private final Problems problems;

  GuardedPlaces(Problems problems) {
    this.problems = problems;
  }

  Optional<Guarded> read(Section gate) {
    Optional<Section> on =
        gate.require("on")
            .flatMap(node ->
                Section.of(
                    "'on'",
                    node,
                    problems,
                    List.of("application", "deployment-group", "cluster", "service")));
    return on.flatMap(this::place).map(place -> new Guarded(place, moments(gate, place)));
  }

  private Optional<Guarded.Place> place(Section on) {
    boolean byEcs = on.find("cluster").isPresent() || on.find("service").isPresent();
    boolean hooked = on.find("application").isPresent() || on.find("deployment-group").isPresent();
    if (byEcs == hooked) {
      problems.error(
          on.node(),
          "'on' names an application and its deployment-group, or a cluster and its service");
      return Optional.empty();
    }
    Optional<String> whole = name(on, hooked ? "application" : "cluster");
    Optional<String> part = name(on, hooked ? "deployment-group" : "service");
    return whole.flatMap(
        w -> part.map(p -> hooked ? new Guarded.DeploymentGroup(w, p) : new Guarded.Service(w, p)));
  }

  private Optional<String> name(Section on, String key) {
    return on.requireText(key).flatMap(text -> Names.shaped(text, ANY_NAME, "a name", problems));
  }

  private Set<Moment> moments(Section gate, Guarded.Place place) {
    Predicate<Moment> known =
        place instanceof Guarded.DeploymentGroup ? Moment::isLifecycleEvent : _ -> true;
    List<String> words = Arrays.stream(Moment.values()).filter(known).map(Moment::text).toList();
    return gate.find("at")
        .map(node ->
            Section.words(node, "the moments " + String.join(", ", words), words, problems).stream()
                .flatMap(word -> Moment.ofText(word).stream())
                .collect(Collectors.toSet()))
        .filter(moments -> !moments.isEmpty())
        .orElse(USUAL);
  }
}
