package dev.signalbox.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Hands events over to what rules can target. */
final class Destinations {
  static final String THIRD_ACCOUNT = "THIRD_ACCOUNT_HOP_DETECTED";
  static final String THIRD_REGION = "THIRD_REGION_HOP_DETECTED";
  private static final String SERVICE = "events.amazonaws.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Targets targets;
  private final Buses buses;
  private final Inlet inlet;

  Destinations(Targets targets, Buses buses, Inlet inlet) {
    this.targets = targets;
    this.buses = buses;
    this.inlet = inlet;
  }

  /**
   * @throws AwsError whatever the target answers
   */
  void handOver(Delivery delivery) {
    var target = delivery.sdkTarget();
    var arn =
        Arn.parse(target.arn())
            .orElseThrow(() -> AwsError.validation("Not an ARN: " + target.arn()));
    switch (arn.service()) {
      case "lambda" ->
          targets.functions().invokeAsync(arn.place(), function(arn), bytes(delivery.input()));
      case "sqs" -> toQueue(delivery, target.arn());
      case "sns" ->
          targets
              .topics()
              .publishAs(
                  new Queues.Sender(SERVICE, delivery.ruleArn()),
                  target.arn(),
                  Optional.empty(),
                  delivery.input());
      case "events" -> toBus(delivery, target, arn);
      case "logs" -> toLogGroup(delivery, arn);
      case "codepipeline" ->
          targets
              .pipelines()
              .start(arn.place(), arn.resource(), delivery.ruleArn(), json(delivery.input()));
      default ->
          throw AwsError.notImplemented("events", "delivery to " + arn.service() + " targets");
    }
  }

  /**
   * @throws AwsError when there is no such queue, or its policy does not let this rule in
   */
  void toDeadLetterQueue(Delivery delivery, String queueArn, Map<String, String> attributes) {
    targets
        .queues()
        .sendAs(
            new Queues.Sender(SERVICE, delivery.ruleArn()),
            queueArn,
            delivery.arrival().envelope().toString(),
            attributes);
  }

  private void toQueue(Delivery delivery, String queueArn) {
    try {
      targets
          .queues()
          .sendAs(
              new Queues.Sender(SERVICE, delivery.ruleArn()), queueArn, delivery.input(), Map.of());
    } catch (AwsError e) {
      if (e.code().startsWith("AccessDenied")) {
        // SQS does not tell a stranger whether the queue is missing or closed to him.
        throw AwsError.of(
            "QueueDoesNotExist",
            "The specified queue does not exist or you do not have access to it.");
      }
      throw e;
    }
  }

  private void toBus(Delivery delivery, Target target, Arn arn) {
    if (delivery.arrival().forwarded()) {
      throw AwsError.of(
          arn.region().equals(delivery.place().region()) ? THIRD_ACCOUNT : THIRD_REGION,
          "Event ingestion rejected for event %s because an event can be sent to an event bus target only once. This event was previously delivered to an event bus target."
              .formatted(delivery.arrival().id()));
    }
    var name = arn.resource().replaceFirst("^event-bus/", "");
    var bus = buses.get(arn.place(), name);
    if (!arn.account().equals(delivery.place().account())
        && !bus.allows(request(delivery, target, bus))) {
      throw AwsError.of(
          "AccessDeniedException",
          "The policy of %s does not allow account %s to put events."
              .formatted(target.arn(), delivery.place().account()));
    }
    inlet.take(arn.place(), name, delivery.arrival().onward());
  }

  private static ResourcePolicy.Request request(Delivery delivery, Target target, Bus bus) {
    var account = delivery.place().account();
    var sender = Optional.ofNullable(target.roleArn()).orElse("arn:aws:iam::" + account + ":root");
    return new ResourcePolicy.Request(
        new Principal.Identity(account, sender),
        "events:PutEvents",
        bus.arn(),
        Map.of(
            "aws:SourceArn", delivery.ruleArn(),
            "aws:SourceAccount", account,
            "events:source", delivery.arrival().source(),
            "events:detail-type", delivery.arrival().detailType(),
            "events:eventBusInvocation", "true"));
  }

  private void toLogGroup(Delivery delivery, Arn arn) {
    var group = arn.resource().replaceFirst("^log-group:", "").replaceFirst(":\\*$", "");
    var input = json(delivery.input());
    // A transformer for a log group makes {"timestamp", "message"}; otherwise the line is the
    // input.
    var line =
        input.has("timestamp") && input.has("message")
            ? input.get("message").asText()
            : input.toString();
    targets.logs().append(arn.place(), group, delivery.id(), line);
  }

  /** The name or {@code name:alias} behind {@code function:}. */
  private static String function(Arn arn) {
    return arn.resource().replaceFirst("^function:", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
