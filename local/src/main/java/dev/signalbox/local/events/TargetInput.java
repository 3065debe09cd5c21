package dev.signalbox.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.local.api.AwsError;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What a target is sent: the event, a constant, a part of the event, or a template filled in. */
record TargetInput(Target target) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RULE_ARN = "aws.events.rule-arn";
  private static final String RULE_NAME = "aws.events.rule-name";
  private static final String INGESTION_TIME = "aws.events.event.ingestion-time";
  private static final String EVENT = "aws.events.event";
  private static final String EVENT_JSON = "aws.events.event.json";
  private static final Set<String> PREDEFINED =
      Set.of(RULE_ARN, RULE_NAME, INGESTION_TIME, EVENT, EVENT_JSON);

  /**
   * @throws AwsError ValidationException, as PutTargets answers
   */
  void check() {
    var id = target.id();
    long given =
        Stream.of(target.input(), target.inputPath(), target.inputTransformer())
            .filter(Objects::nonNull)
            .count();
    if (given > 1) {
      throw AwsError.validation(
          "Only one of Input, InputPath, or InputTransformer must be provided for target "
              + id
              + ".");
    }
    if (target.input() != null && !isJson(target.input())) {
      throw AwsError.validation("JSON syntax error in input for target " + id + ".");
    }
    if (target.inputTransformer() != null) {
      check(target.inputTransformer());
    }
  }

  private void check(InputTransformer transformer) {
    var template = new InputTemplate(transformer.inputTemplate());
    for (var name : template.variables()) {
      if (!PREDEFINED.contains(name) && !transformer.inputPathsMap().containsKey(name)) {
        throw AwsError.validation(
            "InputTemplate for target "
                + target.id()
                + " contains invalid placeholder "
                + name
                + ".");
      }
    }
    template
        .problem()
        .ifPresent(problem -> {
          throw AwsError.validation(
              "Invalid InputTemplate for target " + target.id() + " : [" + problem + "].");
        });
  }

  String of(Arrival arrival, String ruleArn, String ruleName) {
    if (target.input() != null) {
      return target.input();
    }
    var event = arrival.envelope();
    if (target.inputPath() != null) {
      return new EventPath(target.inputPath()).in(event).map(JsonNode::toString).orElse("null");
    }
    if (target.inputTransformer() != null) {
      var values = predefined(arrival, ruleArn, ruleName);
      target
          .inputTransformer()
          .inputPathsMap()
          .forEach((name, path) ->
              new EventPath(path).in(event).ifPresent(value -> values.put(name, value)));
      return new InputTemplate(target.inputTransformer().inputTemplate()).filledWith(values);
    }
    return event.toString();
  }

  private static Map<String, JsonNode> predefined(
      Arrival arrival, String ruleArn, String ruleName) {
    var ingested = Instant.ofEpochMilli(arrival.ingested()).toString();
    var withoutDetail = JsonNodeFactory.instance.objectNode();
    withoutDetail
        .put("id", arrival.id())
        .put("account", arrival.origin().account())
        .put("detailType", arrival.detailType())
        .put("time", arrival.timestamp())
        .put("source", arrival.source())
        .put("region", arrival.origin().region());
    arrival.resources().forEach(withoutDetail.putArray("resources")::add);
    withoutDetail.put("version", "0");
    return new HashMap<>(
        Map.of(
            RULE_ARN, TextNode.valueOf(ruleArn),
            RULE_NAME, TextNode.valueOf(ruleName),
            INGESTION_TIME, TextNode.valueOf(ingested),
            EVENT, withoutDetail,
            EVENT_JSON, arrival.envelope()));
  }

  private static boolean isJson(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
