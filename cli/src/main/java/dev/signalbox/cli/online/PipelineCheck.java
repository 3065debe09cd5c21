package dev.signalbox.cli.online;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.start.SourceAction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;

/** What a pipeline lacks to be started by a route, and what else starts it. */
final class PipelineCheck {
  /** The settings by which an action looks for changes itself; both are on where not said. */
  private static final List<String> LOOKING = List.of("PollForSourceChanges", "DetectChanges");

  private final Route route;
  private final PipelineDeclaration pipeline;
  private final List<Finding> findings = new ArrayList<>();

  private PipelineCheck(Route route, PipelineDeclaration pipeline) {
    this.route = route;
    this.pipeline = pipeline;
  }

  static List<Finding> of(Route route, PipelineDeclaration pipeline) {
    var check = new PipelineCheck(route, pipeline);
    check.type();
    check.variables();
    check.sources();
    return check.findings;
  }

  static List<String> path(Route route) {
    String key = route.start().ephemeral().isPresent() ? "ephemeral" : "pipeline";
    return List.of("routes", route.name(), "start", key);
  }

  private boolean isV2() {
    return pipeline.pipelineType() == PipelineType.V2;
  }

  private PipelineId id() {
    return route.start().target().pipeline();
  }

  private void problem(List<String> path, String message) {
    findings.add(Finding.problem(path, message));
  }

  private void type() {
    if (!isV2()) {
      problem(
          path(route),
          ("pipeline %s is of type V1: it takes no variables, and runs its branch's newest commit"
                  + " instead of the pushed one; make it V2")
              .formatted(id()));
    }
  }

  private void variables() {
    List<PipelineVariableDeclaration> declared = pipeline.variables();
    Set<String> names =
        declared.stream().map(PipelineVariableDeclaration::name).collect(Collectors.toSet());
    for (String name : route.start().variables().keySet()) {
      if (isV2() && !names.contains(name)) {
        problem(
            List.of("routes", route.name(), "start", "variables", name),
            "pipeline %s declares no variable '%s', and CodePipeline would refuse the start; %s"
                .formatted(
                    id(),
                    name,
                    names.isEmpty()
                        ? "it declares none"
                        : "it declares " + String.join(", ", names.stream().sorted().toList())));
      }
    }
    declared.stream()
        .filter(variable -> variable.defaultValue() == null)
        .map(PipelineVariableDeclaration::name)
        .filter(name -> !route.start().variables().containsKey(name))
        .forEach(name ->
            problem(
                path(route),
                ("variable '%s' of pipeline %s has no default, and the route does not set it:"
                        + " CodePipeline would refuse the start")
                    .formatted(name, id())));
  }

  /** What a source action has to read for the route to start the pipeline with it. */
  private record Wanted(Kind kind, String place) {}

  private Wanted wanted() {
    return switch (route.on()) {
      case On.Branches(Repository repository, _) -> git(repository);
      case On.Tags(Repository repository, _) -> git(repository);
      case On.PullRequests(Repository repository, _, _, _) -> git(repository);
      case On.Images images -> new Wanted(Kind.ECR, images.repository());
      case On.Objects objects -> new Wanted(Kind.S3, objects.bucket());
    };
  }

  private static Wanted git(Repository repository) {
    return new Wanted(
        repository.provider() == Provider.CODECOMMIT ? Kind.CODECOMMIT : Kind.CONNECTION,
        repository.name());
  }

  private void sources() {
    Wanted wanted = wanted();
    List<ActionDeclaration> sources =
        pipeline.stages().stream()
            .flatMap(stage -> stage.actions().stream())
            .filter(action -> action.actionTypeId().category() == ActionCategory.SOURCE)
            .toList();
    if (sources.stream().noneMatch(action -> reads(action, wanted))) {
      problem(
          path(route),
          "pipeline %s has no %s source action for '%s': CodePipeline could not be told the revision;"
                  .formatted(id(), wanted.kind().product(), wanted.place())
              + " it reads "
              + sources.stream().map(PipelineCheck::told).collect(Collectors.joining(", ")));
    }
    sources.stream()
        .flatMap(action -> looking(action).stream())
        .forEach(message -> problem(path(route), message));
    if (!pipeline.triggers().isEmpty()) {
      problem(
          path(route),
          "pipeline %s has triggers of its own: one push would start it twice; remove them"
              .formatted(id()));
    }
  }

  private static boolean reads(ActionDeclaration action, Wanted wanted) {
    return action.actionTypeId().provider().equals(wanted.kind().product())
        && place(action).equals(wanted.place());
  }

  private static String place(ActionDeclaration action) {
    return Stream.of("RepositoryName", "S3Bucket", "FullRepositoryId", "Repo")
        .flatMap(key -> Optional.ofNullable(action.configuration().get(key)).stream())
        .findFirst()
        .orElse("");
  }

  private static String told(ActionDeclaration action) {
    return "%s '%s' (action '%s')"
        .formatted(action.actionTypeId().provider(), place(action), action.name());
  }

  private Optional<String> looking(ActionDeclaration action) {
    String setting =
        switch (action.actionTypeId().provider()) {
          case "CodeCommit", "S3", "GitHub" -> LOOKING.getFirst();
          case "CodeStarSourceConnection" -> LOOKING.getLast();
          default -> "";
        };
    return setting.isEmpty() || "false".equalsIgnoreCase(action.configuration().get(setting))
        ? Optional.empty()
        : Optional.of(
            ("action '%s' of pipeline %s starts it by itself: one push would start it twice; set"
                    + " its %s to false")
                .formatted(action.name(), id(), setting));
  }
}
