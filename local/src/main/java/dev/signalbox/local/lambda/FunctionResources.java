package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Functions from templates. */
record FunctionResources(Consumer<FunctionRecord> functions) implements Resources {
  private static final int DEFAULT_CONCURRENCY = 4;

  @Override
  public Set<String> types() {
    return Set.of(
        "AWS::Serverless::Function",
        "AWS::Lambda::Function",
        "AWS::Lambda::Permission",
        "AWS::Lambda::EventInvokeConfig");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    if (!type.endsWith("::Function")) {
      return new Made(name, Map.of());
    }
    FunctionRecord function = function(place, name, properties);
    functions.accept(function);
    return new Made(function.name(), Map.of("Arn", function.arn()));
  }

  private static FunctionRecord function(Place place, String name, JsonNode properties) {
    String functionName = properties.path("FunctionName").asText(name);
    String runtime = properties.path("Runtime").asText();
    if (!runtime.matches("java(21|25)")) {
      throw AwsError.of(
          "InvalidParameterValueException",
          "Function "
              + functionName
              + " has runtime '"
              + runtime
              + "'; local runs java21 and java25");
    }
    JsonNode invoke = properties.path("EventInvokeConfig");
    String role = properties.path("Role").asText();
    return new FunctionRecord(
        place.account(),
        place.region(),
        functionName,
        runtime,
        properties.path("Handler").asText().replaceFirst("::handleRequest$", ""),
        code(properties),
        properties.path("Timeout").asInt(3),
        properties.path("MemorySize").asInt(128),
        properties.path("ReservedConcurrentExecutions").asInt(DEFAULT_CONCURRENCY),
        environment(properties.path("Environment").path("Variables")),
        role.substring(role.lastIndexOf('/') + 1),
        properties.path("LoggingConfig").path("LogGroup").asText("/aws/lambda/" + functionName),
        invoke.path("MaximumRetryAttempts").asInt(2),
        invoke.path("MaximumEventAgeInSeconds").asInt(21_600),
        invoke.path("DestinationConfig").path("OnFailure").path("Destination").asText());
  }

  private static String code(JsonNode properties) {
    JsonNode uri = properties.has("CodeUri") ? properties.path("CodeUri") : properties.path("Code");
    return uri.isTextual() ? uri.textValue() : uri.path("ZipFile").asText();
  }

  private static Map<String, String> environment(JsonNode variables) {
    Map<String, String> environment = new HashMap<>();
    variables
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    return environment;
  }
}
