package dev.signalbox.cli.online;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.start.SourceAction.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A start that a definition asks for.
 *
 * @param path the keys that lead to it
 * @param reading what a source action has to read for it, where that is known beforehand
 */
record Wanted(List<String> path, Start start, Optional<Reading> reading) {
  /** A repository or a bucket. */
  record Reading(Kind kind, String place) {}

  static Wanted by(Route route) {
    return new Wanted(
        List.of("routes", route.name(), "start"), route.start(), Optional.of(reading(route.on())));
  }

  /** It is started with what ran before, whatever that was. */
  static Wanted by(Promotion promotion) {
    return new Wanted(
        List.of("promotions", promotion.name(), "start"), promotion.start(), Optional.empty());
  }

  private static Reading reading(On on) {
    return switch (on) {
      case On.Branches(Repository repository, _) -> git(repository);
      case On.Tags(Repository repository, _) -> git(repository);
      case On.PullRequests(Repository repository, _, _, _) -> git(repository);
      case On.Images images -> new Reading(Kind.ECR, images.repository());
      case On.Objects objects -> new Reading(Kind.S3, objects.bucket());
    };
  }

  private static Reading git(Repository repository) {
    return new Reading(
        repository.provider() == Provider.CODECOMMIT ? Kind.CODECOMMIT : Kind.CONNECTION,
        repository.name());
  }

  PipelineId pipeline() {
    return start.target().pipeline();
  }

  /** Where its pipeline is named. */
  List<String> named() {
    return at(start.ephemeral().isPresent() ? "ephemeral" : "pipeline");
  }

  /** Where one of its variables is set. */
  List<String> variable(String name) {
    return at("variables", name);
  }

  private List<String> at(String... keys) {
    return Stream.concat(path.stream(), Stream.of(keys)).toList();
  }
}
