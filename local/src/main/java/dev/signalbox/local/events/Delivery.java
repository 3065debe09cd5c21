package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.api.Place;
import java.util.UUID;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * An event on its way to one target of one rule, kept until it has arrived or is given up.
 *
 * @param retries how often it has been tried again
 */
record Delivery(
    String id,
    Place place,
    String ruleArn,
    String ruleName,
    JsonNode target,
    Arrival arrival,
    int retries) {

  static Delivery of(Arrival arrival, BusRule rule, Target target) {
    return new Delivery(
        UUID.randomUUID().toString(),
        rule.place(),
        rule.arn(),
        rule.name(),
        TargetJson.write(target),
        arrival,
        0);
  }

  Delivery triedAgain() {
    return new Delivery(id, place, ruleArn, ruleName, target, arrival, retries + 1);
  }

  /** In the order of arrival. */
  String key() {
    return "%015d/%s".formatted(arrival.ingested(), id);
  }

  Target sdkTarget() {
    return TargetJson.read(target);
  }

  String input() {
    return new TargetInput(sdkTarget()).of(arrival, ruleArn, ruleName);
  }
}
