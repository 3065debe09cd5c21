package dev.signalbox.local.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * What was published.
 *
 * @param byProtocol other texts for some protocols
 */
record Message(
    String id,
    String topicArn,
    Optional<String> subject,
    String text,
    Map<String, String> byProtocol,
    Map<String, Attribute> attributes,
    Instant published) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * @param type String, String.Array, Number or Binary
   * @param value base64 of a binary one
   */
  record Attribute(String type, String value) {}

  Message {
    byProtocol = Map.copyOf(byProtocol);
    attributes = Map.copyOf(attributes);
  }

  String textFor(String protocol) {
    return byProtocol.getOrDefault(protocol, text);
  }

  /** As queues, functions and web servers get it. */
  ObjectNode notification(Subscription to) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "Notification")
            .put("MessageId", id)
            .put("TopicArn", topicArn);
    subject.ifPresent(it -> json.put("Subject", it));
    json.put("Message", textFor(to.protocol())).put("Timestamp", TIME.format(published));
    json.put("UnsubscribeURL", "urn:" + to.arn());
    if (!attributes.isEmpty()) {
      json.set("MessageAttributes", attributesJson());
    }
    return json;
  }

  /** As the event of a Lambda function. */
  ObjectNode event(Subscription to) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode sns = notification(to);
    sns.put("SubscriptionArn", to.arn());
    subject.ifPresentOrElse(it -> sns.put("Subject", it), () -> sns.putNull("Subject"));
    sns.set("MessageAttributes", attributesJson());
    event
        .putArray("Records")
        .addObject()
        .put("EventSource", "aws:sns")
        .put("EventVersion", "1.0")
        .put("EventSubscriptionArn", to.arn())
        .set("Sns", sns);
    return event;
  }

  private ObjectNode attributesJson() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    attributes.forEach(
        (name, it) -> all.putObject(name).put("Type", it.type()).put("Value", it.value()));
    return all;
  }
}
