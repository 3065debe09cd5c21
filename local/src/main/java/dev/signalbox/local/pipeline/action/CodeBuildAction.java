package dev.signalbox.local.pipeline.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Builds;
import dev.signalbox.local.pipeline.run.Artifact;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has CodeBuild build its input artifacts. */
public final class CodeBuildAction implements Provider {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST = Duration.ofHours(36);

  private final Builds builds;
  private final Artifacts artifacts;
  private final StartedBuilds started = new StartedBuilds();

  public CodeBuildAction(Builds builds, Artifacts artifacts) {
    this.builds = builds;
    this.artifacts = artifacts;
  }

  @Override
  public void begin(Work work, Report report) {
    if (work.setting("BatchEnabled").filter("true"::equalsIgnoreCase).isPresent()) {
      report.ended(
          Outcome.failed("ConfigurationError", "signalbox local does not implement batch builds"));
      return;
    }
    List<Builds.Variable> variables;
    List<Builds.Source> sources;
    try {
      variables = variables(work);
      sources = sources(work);
    } catch (IllegalArgumentException e) {
      report.ended(Outcome.failed("ConfigurationError", String.valueOf(e.getMessage())));
      return;
    }
    start(work, report, sources, variables);
  }

  private void start(
      Work work, Report report, List<Builds.Source> sources, List<Builds.Variable> variables) {
    Builds.Request request =
        new Builds.Request(
            work.required("ProjectName"),
            sources,
            work.outputs(),
            variables,
            "codepipeline/" + work.pipeline().name());
    String build;
    try {
      build = builds.start(work.place(), request, result -> finished(work, report, result));
    } catch (AwsError e) {
      report.ended(
          Outcome.failed(
              "JobFailed",
              "Error calling startBuild: %s (Service: AWSCodeBuild; Status Code: %d; Error Code: %s)"
                  .formatted(e.getMessage(), e.status(), e.code())));
      return;
    }
    if (!started.began(work.run().id(), build)) {
      builds.stop(work.place(), build);
      return;
    }
    report.progress(External.id(build));
    report.unlessWithin(
        LONGEST, Outcome.failed("JobFailed", "The build did not end within 36 hours"));
  }

  private void finished(Work work, Report report, Builds.Result result) {
    started.over(work.run().id());
    External external = External.id(result.buildId());
    if (!result.logsUrl().isEmpty()) {
      external = external.withUrl(result.logsUrl());
    }
    Outcome outcome = Outcome.succeeded(external).variables(result.exported());
    if (!result.status().equals("SUCCEEDED")) {
      String cause = result.failure().map(it -> ". " + it).orElse("");
      report.ended(
          outcome.failing("JobFailed", "Build terminated with state: " + result.status() + cause));
      return;
    }
    try {
      report.ended(outcome.outputs(stored(work, result.artifacts())));
    } catch (AwsError e) {
      report.ended(outcome.failing("JobFailed", e.code() + ": " + e.getMessage()));
    }
  }

  private List<Artifact> stored(Work work, Map<String, Path> made) {
    return work.outputs().stream()
        .map(name ->
            Optional.ofNullable(made.get(name))
                .map(zip -> artifacts.store(work, name, zip))
                .orElseThrow(() ->
                    AwsError.of("ConfigurationError", "The build made no artifact '" + name + "'")))
        .toList();
  }

  private List<Builds.Source> sources(Work work) {
    Optional<String> primary = work.setting("PrimarySource");
    if (primary.isEmpty() && work.inputs().size() > 1) {
      throw new IllegalArgumentException(
          "PrimarySource has to say which of the input artifacts is the primary one");
    }
    String first = primary.orElse(work.inputs().getFirst().name());
    if (work.inputs().stream().noneMatch(it -> it.name().equals(first))) {
      throw new IllegalArgumentException(
          "PrimarySource '" + first + "' is not one of the input artifacts");
    }
    List<Builds.Source> sources = new ArrayList<>();
    for (Artifact input : work.inputs()) {
      Builds.Source source =
          new Builds.Source(input.name(), artifacts.fetch(input), version(work, input));
      sources.add(input.name().equals(first) ? 0 : sources.size(), source);
    }
    return sources;
  }

  /** The commit for what a source action made, and the artifact's place for the rest. */
  private static String version(Work work, Artifact input) {
    return work.execution()
        .done()
        .filter(run -> run.outputs().contains(input))
        .flatMap(run -> run.revision().stream())
        .map(revision -> revision.id())
        .findFirst()
        .orElse("arn:aws:s3:::" + input.bucket() + "/" + input.key());
  }

  private static List<Builds.Variable> variables(Work work) {
    String text = work.setting("EnvironmentVariables").orElse("[]");
    JsonNode array;
    try {
      array = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("EnvironmentVariables is not JSON");
    }
    if (!array.isArray()) {
      throw new IllegalArgumentException("EnvironmentVariables is not a JSON list");
    }
    List<Builds.Variable> variables = new ArrayList<>();
    for (JsonNode each : array) {
      String type = each.path("type").asText("PLAINTEXT");
      if (!each.path("name").isTextual() || !each.path("value").isTextual()) {
        throw new IllegalArgumentException(
            "Each of EnvironmentVariables needs a name and a value, both texts");
      }
      if (!List.of("PLAINTEXT", "PARAMETER_STORE", "SECRETS_MANAGER").contains(type)) {
        throw new IllegalArgumentException(
            "EnvironmentVariables has the unknown type '" + type + "'");
      }
      variables.add(
          new Builds.Variable(each.get("name").textValue(), each.get("value").textValue(), type));
    }
    return variables;
  }

  @Override
  public void abandon(Work work) {
    started.over(work.run().id()).ifPresent(build -> builds.stop(work.place(), build));
  }
}
