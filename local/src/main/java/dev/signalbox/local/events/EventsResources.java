package dev.signalbox.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.eventbridge.model.UpdateEventBusRequest;

/** Rules and buses as CloudFormation templates declare them. */
final class EventsResources implements Resources {
  private static final String RULE = "AWS::Events::Rule";
  private static final String BUS = "AWS::Events::EventBus";
  private static final String POLICY = "AWS::Events::EventBusPolicy";
  private final BusOperations buses;
  private final PermissionOperations permissions;
  private final RuleOperations rules;
  private final TargetOperations targets;

  EventsResources(
      BusOperations buses,
      PermissionOperations permissions,
      RuleOperations rules,
      TargetOperations targets) {
    this.buses = buses;
    this.permissions = permissions;
    this.rules = rules;
    this.targets = targets;
  }

  @Override
  public Set<String> types() {
    return Set.of(RULE, BUS, POLICY);
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    var caller = Caller.root(place);
    return switch (type) {
      case RULE -> rule(caller, name, properties);
      case BUS -> bus(caller, name, properties);
      case POLICY -> policy(place, name, properties);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private Made rule(Caller caller, String name, ObjectNode properties) {
    var bus = text(properties, "EventBusName");
    var put =
        PutRuleRequest.builder()
            .name(name)
            .eventBusName(bus)
            .eventPattern(document(properties.path("EventPattern")))
            .scheduleExpression(text(properties, "ScheduleExpression"))
            .state(text(properties, "State"))
            .description(text(properties, "Description"))
            .roleArn(text(properties, "RoleArn"))
            .tags(tags(properties))
            .build();
    var arn = rules.put(caller, put).ruleArn();
    targets.replace(
        caller,
        PutTargetsRequest.builder()
            .rule(name)
            .eventBusName(bus)
            .targets(list(properties.path("Targets")).map(EventsResources::target).toList())
            .build());
    var busName = Buses.Reference.of(caller.place(), bus).name();
    return new Made(busName.equals(Bus.DEFAULT) ? name : busName + "|" + name, Map.of("Arn", arn));
  }

  private static Target target(JsonNode properties) {
    return Shapes.fillFromProperties(Target.builder(), properties).build();
  }

  private Made bus(Caller caller, String name, ObjectNode properties) {
    try {
      buses.create(
          caller,
          CreateEventBusRequest.builder()
              .name(name)
              .eventSourceName(text(properties, "EventSourceName"))
              .description(text(properties, "Description"))
              .tags(tags(properties))
              .build());
    } catch (AwsError e) {
      if (!e.code().equals("ResourceAlreadyExistsException")) {
        throw e;
      }
      buses.update(
          caller,
          UpdateEventBusRequest.builder()
              .name(name)
              .description(text(properties, "Description"))
              .build());
    }
    if (properties.has("Policy")) {
      permissions.replace(caller.place(), name, properties.get("Policy"));
    }
    var arn = buses.describe(caller, DescribeEventBusRequest.builder().name(name).build()).arn();
    return new Made(name, Map.of("Arn", arn, "Name", name));
  }

  private Made policy(Place place, String name, ObjectNode properties) {
    var bus = properties.path("EventBusName").asText(Bus.DEFAULT);
    var id = properties.path("StatementId").asText(name);
    var statement = JsonNodeFactory.instance.objectNode().put("Sid", id);
    if (properties.get("Statement") instanceof ObjectNode given) {
      statement.setAll(given);
    } else {
      statement.put("Effect", "Allow");
      var principal = properties.path("Principal").asText();
      if (principal.equals("*")) {
        statement.put("Principal", "*");
      } else {
        statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
      }
      statement
          .put("Action", properties.path("Action").asText())
          .put("Resource", Bus.arn(place, bus));
      var condition = properties.path("Condition");
      if (condition.isObject()) {
        statement
            .putObject("Condition")
            .putObject(condition.path("Type").asText())
            .set(condition.path("Key").asText(), condition.path("Value"));
      }
    }
    permissions.allow(place, bus, statement);
    return new Made(id, Map.of());
  }

  private static @Nullable String text(JsonNode properties, String name) {
    return properties.hasNonNull(name) ? properties.get(name).asText() : null;
  }

  /** A JSON document, which templates write as an object or as text. */
  private static @Nullable String document(JsonNode value) {
    return value.isObject() ? value.toString() : value.isTextual() ? value.asText() : null;
  }

  private static List<Tag> tags(JsonNode properties) {
    return list(properties.path("Tags"))
        .map(tag ->
            Tag.builder().key(tag.path("Key").asText()).value(tag.path("Value").asText()).build())
        .toList();
  }

  private static Stream<JsonNode> list(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
