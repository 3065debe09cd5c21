package dev.signalbox.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Queues and their policies as CloudFormation templates declare them. */
final class SqsResources implements Resources {
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String POLICY = "AWS::SQS::QueuePolicy";
  private static final Set<String> NOT_ATTRIBUTES = Set.of("QueueName", "Tags");

  private final QueueHouse house;
  private final QueueOperations queues;

  SqsResources(QueueHouse house, QueueOperations queues) {
    this.house = house;
    this.queues = queues;
  }

  @Override
  public Set<String> types() {
    return Set.of(QUEUE, POLICY);
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    return type.equals(QUEUE) ? queue(place, name, properties) : policy(place, name, properties);
  }

  private Made queue(Place place, String name, ObjectNode properties) {
    var attributes = new TreeMap<String, String>();
    for (var property : properties.properties()) {
      if (!NOT_ATTRIBUTES.contains(property.getKey())) {
        attributes.put(property.getKey(), text(property.getValue()));
      }
    }
    if (attributes.getOrDefault("FifoQueue", "").equals("false")) {
      attributes.remove("FifoQueue");
    }
    var queue =
        house
            .find(place, name)
            .map(old -> queues.set(old, attributes))
            .orElseGet(() -> queues.made(place, name, attributes, tags(properties)));
    return new Made(
        queues.url(queue),
        Map.of("Arn", queue.arn(), "QueueName", name, "QueueUrl", queues.url(queue)));
  }

  private Made policy(Place place, String name, ObjectNode properties) {
    var caller = Caller.root(place);
    var document = text(properties.path("PolicyDocument"));
    if (properties.path("Queues").isEmpty()) {
      throw AwsError.validation("A queue policy names its Queues");
    }
    for (var url : properties.path("Queues")) {
      queues.set(
          house.forCaller(caller, url.asText(), "SetQueueAttributes"), Map.of("Policy", document));
    }
    return new Made(name, Map.of("Id", name));
  }

  private static Map<String, String> tags(JsonNode properties) {
    var tags = new TreeMap<String, String>();
    properties
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    return tags;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
