package dev.signalbox.local.build;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Place;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildArtifacts;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;

/**
 * The events that CodeBuild sends: one for each state of a build and one for each phase it ended.
 */
record BuildEvents(Events events) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

  void stateChanged(Place place, Build build) {
    ObjectNode detail = detail(build);
    detail.put("build-status", build.buildStatusAsString());
    detail.put("current-phase", build.currentPhase());
    detail.put("current-phase-context", contexts(build.phases().getLast()));
    send(place, "CodeBuild Build State Change", build, detail);
  }

  void phaseEnded(Place place, Build build, BuildPhase phase) {
    ObjectNode detail = detail(build);
    detail.put("completed-phase", phase.phaseTypeAsString());
    detail.put("completed-phase-status", phase.phaseStatusAsString());
    detail.put("completed-phase-context", contexts(phase));
    detail.put("completed-phase-duration-seconds", phase.durationInSeconds());
    detail.put("completed-phase-start", time(phase.startTime()));
    detail.put("completed-phase-end", time(phase.endTime()));
    send(place, "CodeBuild Build Phase Change", build, detail);
  }

  private void send(Place place, String type, Build build, ObjectNode detail) {
    events.emit(place, "aws.codebuild", type, List.of(build.arn()), detail);
  }

  private static ObjectNode detail(Build build) {
    ObjectNode detail = JSON.objectNode();
    detail.put("project-name", build.projectName());
    detail.put("build-id", build.arn());
    detail.put("version", "1");
    ObjectNode more = detail.putObject("additional-information");
    more.set("artifact", artifact(build.artifacts()));
    more.set("environment", environment(build.environment()));
    more.put("timeout-in-minutes", build.timeoutInMinutes());
    more.put("build-complete", build.buildComplete());
    more.put("build-number", build.buildNumber());
    more.put("initiator", build.initiator());
    more.put("build-start-time", time(build.startTime()));
    if (build.sourceVersion() != null) {
      more.put("source-version", build.sourceVersion());
    }
    ObjectNode source = more.putObject("source");
    put(source, "buildspec", build.source().buildspec());
    put(source, "location", build.source().location());
    source.put("type", build.source().typeAsString());
    if (build.logs() != null && build.logs().groupName() != null) {
      ObjectNode logs = more.putObject("logs");
      logs.put("group-name", build.logs().groupName());
      logs.put("stream-name", build.logs().streamName());
      logs.put("deep-link", build.logs().deepLink());
    }
    ArrayNode phases = more.putArray("phases");
    build.phases().forEach(phase -> phases.add(phase(phase)));
    return detail;
  }

  private static ObjectNode artifact(@Nullable BuildArtifacts artifacts) {
    ObjectNode object = JSON.objectNode();
    if (artifacts != null) {
      put(object, "md5sum", artifacts.md5sum());
      put(object, "sha256sum", artifacts.sha256sum());
      put(object, "location", artifacts.location());
    }
    return object;
  }

  private static ObjectNode environment(ProjectEnvironment environment) {
    ObjectNode object = JSON.objectNode();
    object.put("image", environment.image());
    object.put("privileged-mode", Boolean.TRUE.equals(environment.privilegedMode()));
    object.put("compute-type", environment.computeTypeAsString());
    object.put("type", environment.typeAsString());
    ArrayNode variables = object.putArray("environment-variables");
    environment
        .environmentVariables()
        .forEach(variable ->
            variables
                .addObject()
                .put("name", variable.name())
                .put("type", Objects.requireNonNullElse(variable.typeAsString(), "PLAINTEXT"))
                .put("value", variable.value()));
    return object;
  }

  private static ObjectNode phase(BuildPhase phase) {
    ObjectNode object = JSON.objectNode();
    if (phase.endTime() != null) {
      ArrayNode contexts = object.putArray("phase-context");
      phase.contexts().forEach(context -> contexts.add(text(context)));
    }
    object.put("start-time", time(phase.startTime()));
    if (phase.endTime() != null) {
      object.put("end-time", time(phase.endTime()));
      object.put("duration-in-seconds", phase.durationInSeconds());
    }
    object.put("phase-type", phase.phaseTypeAsString());
    put(object, "phase-status", phase.phaseStatusAsString());
    return object;
  }

  private static String contexts(BuildPhase phase) {
    return phase.contexts().stream()
        .map(BuildEvents::text)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String text(PhaseContext context) {
    return context.statusCode() + ": " + context.message();
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static void put(ObjectNode object, String name, @Nullable String value) {
    if (value != null) {
      object.put(name, value);
    }
  }
}
