package dev.signalbox.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;

/** The operations that add and remove single statements of a queue's policy. */
final class PermissionOperations {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> ACTIONS =
      Set.of(
          "*",
          "ChangeMessageVisibility",
          "DeleteMessage",
          "GetQueueAttributes",
          "GetQueueUrl",
          "ListDeadLetterSourceQueues",
          "PurgeQueue",
          "ReceiveMessage",
          "SendMessage");

  private final QueueHouse house;
  private final QueueOperations queues;

  PermissionOperations(QueueHouse house, QueueOperations queues) {
    this.house = house;
    this.queues = queues;
  }

  void addTo(Service service) {
    service
        .on("AddPermission", AddPermissionRequest::builder, this::add)
        .on("RemovePermission", RemovePermissionRequest::builder, this::remove);
  }

  private AddPermissionResponse add(Caller caller, AddPermissionRequest request) {
    for (String action : request.actions()) {
      if (!ACTIONS.contains(action)) {
        throw SqsError.invalidValue(
            "SQS:" + action,
            "ActionName",
            "Please refer to the appropriate WSDL for a list of valid actions. ");
      }
    }
    Queue queue = house.forCaller(caller, request.queueUrl(), "AddPermission");
    changeStatements(
        queue,
        statements -> {
          if (!others(statements, request.label()).equals(statements)) {
            throw SqsError.invalidValue(request.label(), "Label", "Already exists.");
          }
          return statements.add(statement(queue, request));
        });
    return AddPermissionResponse.builder().build();
  }

  private static ObjectNode statement(Queue queue, AddPermissionRequest request) {
    ObjectNode statement =
        JsonNodeFactory.instance.objectNode().put("Sid", request.label()).put("Effect", "Allow");
    statement
        .putObject("Principal")
        .set(
            "AWS",
            oneOrMore(
                request.awsAccountIds().stream()
                    .map(account -> "arn:aws:iam::" + account + ":root")
                    .toList()));
    statement.set(
        "Action", oneOrMore(request.actions().stream().map(action -> "SQS:" + action).toList()));
    return statement.put("Resource", queue.arn());
  }

  private static JsonNode oneOrMore(List<String> texts) {
    if (texts.size() == 1) {
      return JsonNodeFactory.instance.textNode(texts.getFirst());
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    texts.forEach(all::add);
    return all;
  }

  private RemovePermissionResponse remove(Caller caller, RemovePermissionRequest request) {
    changeStatements(
        house.forCaller(caller, request.queueUrl(), "RemovePermission"),
        statements -> {
          ArrayNode kept = others(statements, request.label());
          if (kept.equals(statements)) {
            throw SqsError.invalidValue(request.label(), "Label", "can't find label.");
          }
          return kept;
        });
    return RemovePermissionResponse.builder().build();
  }

  private static ArrayNode others(ArrayNode statements, String label) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    statements.forEach(statement -> {
      if (!statement.path("Sid").asText().equals(label)) {
        kept.add(statement);
      }
    });
    return kept;
  }

  /** A policy without statements is none. */
  private void changeStatements(Queue queue, UnaryOperator<ArrayNode> change) {
    ObjectNode policy = policy(queue);
    ArrayNode statements = change.apply(policy.withArray("Statement"));
    policy.set("Statement", statements);
    queues.set(queue, Map.of("Policy", statements.isEmpty() ? "" : policy.toString()));
  }

  private static ObjectNode policy(Queue queue) {
    String text = queue.attribute("Policy").orElse("");
    if (text.isEmpty()) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("Version", "2008-10-17")
          .put("Id", queue.arn() + "/SQSDefaultPolicy");
    }
    try {
      ObjectNode policy = (ObjectNode) JSON.readTree(text);
      if (policy.path("Statement").isObject()) {
        policy.set("Statement", JSON.createArrayNode().add(policy.path("Statement")));
      }
      return policy;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A policy is checked before it is kept", e);
    }
  }
}
