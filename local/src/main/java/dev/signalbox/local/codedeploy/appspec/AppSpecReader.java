package dev.signalbox.local.codedeploy.appspec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.api.AwsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads AppSpec files, YAML or JSON. */
public final class AppSpecReader {
  private static final Pattern VERSION = Pattern.compile("0\\.0+|0");
  private static final List<String> ECS_HOOKS =
      List.of(
          "BeforeInstall",
          "AfterInstall",
          "AfterAllowTestTraffic",
          "BeforeAllowTraffic",
          "AfterAllowTraffic");
  private static final List<String> LAMBDA_HOOKS =
      List.of("BeforeAllowTraffic", "AfterAllowTraffic");

  private AppSpecReader() {}

  /**
   * @throws AwsError InvalidRevisionException
   */
  public static AppSpec.Ecs ecs(String text) {
    JsonNode spec = spec(text);
    JsonNode properties = properties(spec, "AWS::ECS::Service");
    JsonNode balancer = properties.path("LoadBalancerInfo");
    int port = balancer.path("ContainerPort").asInt(0);
    if (port < 1 || port > 65535) {
      throw invalid("ContainerPort of LoadBalancerInfo must be a port");
    }
    return new AppSpec.Ecs(
        text(properties, "TaskDefinition"),
        text(balancer, "ContainerName"),
        port,
        Optional.ofNullable(properties.path("PlatformVersion").textValue())
            .filter(it -> !it.isEmpty()),
        hooks(spec, ECS_HOOKS));
  }

  /**
   * @throws AwsError InvalidRevisionException
   */
  public static AppSpec.Lambda lambda(String text) {
    JsonNode spec = spec(text);
    JsonNode properties = properties(spec, "AWS::Lambda::Function");
    return new AppSpec.Lambda(
        text(properties, "Name"),
        text(properties, "Alias"),
        text(properties, "CurrentVersion"),
        text(properties, "TargetVersion"),
        hooks(spec, LAMBDA_HOOKS));
  }

  private static JsonNode spec(String text) {
    JsonNode spec = read(text);
    if (!VERSION.matcher(spec.path("version").asText()).matches()) {
      throw invalid("its version must be 0.0");
    }
    return spec;
  }

  private static JsonNode read(String text) {
    try {
      return AppSpecText.read(text);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode properties(JsonNode spec, String type) {
    JsonNode resources = member(spec, "Resources");
    if (!resources.isArray() || resources.size() != 1 || resources.get(0).size() != 1) {
      throw invalid("Resources must be a list of exactly one resource");
    }
    JsonNode resource = resources.get(0).elements().next();
    if (!resource.path("Type").asText().equals(type)) {
      throw invalid(
          "the resource's Type is "
              + resource.path("Type")
              + ", but deployments of this compute platform are of "
              + type);
    }
    return resource.path("Properties");
  }

  private static Map<String, String> hooks(JsonNode spec, List<String> known) {
    Map<String, String> hooks = new LinkedHashMap<>();
    JsonNode listed = member(spec, "Hooks");
    if (!listed.isMissingNode() && !listed.isNull() && !listed.isArray()) {
      throw invalid("Hooks must be a list");
    }
    for (JsonNode element : listed) {
      for (Map.Entry<String, JsonNode> hook : element.properties()) {
        if (!known.contains(hook.getKey())) {
          throw invalid("there is no hook " + hook.getKey() + ", there are " + known);
        }
        if (!hook.getValue().isTextual() || hook.getValue().textValue().isBlank()) {
          throw invalid("hook " + hook.getKey() + " must name a Lambda function");
        }
        if (hooks.put(hook.getKey(), hook.getValue().textValue()) != null) {
          throw invalid("hook " + hook.getKey() + " is named twice");
        }
      }
    }
    return hooks;
  }

  /** AWS's own examples write {@code Hooks} and {@code hooks}. */
  private static JsonNode member(JsonNode spec, String name) {
    return spec.has(name)
        ? spec.path(name)
        : spec.path(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
  }

  private static String text(JsonNode parent, String name) {
    JsonNode value = parent.path(name);
    if (!value.isValueNode() || value.asText().isBlank() || value.isNull()) {
      throw invalid(name + " is missing");
    }
    return value.asText();
  }

  /** The answer to a revision that cannot be deployed. */
  public static AwsError invalid(String why) {
    return AwsError.of(
        "InvalidRevisionException", "The AppSpec file cannot be deployed: " + why.strip());
  }
}
