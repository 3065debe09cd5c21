package dev.signalbox.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.PutPermissionResponse;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionRequest;
import software.amazon.awssdk.services.eventbridge.model.RemovePermissionResponse;

/** The operations on a bus's policy. */
final class PermissionOperations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_POLICY = 10_240;

  private final Buses buses;
  private final Clock clock;

  PermissionOperations(Buses buses, Clock clock) {
    this.buses = buses;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("PutPermission", PutPermissionRequest::builder, this::put)
        .on("RemovePermission", RemovePermissionRequest::builder, this::remove);
  }

  PutPermissionResponse put(Caller caller, PutPermissionRequest request) {
    var name = Optional.ofNullable(request.eventBusName()).orElse(Bus.DEFAULT);
    buses.update(caller.place(), name, bus -> bus.with(policy(bus, request), clock.millis()));
    return PutPermissionResponse.builder().build();
  }

  private static String policy(Bus bus, PutPermissionRequest request) {
    boolean parts =
        Stream.of(request.action(), request.principal(), request.statementId(), request.condition())
            .anyMatch(Objects::nonNull);
    if (request.policy() != null) {
      if (parts) {
        throw AwsError.validation(
            "Policy cannot be combined with StatementId, Action, Principal or Condition.");
      }
      return checked(object(request.policy()));
    }
    if (request.action() == null || request.principal() == null || request.statementId() == null) {
      throw AwsError.validation("Parameters StatementId, Action and Principal are required.");
    }
    if (!request.action().equals("events:PutEvents")) {
      throw AwsError.validation("Provided value in parameter 'action' is not supported.");
    }
    return with(bus, statement(bus, request));
  }

  /** Adds the statement to the bus's policy, in the place of one with its {@code Sid}. */
  void allow(Place place, String busName, ObjectNode statement) {
    buses.update(place, busName, bus -> bus.with(with(bus, statement), clock.millis()));
  }

  /** Makes this the bus's whole policy. */
  void replace(Place place, String busName, JsonNode policy) {
    var text = checked(object(policy.isTextual() ? policy.asText() : policy.toString()));
    buses.update(place, busName, bus -> bus.with(text, clock.millis()));
  }

  private static String with(Bus bus, ObjectNode statement) {
    var policy = of(bus);
    var statements = without(policy, statement.path("Sid").asText());
    statements.add(statement);
    policy.set("Statement", statements);
    return checked(policy);
  }

  private static ObjectNode statement(Bus bus, PutPermissionRequest request) {
    var statement =
        JsonNodeFactory.instance
            .objectNode()
            .put("Sid", request.statementId())
            .put("Effect", "Allow");
    if (request.principal().equals("*")) {
      statement.put("Principal", "*");
    } else {
      statement.putObject("Principal").put("AWS", "arn:aws:iam::" + request.principal() + ":root");
    }
    statement.put("Action", request.action()).put("Resource", bus.arn());
    var condition = request.condition();
    if (condition != null) {
      statement
          .putObject("Condition")
          .putObject(condition.type())
          .put(condition.key(), condition.value());
    }
    return statement;
  }

  private RemovePermissionResponse remove(Caller caller, RemovePermissionRequest request) {
    var name = Optional.ofNullable(request.eventBusName()).orElse(Bus.DEFAULT);
    buses.update(
        caller.place(), name, bus -> bus.with(policyWithout(bus, request), clock.millis()));
    return RemovePermissionResponse.builder().build();
  }

  private static @Nullable String policyWithout(Bus bus, RemovePermissionRequest request) {
    if (Boolean.TRUE.equals(request.removeAllPermissions())) {
      return null;
    }
    var policy = of(bus);
    var statements = without(policy, String.valueOf(request.statementId()));
    if (statements.size() == policy.path("Statement").size()) {
      throw AwsError.of(
          "ResourceNotFoundException", "Statement with the provided id does not exist.");
    }
    policy.set("Statement", statements);
    return statements.isEmpty() ? null : policy.toString();
  }

  private static ObjectNode of(Bus bus) {
    if (bus.policy() != null) {
      return object(bus.policy());
    }
    var policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    policy.putArray("Statement");
    return policy;
  }

  private static ArrayNode without(ObjectNode policy, String statementId) {
    var kept = JsonNodeFactory.instance.arrayNode();
    var statements = policy.path("Statement");
    for (JsonNode statement :
        statements.isObject() ? JsonNodeFactory.instance.arrayNode().add(statements) : statements) {
      if (!statement.path("Sid").asText().equals(statementId)) {
        kept.add(statement);
      }
    }
    return kept;
  }

  private static ObjectNode object(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode policy && policy.has("Statement")) {
        return policy;
      }
    } catch (JsonProcessingException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static AwsError invalid() {
    return AwsError.validation(
        "Parameter Policy is not valid. Reason: it is not a policy document.");
  }

  private static String checked(ObjectNode policy) {
    var text = policy.toString();
    if (text.length() > LONGEST_POLICY) {
      throw AwsError.of(
          "PolicyLengthExceededException",
          "The event bus policy is too long. The limit is 10240 characters.");
    }
    return text;
  }
}
