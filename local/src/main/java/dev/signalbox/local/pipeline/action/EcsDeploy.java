package dev.signalbox.local.pipeline.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.pipeline.run.External;
import dev.signalbox.local.pipeline.run.Outcome;
import dev.signalbox.local.pipeline.run.Report;
import dev.signalbox.local.pipeline.run.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/** Gives a service's task definition new images, and waits until the service runs them. */
public final class EcsDeploy implements Followed {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int LONGEST_MINUTES = 60;

  private final EcsCalls ecs;
  private final ArtifactText texts;
  private final Clock clock;

  public EcsDeploy(dev.signalbox.local.api.Service ecs, Artifacts artifacts, Clock clock) {
    this.ecs = new EcsCalls(ecs);
    this.texts = new ArtifactText(artifacts);
    this.clock = clock;
  }

  @Override
  public void begin(Work work, Report report) {
    Duration longest;
    Map<String, String> images;
    try {
      longest = Duration.ofMinutes(minutes(work));
      images = images(work);
    } catch (AwsError e) {
      report.ended(Outcome.failed(e.code(), String.valueOf(e.getMessage())));
      return;
    }
    String definition = registered(work, service(work).taskDefinition(), images);
    ecs.call(
        work,
        "UpdateService",
        UpdateServiceRequest.builder()
            .cluster(work.required("ClusterName"))
            .service(work.required("ServiceName"))
            .taskDefinition(definition)
            .build(),
        UpdateServiceResponse.builder());
    report.progress(External.id(definition));
    report.unlessWithin(
        longest,
        Outcome.failed(
            "JobFailed",
            "The deployment timed out: the service did not run "
                + definition
                + " alone within "
                + longest.toMinutes()
                + " minutes"));
    look(work, report, definition, clock.instant().plus(longest));
  }

  private static int minutes(Work work) {
    String minutes = work.setting("DeploymentTimeout").orElse(String.valueOf(LONGEST_MINUTES));
    if (!minutes.matches("[1-9][0-9]?") || Integer.parseInt(minutes) > LONGEST_MINUTES) {
      throw ArtifactText.invalid("DeploymentTimeout is a number of minutes from 1 to 60");
    }
    return Integer.parseInt(minutes);
  }

  /** By container. */
  private Map<String, String> images(Work work) {
    String file = work.setting("FileName").orElse("imagedefinitions.json");
    JsonNode list = texts.json(work, work.inputs().getFirst().name(), file);
    Map<String, String> images = new LinkedHashMap<>();
    for (JsonNode each : list) {
      if (!each.path("name").isTextual() || !each.path("imageUri").isTextual()) {
        throw invalid(file);
      }
      images.put(each.get("name").textValue(), each.get("imageUri").textValue());
    }
    if (!list.isArray() || images.isEmpty()) {
      throw invalid(file);
    }
    return images;
  }

  private static AwsError invalid(String file) {
    return ArtifactText.invalid(
        "The image definition file '%s' is a list of objects with name and imageUri"
            .formatted(file));
  }

  private Service service(Work work) {
    DescribeServicesRequest request =
        DescribeServicesRequest.builder()
            .cluster(work.required("ClusterName"))
            .services(work.required("ServiceName"))
            .build();
    return ecs
        .call(work, "DescribeServices", request, DescribeServicesResponse.builder())
        .build()
        .services()
        .stream()
        .findFirst()
        .orElseThrow(() ->
            AwsError.of(
                "ServiceNotFoundException",
                "The service %s is not in the cluster %s"
                    .formatted(work.required("ServiceName"), work.required("ClusterName"))));
  }

  private String registered(Work work, String current, Map<String, String> images) {
    ObjectNode definition =
        Shapes.json(
            ecs.call(
                    work,
                    "DescribeTaskDefinition",
                    DescribeTaskDefinitionRequest.builder().taskDefinition(current).build(),
                    DescribeTaskDefinitionResponse.builder())
                .build()
                .taskDefinition());
    images.forEach((container, image) -> container(definition, container).put("image", image));
    return ecs.call(
            work,
            "RegisterTaskDefinition",
            Shapes.fill(RegisterTaskDefinitionRequest.builder(), definition).build(),
            RegisterTaskDefinitionResponse.builder())
        .build()
        .taskDefinition()
        .taskDefinitionArn();
  }

  private static ObjectNode container(ObjectNode definition, String name) {
    for (JsonNode container : definition.path("containerDefinitions")) {
      if (container.path("name").asText().equals(name) && container instanceof ObjectNode found) {
        return found;
      }
    }
    throw AwsError.of(
        "InvalidParameterException",
        "The task definition has no container with the name '%s'".formatted(name));
  }

  private void look(Work work, Report report, String definition, Instant until) {
    Optional<Outcome> outcome;
    try {
      outcome = outcome(service(work), definition);
    } catch (AwsError e) {
      outcome = Optional.of(Outcome.failed("JobFailed", e.code() + ": " + e.getMessage()));
    }
    if (outcome.isPresent()) {
      report.ended(outcome.get());
    } else if (clock.instant().isBefore(until)) {
      clock.after(LOOK_AGAIN, () -> look(work, report, definition, until));
    }
  }

  /** Empty while the service is still on its way to the new definition. */
  private static Optional<Outcome> outcome(Service service, String definition) {
    Outcome outcome = Outcome.succeeded(External.id(definition));
    Optional<Deployment> primary =
        service.deployments().stream().filter(it -> "PRIMARY".equals(it.status())).findFirst();
    boolean failed =
        primary
            .filter(it -> it.taskDefinition().equals(definition))
            .filter(it -> it.rolloutState() != DeploymentRolloutState.FAILED)
            .isEmpty();
    if (failed) {
      return Optional.of(
          outcome.failing(
              "JobFailed", "The service was rolled back or changed before it ran " + definition));
    }
    boolean alone = service.deployments().size() == 1;
    return alone && service.runningCount().equals(service.desiredCount())
        ? Optional.of(outcome.external(External.id(definition).withSummary("Deployment Succeeded")))
        : Optional.empty();
  }

  @Override
  public void follow(Work work, Report report, String id) {
    look(work, report, id, clock.instant().plus(Duration.ofMinutes(minutes(work))));
  }
}
