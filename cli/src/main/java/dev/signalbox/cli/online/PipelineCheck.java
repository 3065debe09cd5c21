package dev.signalbox.cli.online;

import dev.signalbox.core.release.PipelineId;
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

/** What a pipeline lacks to be started as a definition asks, and what else starts it. */
final class PipelineCheck {
  /** The settings by which an action looks for changes itself; both are on where not said. */
  private static final List<String> LOOKING = List.of("PollForSourceChanges", "DetectChanges");

  private final Wanted wanted;
  private final PipelineDeclaration pipeline;
  private final List<Finding> findings = new ArrayList<>();

  private PipelineCheck(Wanted wanted, PipelineDeclaration pipeline) {
    this.wanted = wanted;
    this.pipeline = pipeline;
  }

  static List<Finding> of(Wanted wanted, PipelineDeclaration pipeline) {
    var check = new PipelineCheck(wanted, pipeline);
    check.type();
    check.variables();
    check.sources();
    return check.findings;
  }

  private boolean isV2() {
    return pipeline.pipelineType() == PipelineType.V2;
  }

  private PipelineId id() {
    return wanted.pipeline();
  }

  private void problem(List<String> path, String message) {
    findings.add(Finding.problem(path, message));
  }

  private void type() {
    if (!isV2()) {
      problem(
          wanted.named(),
          ("pipeline %s is of type V1: it takes no variables, and runs its branch's newest commit"
                  + " instead of the pushed one; make it V2")
              .formatted(id()));
    }
  }

  private void variables() {
    List<PipelineVariableDeclaration> declared = pipeline.variables();
    Set<String> names =
        declared.stream().map(PipelineVariableDeclaration::name).collect(Collectors.toSet());
    for (String name : wanted.start().variables().keySet()) {
      if (isV2() && !names.contains(name)) {
        problem(
            wanted.variable(name),
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
        .filter(name -> !wanted.start().variables().containsKey(name))
        .forEach(name ->
            problem(
                wanted.named(),
                ("variable '%s' of pipeline %s has no default, and it is not set here:"
                        + " CodePipeline would refuse the start")
                    .formatted(name, id())));
  }

  private void sources() {
    List<ActionDeclaration> sources =
        pipeline.stages().stream()
            .flatMap(stage -> stage.actions().stream())
            .filter(action -> action.actionTypeId().category() == ActionCategory.SOURCE)
            .toList();
    wanted
        .reading()
        .filter(reading -> sources.stream().noneMatch(action -> reads(action, reading)))
        .ifPresent(reading -> problem(wanted.named(), unread(reading, sources)));
    sources.stream()
        .flatMap(action -> looking(action).stream())
        .forEach(message -> problem(wanted.named(), message));
    if (!pipeline.triggers().isEmpty()) {
      problem(
          wanted.named(),
          "pipeline %s has triggers of its own: one push would start it twice; remove them"
              .formatted(id()));
    }
  }

  private String unread(Wanted.Reading reading, List<ActionDeclaration> sources) {
    return ("pipeline %s has no %s source action for '%s': CodePipeline could not be told the"
            + " revision; it reads %s")
        .formatted(
            id(),
            reading.kind().product(),
            reading.place(),
            sources.stream().map(PipelineCheck::told).collect(Collectors.joining(", ")));
  }

  private static boolean reads(ActionDeclaration action, Wanted.Reading reading) {
    return action.actionTypeId().provider().equals(reading.kind().product())
        && place(action).equals(reading.place());
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
