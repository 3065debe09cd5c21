package dev.signalbox.local.sns;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who gets what is published to a topic.
 *
 * @param protocol sqs, lambda, http, email or email-json
 * @param attributes those that were set: RawMessageDelivery, FilterPolicy …
 * @param token what the endpoint has to show to confirm; empty when it has, or need not
 */
record Subscription(
    String topicArn,
    String id,
    String owner,
    String protocol,
    String endpoint,
    Map<String, String> attributes,
    Optional<String> token) {
  Subscription {
    attributes = Map.copyOf(attributes);
  }

  String arn() {
    return topicArn + ":" + id;
  }

  boolean pending() {
    return token.isPresent();
  }

  /** What lists show. */
  String shownArn() {
    return pending() ? "PendingConfirmation" : arn();
  }

  Optional<String> attribute(String name) {
    return Optional.ofNullable(attributes.get(name)).filter(it -> !it.isEmpty());
  }

  boolean raw() {
    return attribute("RawMessageDelivery").filter("true"::equals).isPresent();
  }

  Subscription with(String name, String value) {
    Map<String, String> changed = new HashMap<>(attributes);
    changed.put(name, value);
    return new Subscription(topicArn, id, owner, protocol, endpoint, changed, token);
  }

  Subscription confirmed() {
    return new Subscription(topicArn, id, owner, protocol, endpoint, attributes, Optional.empty());
  }
}
