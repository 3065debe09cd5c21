package dev.signalbox.local.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** The operations that make, confirm, change and end subscriptions. */
final class SubscriptionOperations {
  private final TopicHouse house;
  private final Postman postman;
  private final Clock clock;
  private final Supplier<URI> address;

  SubscriptionOperations(TopicHouse house, Postman postman, Clock clock, Supplier<URI> address) {
    this.house = house;
    this.postman = postman;
    this.clock = clock;
    this.address = address;
  }

  void addTo(Service service) {
    service
        .on("Subscribe", SubscribeRequest::builder, this::subscribe)
        .on("ConfirmSubscription", ConfirmSubscriptionRequest::builder, this::confirmed)
        .on("Unsubscribe", UnsubscribeRequest::builder, this::unsubscribe)
        .on("GetSubscriptionAttributes", GetSubscriptionAttributesRequest::builder, this::get)
        .on("SetSubscriptionAttributes", SetSubscriptionAttributesRequest::builder, this::set);
  }

  SubscribeResponse subscribe(Caller caller, SubscribeRequest request) {
    Topic topic = house.forCaller(caller, request.topicArn(), "Subscribe");
    String endpoint = Optional.ofNullable(request.endpoint()).orElse("");
    checkEndpoint(request.protocol(), endpoint);
    request
        .attributes()
        .forEach((name, value) -> SubscriptionAttributes.check(request.protocol(), name, value));
    Optional<Subscription> known =
        house.subscribers(topic.arn()).stream()
            .filter(it -> it.protocol().equals(request.protocol()))
            .filter(it -> it.endpoint().equals(endpoint))
            .findFirst();
    Subscription subscription = known.orElseGet(() -> fresh(caller, topic, request, endpoint));
    if (known.isPresent() && !known.get().attributes().equals(request.attributes())) {
      throw SnsError.invalid(
          "Attributes Reason: Subscription already exists with different attributes");
    }
    if (subscription.pending()) {
      ask(topic, subscription);
    }
    boolean whole = Boolean.TRUE.equals(request.returnSubscriptionArn());
    return SubscribeResponse.builder()
        .subscriptionArn(
            subscription.pending() && !whole ? "pending confirmation" : subscription.arn())
        .build();
  }

  private Subscription fresh(
      Caller caller, Topic topic, SubscribeRequest request, String endpoint) {
    boolean asked = request.protocol().matches("http|email|email-json");
    Subscription subscription =
        new Subscription(
            topic.arn(),
            UUID.randomUUID().toString(),
            caller.account(),
            request.protocol(),
            endpoint,
            request.attributes(),
            asked ? Optional.of(UUID.randomUUID().toString().replace("-", "")) : Optional.empty());
    house.put(subscription);
    return subscription;
  }

  private static void checkEndpoint(String protocol, String endpoint) {
    switch (protocol) {
      case "sqs", "lambda" -> {
        if (Arn.parse(endpoint).filter(it -> it.service().equals(protocol)).isEmpty()) {
          throw SnsError.invalid("Endpoint Reason: not the ARN of " + protocol);
        }
      }
      case "http" -> WebHook.address(endpoint);
      case "email", "email-json" -> {
        if (!endpoint.matches("[^@\\s]+@[^@\\s]+")) {
          throw SnsError.invalid("Endpoint Reason: not a mail address");
        }
      }
      case "https", "sms", "application", "firehose" ->
          throw AwsError.notImplemented("sns", "subscriptions of the protocol " + protocol);
      default -> throw SnsError.invalid("Protocol");
    }
  }

  private void ask(Topic topic, Subscription subscription) {
    String token = subscription.token().orElseThrow();
    String link =
        address.get()
            + "/?Action=ConfirmSubscription&TopicArn="
            + URLEncoder.encode(topic.arn(), StandardCharsets.UTF_8)
            + "&Token="
            + token;
    String text =
        "You have chosen to subscribe to the topic "
            + topic.arn()
            + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
    if (!subscription.protocol().equals("http")) {
      postman.mail(
          subscription.endpoint(),
          "AWS Notification - Subscription Confirmation",
          text + "\n" + link);
      return;
    }
    ObjectNode question =
        JsonNodeFactory.instance
            .objectNode()
            .put("Type", "SubscriptionConfirmation")
            .put("MessageId", UUID.randomUUID().toString())
            .put("Token", token)
            .put("TopicArn", topic.arn())
            .put("Message", text)
            .put("SubscribeURL", link)
            .put("Timestamp", clock.instant().toString());
    postman.confirm(subscription, question);
  }

  private ConfirmSubscriptionResponse confirmed(Caller caller, ConfirmSubscriptionRequest request) {
    return ConfirmSubscriptionResponse.builder()
        .subscriptionArn(confirm(request.topicArn(), request.token()).arn())
        .build();
  }

  Subscription confirm(String topicArn, String token) {
    house.get(topicArn);
    Subscription pending =
        house.subscribers(topicArn).stream()
            .filter(it -> it.token().filter(token::equals).isPresent())
            .findFirst()
            .orElseThrow(() -> SnsError.invalid("Token"));
    return house.update(pending, Subscription::confirmed);
  }

  private UnsubscribeResponse unsubscribe(Caller caller, UnsubscribeRequest request) {
    house
        .subscription(request.subscriptionArn())
        .ifPresent(it -> {
          requireOwn(caller, it, "Unsubscribe");
          house.remove(it);
        });
    return UnsubscribeResponse.builder().build();
  }

  /** The subscriber's account and the topic's. */
  private static void requireOwn(Caller caller, Subscription subscription, String action) {
    boolean topics =
        Arn.parse(subscription.topicArn())
            .filter(it -> it.account().equals(caller.account()))
            .isPresent();
    if (!topics && !subscription.owner().equals(caller.account())) {
      throw SnsError.unauthorized(caller.arn(), action, subscription.arn());
    }
  }

  private Subscription own(Caller caller, String arn, String action) {
    Subscription subscription = house.subscription(arn).orElseThrow(SnsError::noSubscription);
    requireOwn(caller, subscription, action);
    return subscription;
  }

  private GetSubscriptionAttributesResponse get(
      Caller caller, GetSubscriptionAttributesRequest request) {
    Subscription it = own(caller, request.subscriptionArn(), "GetSubscriptionAttributes");
    Map<String, String> attributes = new HashMap<>(it.attributes());
    attributes.putIfAbsent("RawMessageDelivery", "false");
    attributes.put("SubscriptionArn", it.arn());
    attributes.put("TopicArn", it.topicArn());
    attributes.put("Owner", it.owner());
    attributes.put("Protocol", it.protocol());
    attributes.put("Endpoint", it.endpoint());
    attributes.put("PendingConfirmation", String.valueOf(it.pending()));
    attributes.put("ConfirmationWasAuthenticated", String.valueOf(!it.pending()));
    return GetSubscriptionAttributesResponse.builder().attributes(attributes).build();
  }

  private SetSubscriptionAttributesResponse set(
      Caller caller, SetSubscriptionAttributesRequest request) {
    Subscription known = own(caller, request.subscriptionArn(), "SetSubscriptionAttributes");
    String value = Optional.ofNullable(request.attributeValue()).orElse("");
    SubscriptionAttributes.check(known.protocol(), request.attributeName(), value);
    house.update(known, it -> it.with(request.attributeName(), value));
    return SetSubscriptionAttributesResponse.builder().build();
  }
}
