package dev.signalbox.local.sns;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Every topic and every subscription. */
final class TopicHouse {
  private final Table<Topic> topics;
  private final Table<Subscription> subscriptions;

  TopicHouse(Store store) {
    this.topics = store.table("sns.topics", Topic.class);
    this.subscriptions = store.table("sns.subscriptions", Subscription.class);
  }

  List<Topic> of(Place place) {
    return topics.startingWith(place.key(""));
  }

  Optional<Topic> find(Place place, String name) {
    return topics.get(place.key(name));
  }

  /**
   * @throws AwsError NotFound, InvalidParameter
   */
  Topic get(String arn) {
    Arn parsed =
        Arn.parse(arn)
            .filter(it -> it.service().equals("sns") && it.resource().matches("[\\w-]{1,256}"))
            .orElseThrow(() ->
                SnsError.invalid(
                    "TopicArn Reason: An ARN must have at least 6"
                        + " elements, not "
                        + arn.split(":", -1).length));
    return find(parsed.place(), parsed.resource()).orElseThrow(SnsError::noTopic);
  }

  /** The topic, if the caller may do that with it: its owner always, others by its policy. */
  Topic forCaller(Caller caller, String arn, String action) {
    Topic topic = get(arn);
    if (!topic.place().account().equals(caller.account())) {
      requireAllowed(
          topic, new Principal.Identity(caller.account(), caller.arn()), action, Map.of());
    }
    return topic;
  }

  void requireAllowed(Topic topic, Principal who, String action, Map<String, String> context) {
    ResourcePolicy.Request request =
        new ResourcePolicy.Request(who, "sns:" + action, topic.arn(), context);
    if (topic.policy().map(ResourcePolicy::parse).filter(it -> it.allows(request)).isEmpty()) {
      String name =
          switch (who) {
            case Principal.Service service -> service.name();
            case Principal.Identity identity -> identity.arn();
          };
      throw SnsError.unauthorized(name, action, topic.arn());
    }
  }

  boolean add(Topic topic) {
    return topics.putIfAbsent(topic.place().key(topic.name()), topic);
  }

  Topic update(Topic topic, UnaryOperator<Topic> change) {
    return topics.update(topic.place().key(topic.name()), change).orElseThrow(SnsError::noTopic);
  }

  void remove(Topic topic) {
    topics.remove(topic.place().key(topic.name()));
    subscribers(topic.arn()).forEach(this::remove);
  }

  List<Subscription> subscribers(String topicArn) {
    return subscriptions.startingWith(topicArn + ":");
  }

  List<Subscription> subscriptionsOf(Place place) {
    return subscriptions.startingWith("arn:aws:sns:" + place.region() + ":").stream()
        .filter(it -> it.owner().equals(place.account()))
        .toList();
  }

  Optional<Subscription> subscription(String arn) {
    return subscriptions.get(arn);
  }

  void put(Subscription subscription) {
    subscriptions.put(subscription.arn(), subscription);
  }

  Subscription update(Subscription subscription, UnaryOperator<Subscription> change) {
    return subscriptions.update(subscription.arn(), change).orElseThrow(SnsError::noSubscription);
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription.arn());
  }
}
