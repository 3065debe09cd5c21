package dev.signalbox.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes resources by writing down what it was asked for. */
final class Workshop implements Resources {
  static final Place HERE = new Place("111111111111", "eu-west-1");
  private static final ObjectMapper JSON = new ObjectMapper();

  record Order(String type, String name, ObjectNode properties) {}

  final Map<String, Order> orders = new LinkedHashMap<>();
  private final Path directory;

  Workshop(Path directory) {
    this.directory = directory;
  }

  @Override
  public Set<String> types() {
    return Set.of(
        "AWS::SQS::Queue",
        "AWS::SQS::QueuePolicy",
        "AWS::IAM::Role",
        "AWS::Events::Rule",
        "AWS::DynamoDB::Table",
        "AWS::S3::Bucket",
        "AWS::CodeDeploy::Application",
        "AWS::CodeDeploy::DeploymentGroup",
        "AWS::Lambda::Alias",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::Permission",
        "AWS::Lambda::Version",
        "AWS::Serverless::Function");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    if (properties.path("Refuse").asBoolean()) {
      throw AwsError.of("InvalidParameterValue", "Not like this");
    }
    orders.put(logicalId, new Order(type, name, properties));
    return new Made("ref-" + logicalId, Map.of("Arn", "arn-" + logicalId, "Version", "7"));
  }

  Deployed deploy(String yaml) {
    return deploy(yaml, Map.of());
  }

  Deployed deploy(String yaml, Map<String, String> parameters) {
    try {
      var file = Files.writeString(directory.resolve("template.yaml"), yaml);
      return new Templates(List.of(this)).deploy(HERE, "shop", file, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Order order(String logicalId) {
    return Objects.requireNonNull(orders.get(logicalId), logicalId);
  }

  /** What the property {@code V} of the resource {@code Q} comes to. */
  JsonNode value(String expression) {
    deploy(
        """
        Parameters:
          Env: {Type: String, Default: dev}
          Names: {Type: CommaDelimitedList, Default: "a, b,c"}
        Mappings:
          Sizes: {dev: {small: 1, list: [x, y]}, prod: {small: 10}}
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
          IsDev: !Not [!Condition IsProd]
          Both: !And [!Condition IsDev, !Or [!Condition IsProd, !Equals [1, "1"]]]
        Resources:
          Other: {Type: AWS::SQS::Queue}
          Q:
            Type: AWS::SQS::Queue
            Properties:
              V: %s
        """
            .formatted(expression));
    return order("Q").properties().path("V");
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
