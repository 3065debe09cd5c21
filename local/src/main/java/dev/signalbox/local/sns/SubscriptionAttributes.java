package dev.signalbox.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import java.util.Optional;

/** The attributes of a subscription that may be set. */
final class SubscriptionAttributes {
  private static final JsonMapper JSON = new JsonMapper();

  private SubscriptionAttributes() {}

  /**
   * @throws AwsError InvalidParameter
   */
  static void check(String protocol, String name, String value) {
    switch (name) {
      case "RawMessageDelivery" -> {
        if (!value.matches("true|false")) {
          throw SnsError.invalid("Attributes Reason: RawMessageDelivery: Invalid value");
        }
        if (value.equals("true") && !protocol.matches("sqs|http")) {
          throw SnsError.invalid(
              "Attributes Reason: RawMessageDelivery is not supported by " + protocol);
        }
      }
      case "FilterPolicy" -> FilterPolicy.check(value);
      case "FilterPolicyScope" -> {
        if (!value.matches("MessageAttributes|MessageBody")) {
          throw SnsError.invalid("Attributes Reason: FilterPolicyScope: Invalid value");
        }
      }
      case "RedrivePolicy" -> {
        if (!value.isEmpty() && deadLetterQueue(value).isEmpty()) {
          throw SnsError.invalid("RedrivePolicy: deadLetterTargetArn is not the ARN of a queue");
        }
      }
      case "DeliveryPolicy", "SubscriptionRoleArn", "ReplayPolicy" ->
          throw AwsError.notImplemented("sns", "the subscription attribute " + name);
      default -> throw SnsError.invalid("AttributeName");
    }
  }

  static Optional<String> deadLetterQueue(String redrivePolicy) {
    try {
      return Optional.ofNullable(
              JSON.readTree(redrivePolicy).path("deadLetterTargetArn").textValue())
          .filter(it -> Arn.parse(it).filter(arn -> arn.service().equals("sqs")).isPresent());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
