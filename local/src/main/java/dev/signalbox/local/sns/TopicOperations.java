package dev.signalbox.local.sns;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Paging.Page;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;

/** The operations that make, describe, change and delete topics, and the lists. */
final class TopicOperations {
  private static final Set<String> SETTABLE = Set.of("DisplayName", "Policy", "KmsMasterKeyId");
  private static final Paging PAGES =
      new Paging("sns", 100, 100, () -> SnsError.invalid("NextToken"));

  private final TopicHouse house;

  TopicOperations(TopicHouse house) {
    this.house = house;
  }

  void addTo(Service service) {
    service
        .on("CreateTopic", CreateTopicRequest::builder, this::create)
        .on("DeleteTopic", DeleteTopicRequest::builder, this::delete)
        .on("GetTopicAttributes", GetTopicAttributesRequest::builder, this::get)
        .on("SetTopicAttributes", SetTopicAttributesRequest::builder, this::set)
        .on("ListTopics", ListTopicsRequest::builder, this::list)
        .on("ListSubscriptions", ListSubscriptionsRequest::builder, this::subscriptions)
        .on("ListSubscriptionsByTopic", ListSubscriptionsByTopicRequest::builder, this::byTopic);
  }

  CreateTopicResponse create(Caller caller, CreateTopicRequest request) {
    if (request.name().endsWith(".fifo") || request.attributes().containsKey("FifoTopic")) {
      throw AwsError.notImplemented("sns", "FIFO topics");
    }
    if (!request.name().matches("[\\w-]{1,256}")) {
      throw SnsError.invalid("Topic Name");
    }
    request.attributes().forEach(TopicOperations::check);
    Map<String, String> tags = new HashMap<>();
    request.tags().forEach(it -> tags.put(it.key(), it.value()));
    Topic topic = new Topic(caller.place(), request.name(), request.attributes(), tags);
    if (!house.add(topic)) {
      Topic known = house.get(topic.arn());
      boolean same = known.attributes().entrySet().containsAll(request.attributes().entrySet());
      if (!same || !known.tags().entrySet().containsAll(tags.entrySet())) {
        throw SnsError.invalid("Attributes Reason: Topic already exists with different attributes");
      }
    }
    return CreateTopicResponse.builder().topicArn(topic.arn()).build();
  }

  static void check(String name, String value) {
    if (!SETTABLE.contains(name)) {
      throw AwsError.notImplemented("sns", "the topic attribute " + name);
    }
    if (name.equals("Policy")) {
      try {
        ResourcePolicy.parse(value);
      } catch (IllegalArgumentException e) {
        throw SnsError.invalid("Policy Error: null");
      }
    }
  }

  private DeleteTopicResponse delete(Caller caller, DeleteTopicRequest request) {
    try {
      house.remove(house.forCaller(caller, request.topicArn(), "DeleteTopic"));
    } catch (AwsError e) {
      if (!e.code().equals("NotFound")) {
        throw e;
      }
    }
    return DeleteTopicResponse.builder().build();
  }

  private GetTopicAttributesResponse get(Caller caller, GetTopicAttributesRequest request) {
    Topic topic = house.forCaller(caller, request.topicArn(), "GetTopicAttributes");
    List<Subscription> subscribers = house.subscribers(topic.arn());
    long pending = subscribers.stream().filter(Subscription::pending).count();
    Map<String, String> attributes = new HashMap<>(topic.attributes());
    attributes.putIfAbsent("DisplayName", "");
    attributes.putIfAbsent("Policy", ownersPolicy(topic));
    attributes.put("TopicArn", topic.arn());
    attributes.put("Owner", topic.place().account());
    attributes.put("SubscriptionsPending", String.valueOf(pending));
    attributes.put("SubscriptionsConfirmed", String.valueOf(subscribers.size() - pending));
    attributes.put("SubscriptionsDeleted", "0");
    return GetTopicAttributesResponse.builder().attributes(attributes).build();
  }

  private static String ownersPolicy(Topic topic) {
    return """
    {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
    "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes",\
    "SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic",\
    "SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
    "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}\
    """
        .formatted(topic.arn(), topic.place().account());
  }

  private SetTopicAttributesResponse set(Caller caller, SetTopicAttributesRequest request) {
    Topic topic = house.forCaller(caller, request.topicArn(), "SetTopicAttributes");
    String value = Optional.ofNullable(request.attributeValue()).orElse("");
    check(request.attributeName(), value);
    house.update(topic, it -> it.with(request.attributeName(), value));
    return SetTopicAttributesResponse.builder().build();
  }

  private ListTopicsResponse list(Caller caller, ListTopicsRequest request) {
    Page<Topic> page = PAGES.page(house.of(caller.place()), null, request.nextToken());
    return ListTopicsResponse.builder()
        .topics(
            page.items().stream()
                .map(it ->
                    software.amazon.awssdk.services.sns.model.Topic.builder()
                        .topicArn(it.arn())
                        .build())
                .toList())
        .nextToken(page.next())
        .build();
  }

  private ListSubscriptionsResponse subscriptions(Caller caller, ListSubscriptionsRequest request) {
    Page<Subscription> page =
        PAGES.page(house.subscriptionsOf(caller.place()), null, request.nextToken());
    return ListSubscriptionsResponse.builder()
        .subscriptions(page.items().stream().map(TopicOperations::shown).toList())
        .nextToken(page.next())
        .build();
  }

  private ListSubscriptionsByTopicResponse byTopic(
      Caller caller, ListSubscriptionsByTopicRequest request) {
    Topic topic = house.forCaller(caller, request.topicArn(), "ListSubscriptionsByTopic");
    Page<Subscription> page = PAGES.page(house.subscribers(topic.arn()), null, request.nextToken());
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(page.items().stream().map(TopicOperations::shown).toList())
        .nextToken(page.next())
        .build();
  }

  private static software.amazon.awssdk.services.sns.model.Subscription shown(Subscription it) {
    return software.amazon.awssdk.services.sns.model.Subscription.builder()
        .subscriptionArn(it.shownArn())
        .topicArn(it.topicArn())
        .owner(it.owner())
        .protocol(it.protocol())
        .endpoint(it.endpoint())
        .build();
  }
}
