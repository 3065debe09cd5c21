package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.lambda.FunctionRecord.Code;
import dev.signalbox.local.lambda.FunctionRecord.Configuration;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;

/** Functions from templates. */
record FunctionResources(
    Catalogue catalogue, FunctionUrls urls, Clock clock, CodeStore store, Supplier<URI> door)
    implements Resources {
  @Override
  public Set<String> types() {
    return Set.of(
        "AWS::Serverless::Function",
        "AWS::Lambda::Function",
        "AWS::Lambda::Permission",
        "AWS::Lambda::Url",
        "AWS::Lambda::EventInvokeConfig");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    return switch (type) {
      case "AWS::Lambda::Permission" -> permission(place, logicalId, name, properties);
      case "AWS::Lambda::Url" -> url(place, properties);
      case "AWS::Lambda::EventInvokeConfig" -> invokeConfig(place, name, properties);
      default -> function(place, properties.path("FunctionName").asText(name), properties);
    };
  }

  private Made function(Place place, String name, ObjectNode properties) {
    Configuration configuration = configuration(name, properties);
    Runtimes.check(configuration);
    Map<String, String> tags = new HashMap<>();
    properties.path("Tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().asText()));
    FunctionRecord made =
        FunctionRecord.made(place, name, code(properties), configuration, tags, clock.millis());
    if (!catalogue.add(made)) {
      catalogue.update(
          named(place, name),
          it ->
              it.runsLike(made) && made.code().size() > 0
                  ? it.tagged(tags)
                  : it.changed(made.code(), configuration, clock.millis()).tagged(tags));
    }
    int reserved = properties.path("ReservedConcurrentExecutions").asInt(FunctionRecord.UNRESERVED);
    catalogue.update(named(place, name), it -> it.reserving(reserved));
    return new Made(name, Map.of("Arn", made.arn()));
  }

  /** Here only addresses ask who may call; the other services call what they are told to. */
  private Made permission(Place place, String logicalId, String name, ObjectNode properties) {
    if (properties.has("FunctionUrlAuthType")) {
      Resolved function = catalogue.resolve(place, properties.path("FunctionName").asText(), null);
      new PermissionOperations(catalogue)
          .allow(
              function,
              AddPermissionRequest.builder()
                  .statementId(logicalId)
                  .action(properties.path("Action").asText())
                  .principal(properties.path("Principal").asText())
                  .functionUrlAuthType(properties.path("FunctionUrlAuthType").asText())
                  .build());
    }
    return new Made(name, Map.of());
  }

  private Made url(Place place, ObjectNode properties) {
    if (properties.has("Cors")
        || properties.path("InvokeMode").asText("BUFFERED").equals("RESPONSE_STREAM")) {
      throw AwsError.notImplemented("lambda", "AWS::Lambda::Url with Cors or RESPONSE_STREAM");
    }
    Catalogue.Name target =
        Catalogue.name(
            place,
            properties.path("TargetFunctionArn").asText(),
            properties.path("Qualifier").textValue());
    catalogue.resolve(target.place(), target.name(), target.qualifier().orElse(null));
    var made =
        new FunctionUrl(
            target.place().account(),
            target.place().region(),
            target.name(),
            target.qualifier().orElse(""),
            properties.path("AuthType").asText(),
            clock.millis(),
            clock.millis());
    if (!urls.add(made)) {
      urls.put(urls.get(target).with(made.auth(), clock.millis()));
    }
    return new Made(
        made.functionArn(),
        Map.of(
            "FunctionArn", made.functionArn(), "FunctionUrl", made.address(door.get()).toString()));
  }

  private Made invokeConfig(Place place, String name, ObjectNode properties) {
    catalogue.putSettings(
        Catalogue.name(place, properties.path("FunctionName").asText(), null),
        properties.path("Qualifier").asText(FunctionRecord.LATEST),
        settings(properties));
    return new Made(name, Map.of());
  }

  private AsyncSettings settings(JsonNode config) {
    return new AsyncSettings(
        config.path("MaximumRetryAttempts").asInt(AsyncSettings.USUAL.retries()),
        config.path("MaximumEventAgeInSeconds").asInt(AsyncSettings.USUAL.maximumAgeSeconds()),
        destination(config, "OnSuccess"),
        destination(config, "OnFailure"),
        clock.millis());
  }

  private static String destination(JsonNode config, String when) {
    return config.path("DestinationConfig").path(when).path("Destination").asText();
  }

  private static Catalogue.Name named(Place place, String name) {
    return new Catalogue.Name(place, name, Optional.empty());
  }

  private static Configuration configuration(String name, JsonNode properties) {
    String role = properties.path("Role").asText();
    JsonNode logging = properties.path("LoggingConfig");
    return new Configuration(
        properties.path("Description").asText(),
        properties.path("Runtime").asText(),
        properties.path("Handler").asText(),
        properties.path("Timeout").asInt(3),
        properties.path("MemorySize").asInt(128),
        environment(properties.path("Environment").path("Variables")),
        role.substring(role.lastIndexOf('/') + 1),
        logging.path("LogGroup").asText("/aws/lambda/" + name),
        logging.path("LogFormat").asText("Text"),
        logging.path("ApplicationLogLevel").asText("INFO"),
        logging.path("SystemLogLevel").asText("INFO"),
        properties
            .path("DeadLetterConfig")
            .path("TargetArn")
            .asText(properties.path("DeadLetterQueue").path("TargetArn").asText()));
  }

  private Code code(JsonNode properties) {
    JsonNode uri = properties.has("CodeUri") ? properties.path("CodeUri") : properties.path("Code");
    if (uri.isTextual()) {
      return CodeStore.at(uri.textValue());
    }
    return uri.has("ZipFile")
        ? CodeStore.at(uri.path("ZipFile").asText())
        : store.of(
            null,
            uri.path("S3Bucket").asText(uri.path("Bucket").textValue()),
            uri.path("S3Key").asText(uri.path("Key").textValue()),
            uri.path("S3ObjectVersion").asText(uri.path("Version").textValue()));
  }

  private static Map<String, String> environment(JsonNode variables) {
    Map<String, String> environment = new HashMap<>();
    variables
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    return environment;
  }
}
