package dev.signalbox.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;

/** Topics, their policies and subscriptions as CloudFormation templates declare them. */
record TopicResources(
    TopicHouse house, TopicOperations topics, SubscriptionOperations subscriptions)
    implements Resources {

  @Override
  public Set<String> types() {
    return Set.of("AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "AWS::SNS::Subscription");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    Caller owner = Caller.root(place);
    return switch (type) {
      case "AWS::SNS::Topic" -> topic(owner, name, properties);
      case "AWS::SNS::TopicPolicy" -> policy(name, properties);
      default -> {
        String arn = subscribe(owner, properties.path("TopicArn").asText(), properties);
        yield new Made(arn, Map.of("Arn", arn));
      }
    };
  }

  private Made topic(Caller owner, String name, ObjectNode properties) {
    String topicName = properties.path("TopicName").asText(name);
    if (house.find(owner.place(), topicName).isEmpty()) {
      topics.create(owner, CreateTopicRequest.builder().name(topicName).build());
    }
    Topic known = house.find(owner.place(), topicName).orElseThrow();
    Map<String, String> tags = new HashMap<>();
    properties
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    String shown = properties.path("DisplayName").asText("");
    Topic made = house.update(known, it -> it.with("DisplayName", shown).tags(tags));
    for (JsonNode subscription : properties.path("Subscription")) {
      subscribe(owner, made.arn(), subscription);
    }
    return new Made(made.arn(), Map.of("TopicArn", made.arn(), "TopicName", made.name()));
  }

  private Made policy(String name, ObjectNode properties) {
    JsonNode document = properties.path("PolicyDocument");
    String policy = document.isTextual() ? document.textValue() : document.toString();
    TopicOperations.check("Policy", policy);
    for (JsonNode topic : properties.path("Topics")) {
      house.update(house.get(topic.asText()), it -> it.with("Policy", policy));
    }
    return new Made(name, Map.of("Id", name));
  }

  private String subscribe(Caller owner, String topicArn, JsonNode properties) {
    Map<String, String> attributes = new HashMap<>();
    for (String attribute :
        new String[] {"RawMessageDelivery", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy"}) {
      JsonNode value = properties.path(attribute);
      if (!value.isMissingNode()) {
        attributes.put(attribute, value.isContainerNode() ? value.toString() : value.asText());
      }
    }
    return subscriptions
        .subscribe(
            owner,
            SubscribeRequest.builder()
                .topicArn(topicArn)
                .protocol(properties.path("Protocol").asText())
                .endpoint(properties.path("Endpoint").asText())
                .attributes(attributes)
                .returnSubscriptionArn(true)
                .build())
        .subscriptionArn();
  }
}
