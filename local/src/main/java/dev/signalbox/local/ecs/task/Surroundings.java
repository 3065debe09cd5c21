package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Images.Image;
import dev.signalbox.local.api.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.Secret;

/** The environment variables of a task's containers. */
record Surroundings(Dock dock, Plan plan, Ports ports) {
  private static final Duration CREDENTIALS_LAST = Duration.ofHours(12);
  private static final String SECRET = "secret:";

  /** The image's own are overridden by the task definition's, and those by the task's. */
  Map<String, String> of(ContainerDefinition container, Image image, Path temporary)
      throws CannotStart {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("HOME", temporary.toString());
    variables.put("TMPDIR", temporary.toString());
    variables.put("LANG", "C.UTF-8");
    variables.putAll(aws());
    variables.putAll(image.environment());
    variables.merge("PATH", path(), (own, ours) -> own + ":" + ours);
    container.environment().forEach(it -> variables.put(it.name(), text(it.value())));
    for (Secret secret : container.secrets()) {
      variables.put(secret.name(), value(container, secret));
    }
    plan.override(container.name()).map(ContainerOverride::environment).stream()
        .flatMap(java.util.Collection::stream)
        .forEach(it -> variables.put(it.name(), text(it.value())));
    variables.putAll(ports.variables(container.name()));
    return variables;
  }

  /** This machine's programs, and the Java that runs us before any other. */
  private static String path() {
    return Path.of(System.getProperty("java.home"), "bin")
        + ":"
        + System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
  }

  private static String text(String value) {
    return Optional.ofNullable(value).orElse("");
  }

  private Map<String, String> aws() {
    Place place = plan.place();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_EXECUTION_ENV", "AWS_ECS_" + plan.launchType());
    variables.put("AWS_REGION", place.region());
    variables.put("AWS_DEFAULT_REGION", place.region());
    variables.put("AWS_ENDPOINT_URL", dock.address().get().toString());
    plan.role()
        .map(role -> dock.roles().actAs(place, role, plan.id(), CREDENTIALS_LAST))
        .ifPresent(credentials -> {
          variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
          variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
          variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        });
    return variables;
  }

  private String value(ContainerDefinition container, Secret secret) throws CannotStart {
    String from = secret.valueFrom();
    try {
      Optional<Arn> arn = Arn.parse(from);
      return arn.filter(it -> it.resource().startsWith(SECRET)).isPresent()
          ? dock.secrets().secret(plan.place(), from)
          : dock.secrets().parameter(plan.place(), arn.map(Surroundings::parameter).orElse(from));
    } catch (AwsError e) {
      throw new CannotStart(
          container.name(),
          "ResourceInitializationError: unable to pull secrets or registry auth: "
              + from
              + ": "
              + e.getMessage());
    }
  }

  /** A parameter whose name has no slash in front has none in its ARN either. */
  private static String parameter(Arn arn) {
    String name = arn.resource().substring("parameter".length());
    return name.lastIndexOf('/') == 0 ? name.substring(1) : name;
  }
}
