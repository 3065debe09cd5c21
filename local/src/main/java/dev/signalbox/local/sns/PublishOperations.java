package dev.signalbox.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** The operations that publish. */
final class PublishOperations {
  private static final int LARGEST = 256 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private final TopicHouse house;
  private final Postman postman;
  private final Clock clock;

  PublishOperations(TopicHouse house, Postman postman, Clock clock) {
    this.house = house;
    this.postman = postman;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("Publish", PublishRequest::builder, this::publish)
        .on("PublishBatch", PublishBatchRequest::builder, this::publishBatch);
  }

  private PublishResponse publish(Caller caller, PublishRequest request) {
    if (request.phoneNumber() != null) {
      throw AwsError.notImplemented("sns", "Publish to a phone number");
    }
    String arn = Optional.ofNullable(request.topicArn()).orElse(request.targetArn());
    if (arn == null) {
      throw SnsError.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    Topic topic = house.forCaller(caller, arn, "Publish");
    Message message =
        message(
            topic,
            request.subject(),
            request.message(),
            request.messageStructure(),
            request.messageAttributes());
    deliver(message);
    return PublishResponse.builder().messageId(message.id()).build();
  }

  private PublishBatchResponse publishBatch(Caller caller, PublishBatchRequest request) {
    Topic topic = house.forCaller(caller, request.topicArn(), "Publish");
    List<PublishBatchRequestEntry> entries = request.publishBatchRequestEntries();
    if (entries.isEmpty()) {
      throw AwsError.of("EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }
    if (entries.size() > 10) {
      throw AwsError.of(
          "TooManyEntriesInBatchRequest", "The batch request contains more entries than 10.");
    }
    if (entries.stream().map(PublishBatchRequestEntry::id).distinct().count() < entries.size()) {
      throw AwsError.of("BatchEntryIdsNotDistinct", "Two or more batch entries have the same Id.");
    }
    List<PublishBatchResultEntry> successful = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (PublishBatchRequestEntry it : entries) {
      try {
        Message message =
            message(
                topic, it.subject(), it.message(), it.messageStructure(), it.messageAttributes());
        deliver(message);
        successful.add(
            PublishBatchResultEntry.builder().id(it.id()).messageId(message.id()).build());
      } catch (AwsError e) {
        failed.add(
            BatchResultErrorEntry.builder()
                .id(it.id())
                .code(e.code())
                .message(e.getMessage())
                .senderFault(true)
                .build());
      }
    }
    return PublishBatchResponse.builder().successful(successful).failed(failed).build();
  }

  Message message(
      Topic topic,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String structure,
      Map<String, MessageAttributeValue> given) {
    if (text == null || text.isEmpty()) {
      throw SnsError.invalid("Empty message");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw SnsError.invalid("Message too long");
    }
    if (subject != null && !subject.matches("\\P{Cc}{1,100}")) {
      throw SnsError.invalid("Subject");
    }
    Map<String, String> texts = "json".equals(structure) ? texts(text) : Map.of();
    Map<String, Message.Attribute> attributes = new HashMap<>();
    given.forEach((name, it) -> attributes.put(name, attribute(name, it)));
    return new Message(
        UUID.randomUUID().toString(),
        topic.arn(),
        Optional.ofNullable(subject),
        texts.getOrDefault("default", text),
        texts,
        attributes,
        clock.instant());
  }

  private static Map<String, String> texts(String json) {
    try {
      JsonNode object = JSON.readTree(json);
      if (object.path("default").isTextual()) {
        Map<String, String> texts = new HashMap<>();
        object.properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
        return texts;
      }
    } catch (JsonProcessingException e) {
      throw SnsError.invalid("Message Structure - JSON message body failed to parse");
    }
    throw SnsError.invalid("Message Structure - No default entry in JSON message body");
  }

  private static Message.Attribute attribute(String name, MessageAttributeValue it) {
    String type = it.dataType();
    if (!type.matches("(String|String\\.Array|Number|Binary)(\\..+)?")) {
      throw AwsError.of(
          "ParameterValueInvalid",
          "The message attribute '" + name + "' has an invalid message attribute type");
    }
    String value =
        type.startsWith("Binary") && it.binaryValue() != null
            ? java.util.Base64.getEncoder().encodeToString(it.binaryValue().asByteArray())
            : it.stringValue();
    if (value == null || value.isEmpty()) {
      throw AwsError.of(
          "ParameterValueInvalid", "The message attribute '" + name + "' must contain a value");
    }
    return new Message.Attribute(type, value);
  }

  void deliver(Message message) {
    house.subscribers(message.topicArn()).stream()
        .filter(it -> !it.pending())
        .filter(it -> FilterPolicy.of(it).filter(policy -> !policy.lets(message)).isEmpty())
        .forEach(it -> postman.accept(it, message));
  }
}
