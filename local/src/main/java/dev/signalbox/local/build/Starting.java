package dev.signalbox.local.build;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Builds;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Logs;
import dev.signalbox.local.api.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/** Starts builds: for callers of the API and for pipelines. */
final class Starting {
  private final Workshop workshop;
  private final Projects projects;
  private final BuildRecords records;
  private final BuildYard yard;
  private final BuildEvents events;
  private final Tokens tokens;

  Starting(Workshop workshop, Projects projects, BuildRecords records, BuildYard yard) {
    this.workshop = workshop;
    this.projects = projects;
    this.records = records;
    this.yard = yard;
    this.events = new BuildEvents(workshop.surroundings().events());
    this.tokens = new Tokens(workshop.clock());
  }

  Build byRequest(Caller caller, StartBuildRequest request) {
    Place place = caller.place();
    Project project = projects.existing(place, request.projectName());
    if (project.source().type() == SourceType.CODEPIPELINE
        && request.sourceTypeOverride() == null) {
      throw ProjectRules.invalid("Builds of a project with source CODEPIPELINE start in pipelines");
    }
    String id =
        tokens.once(
            request.idempotencyToken() == null ? null : place.key(request.idempotencyToken()),
            request,
            () -> started(place, project, request, initiator(caller)));
    return records.find(place, id).orElseThrow();
  }

  private String started(
      Place place, Project project, StartBuildRequest request, String initiator) {
    List<ProjectArtifacts> artifacts = new ArrayList<>();
    artifacts.add(
        request.artifactsOverride() == null ? project.artifacts() : request.artifactsOverride());
    artifacts.addAll(
        request.hasSecondaryArtifactsOverride()
            ? request.secondaryArtifactsOverride()
            : project.secondaryArtifacts());
    Build build = numbered(place, project, request, initiator);
    Outputs outputs =
        new Outputs(workshop.surroundings().objects(), build.id(), workshop.directory());
    Build described =
        build.toBuilder()
            .artifacts(outputs.described(artifacts.getFirst(), Optional.empty()))
            .build();
    return admit(new Job(place, described, artifacts, List.of(), List.of(), _ -> {}));
  }

  /** With everything as it was, in a new build. */
  Build again(Caller caller, Build before, @Nullable String token) {
    return byRequest(
        caller,
        StartBuildRequest.builder()
            .projectName(before.projectName())
            .idempotencyToken(token)
            .sourceVersion(before.sourceVersion())
            .sourceTypeOverride(
                before.source().type() == SourceType.CODEPIPELINE ? null : before.source().type())
            .sourceLocationOverride(before.source().location())
            .buildspecOverride(before.source().buildspec())
            .environmentVariablesOverride(before.environment().environmentVariables())
            .timeoutInMinutesOverride(before.timeoutInMinutes())
            .build());
  }

  String byPipeline(Place place, Builds.Request request, Consumer<Builds.Result> done) {
    Project project = projects.existing(place, request.project());
    List<EnvironmentVariable> variables =
        request.variables().stream()
            .map(it ->
                EnvironmentVariable.builder()
                    .name(it.name())
                    .value(it.value())
                    .type(it.type())
                    .build())
            .toList();
    StartBuildRequest start =
        StartBuildRequest.builder()
            .projectName(request.project())
            .sourceVersion(request.sources().getFirst().version())
            .sourceTypeOverride(SourceType.CODEPIPELINE)
            .environmentVariablesOverride(variables)
            .build();
    Build build =
        numbered(place, project, start, request.initiator()).toBuilder()
            .resolvedSourceVersion(request.sources().getFirst().version())
            .build();
    return admit(
        new Job(
            place,
            build,
            List.of(project.artifacts()),
            request.sources(),
            request.outputs(),
            done));
  }

  private Build numbered(
      Place place, Project project, StartBuildRequest request, String initiator) {
    Integer limit = project.concurrentBuildLimit();
    if (limit != null && yard.active(place, project.name()) >= limit) {
      throw AwsError.of(
          "AccountLimitExceededException",
          "Cannot have more than " + limit + " active builds for the project");
    }
    return new NewBuild(place, project, request)
        .build(records.nextNumber(place, project.name()), initiator, workshop.clock().instant());
  }

  private String admit(Job job) {
    records.put(job.place(), job.build());
    Progress progress = new Progress(records, events, workshop.clock(), job.place(), job.build());
    BuildLog log = log(job);
    BuildRun run =
        new BuildRun(job, workshop.clock(), progress, log, new BuildSite(job, workshop, log));
    run.submit(() -> yard.end(run, Ending.TIMED_OUT));
    yard.admit(run);
    return job.build().id();
  }

  private BuildLog log(Job job) {
    Logs logs = workshop.surroundings().logs();
    LogsLocation location = job.build().logs();
    Consumer<List<String>> sink =
        location.groupName() == null
            ? _ -> {}
            : lines -> logs.append(job.place(), location.groupName(), location.streamName(), lines);
    return new BuildLog(workshop.clock(), workshop.limits().loggedCharacters(), sink);
  }

  /** {@code user/name} or {@code role/session}, as CodeBuild shows who started a build. */
  private static String initiator(Caller caller) {
    String resource = caller.arn().substring(caller.arn().lastIndexOf(':') + 1);
    return resource.replaceFirst("^(assumed-role|user)/", "");
  }
}
