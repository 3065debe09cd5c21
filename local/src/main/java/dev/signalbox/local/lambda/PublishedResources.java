package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AliasUpdates;
import dev.signalbox.local.api.AliasUpdates.Update;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Functions' versions and aliases from templates. */
record PublishedResources(Catalogue catalogue, AliasUpdates updates) implements Resources {
  private static final String VERSION = "AWS::Lambda::Version";
  private static final String ALIAS = "AWS::Lambda::Alias";

  @Override
  public Set<String> types() {
    return Set.of(VERSION, ALIAS);
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    Catalogue.Name function = Catalogue.name(place, properties.path("FunctionName").asText(), null);
    return type.equals(VERSION)
        ? version(function, properties)
        : alias(function, properties.path("Name").asText(), properties);
  }

  private Made version(Catalogue.Name function, JsonNode properties) {
    FunctionRecord published =
        catalogue.publish(
            function, Optional.ofNullable(properties.path("Description").textValue()));
    return new Made(
        published.versionArn(),
        Map.of("Version", published.version(), "FunctionArn", published.versionArn()));
  }

  private Made alias(Catalogue.Name function, String name, ObjectNode properties) {
    Alias wanted =
        VersionOperations.checked(
            catalogue,
            function,
            new Alias(
                function.name(),
                name,
                properties.path("FunctionVersion").asText(),
                properties.path("Description").asText(),
                weights(properties.path("RoutingConfig")),
                UUID.randomUUID().toString()));
    if (!catalogue.addAlias(function, wanted)) {
      JsonNode policy = properties.path("UpdatePolicy").path("CodeDeployLambdaAliasUpdate");
      if (policy.isObject()) {
        updates.lead(function.place(), update(wanted, policy));
      }
      catalogue.putAlias(function, wanted);
    }
    String arn = function.place().arn("lambda", "function:" + function.name() + ":" + name);
    return new Made(arn, Map.of("AliasArn", arn));
  }

  private static Update update(Alias wanted, JsonNode policy) {
    Map<String, String> hooks = new HashMap<>();
    for (String event : List.of("BeforeAllowTraffic", "AfterAllowTraffic")) {
      String hook = policy.path(event + "Hook").asText();
      if (!hook.isEmpty()) {
        hooks.put(event, hook);
      }
    }
    return new Update(
        policy.path("ApplicationName").asText(),
        policy.path("DeploymentGroupName").asText(),
        wanted.function(),
        wanted.name(),
        wanted.version(),
        hooks);
  }

  private static Map<String, Double> weights(JsonNode routing) {
    Map<String, Double> weights = new HashMap<>();
    routing
        .path("AdditionalVersionWeights")
        .forEach(it ->
            weights.put(it.path("FunctionVersion").asText(), it.path("FunctionWeight").asDouble()));
    return weights;
  }
}
