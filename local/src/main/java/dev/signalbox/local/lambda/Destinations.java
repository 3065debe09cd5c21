package dev.signalbox.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Queues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells others how an event ended that nobody waited for. */
record Destinations(Queues queues, Events events, Functions functions) {
  private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param condition Success, RetriesExhausted or EventAgeExceeded
   */
  record Ended(
      AsyncInvocation invocation,
      Resolved function,
      String condition,
      Outcome outcome,
      Instant at) {}

  void tell(String destination, Ended ended) {
    try {
      send(destination, ended);
    } catch (AwsError e) {
      LOG.warn(
          "Destination {} of {} refused: {}",
          destination,
          ended.function().invokedArn(),
          e.getMessage());
    }
  }

  private void send(String destination, Ended ended) {
    ObjectNode record = record(ended);
    Arn arn =
        Arn.parse(destination)
            .orElseThrow(() -> Catalogue.invalid("The destination is no ARN: " + destination));
    switch (arn.service()) {
      case "sqs" -> queues.send(destination, record.toString(), Map.of());
      case "lambda" ->
          functions.invokeAsync(
              arn.place(), destination, record.toString().getBytes(StandardCharsets.UTF_8));
      case "events" ->
          events.emit(
              arn.place(),
              "lambda",
              "Lambda Function Invocation Result - "
                  + (ended.condition().equals("Success") ? "Success" : "Failure"),
              List.of(ended.function().function().versionArn(), destination),
              record);
      default -> throw AwsError.notImplemented("lambda", "destinations of " + arn.service());
    }
  }

  /** The event itself, for the function's dead-letter queue. */
  void deadLetter(String queue, Ended ended) {
    String body = new String(ended.invocation().event(), StandardCharsets.UTF_8);
    String message = tree(ended.outcome().payload()).path("errorMessage").asText("");
    try {
      queues.send(
          queue,
          body,
          Map.of(
              "RequestID",
              ended.invocation().id(),
              "ErrorCode",
              "200",
              "ErrorMessage",
              message.isEmpty() ? "-" : message.substring(0, Math.min(1024, message.length()))));
    } catch (AwsError e) {
      LOG.warn("Dead-letter queue {} refused: {}", queue, e.getMessage());
    }
  }

  private static ObjectNode record(Ended ended) {
    FunctionRecord function = ended.function().function();
    ObjectNode record = JSON.createObjectNode();
    record.put("version", "1.0").put("timestamp", ended.at().toString());
    record
        .putObject("requestContext")
        .put("requestId", ended.invocation().id())
        .put("functionArn", function.arn() + ":" + ended.function().qualifier())
        .put("condition", ended.condition())
        .put("approximateInvokeCount", ended.invocation().attempts());
    record.set("requestPayload", tree(ended.invocation().event()));
    ObjectNode context =
        record
            .putObject("responseContext")
            .put("statusCode", 200)
            .put("executedVersion", function.version());
    if (ended.outcome() instanceof Outcome.Failed) {
      context.put("functionError", "Unhandled");
    }
    record.set("responsePayload", tree(ended.outcome().payload()));
    return record;
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.getNodeFactory().textNode(new String(json, StandardCharsets.UTF_8));
    }
  }
}
