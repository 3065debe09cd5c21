package dev.signalbox.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events handed over without waiting for the answer: kept until they are done with, tried again
 * after one and after two minutes, and in the end reported to the function's on-failure destination
 * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">how
 * Lambda handles errors and retries</a>).
 */
final class AsyncInvocations {
  private static final Logger LOG = LoggerFactory.getLogger(AsyncInvocations.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WHILE_THROTTLED = Duration.ofSeconds(1);

  /** Runs an event; throws {@link AwsError} when it was not even tried. */
  @FunctionalInterface
  interface Runner {
    Outcome run(FunctionRecord function, byte[] event);
  }

  private final Table<AsyncInvocation> waiting;
  private final Clock clock;
  private final Queues queues;
  private final Runner runner;
  private final java.util.function.BiFunction<Place, String, FunctionRecord> functions;

  AsyncInvocations(
      Store store,
      Clock clock,
      Queues queues,
      Runner runner,
      java.util.function.BiFunction<Place, String, FunctionRecord> functions) {
    this.waiting = store.table("async-invocations", AsyncInvocation.class);
    this.clock = clock;
    this.queues = queues;
    this.runner = runner;
    this.functions = functions;
  }

  /** Takes up what a stop left behind. */
  void resume() {
    waiting.all().forEach(invocation -> Thread.ofVirtual().start(() -> attempt(invocation)));
  }

  void accept(FunctionRecord function, byte[] event) {
    AsyncInvocation invocation =
        new AsyncInvocation(
            UUID.randomUUID().toString(),
            function.account(),
            function.region(),
            function.name(),
            event,
            0,
            clock.instant().toEpochMilli());
    waiting.put(invocation.id(), invocation);
    Thread.ofVirtual().name("invocation " + invocation.id()).start(() -> attempt(invocation));
  }

  private void attempt(AsyncInvocation invocation) {
    FunctionRecord function;
    try {
      function =
          functions.apply(
              new Place(invocation.account(), invocation.region()), invocation.function());
    } catch (AwsError e) {
      waiting.remove(invocation.id());
      return;
    }
    try {
      switch (runner.run(function, invocation.event())) {
        case Outcome.Answered _ -> waiting.remove(invocation.id());
        case Outcome.Failed failed -> failed(function, invocation.failedOnce(), failed);
      }
    } catch (AwsError throttled) {
      if (tooOld(function, invocation)) {
        giveUp(
            function,
            invocation,
            "EventAgeExceeded",
            Outcome.Failed.because("Throttled", "Rate Exceeded."));
      } else {
        clock.after(WHILE_THROTTLED, () -> attempt(invocation));
      }
    } catch (RuntimeException e) {
      LOG.error("Function {} could not be run", function.name(), e);
      giveUp(
          function,
          invocation,
          "RetriesExhausted",
          Outcome.Failed.because("Runtime.Unknown", String.valueOf(e.getMessage())));
    }
  }

  private void failed(FunctionRecord function, AsyncInvocation invocation, Outcome.Failed outcome) {
    if (invocation.attempts() > function.retries()) {
      giveUp(function, invocation, "RetriesExhausted", outcome);
    } else if (tooOld(function, invocation)) {
      giveUp(function, invocation, "EventAgeExceeded", outcome);
    } else {
      waiting.put(invocation.id(), invocation);
      clock.after(Duration.ofMinutes(invocation.attempts()), () -> attempt(invocation));
    }
  }

  private boolean tooOld(FunctionRecord function, AsyncInvocation invocation) {
    Instant accepted = Instant.ofEpochMilli(invocation.acceptedMillis());
    return accepted.plusSeconds(function.maximumAgeSeconds()).isBefore(clock.instant());
  }

  private void giveUp(
      FunctionRecord function,
      AsyncInvocation invocation,
      String condition,
      Outcome.Failed outcome) {
    if (!function.onFailure().isEmpty()) {
      try {
        queues.send(
            function.onFailure(), record(function, invocation, condition, outcome), Map.of());
      } catch (AwsError e) {
        LOG.warn("The on-failure destination of {} refused: {}", function.name(), e.getMessage());
      }
    }
    waiting.remove(invocation.id());
  }

  private String record(
      FunctionRecord function,
      AsyncInvocation invocation,
      String condition,
      Outcome.Failed outcome) {
    ObjectNode record = JSON.createObjectNode();
    record.put("version", "1.0").put("timestamp", clock.instant().toString());
    record
        .putObject("requestContext")
        .put("requestId", invocation.id())
        .put("functionArn", function.arn() + ":$LATEST")
        .put("condition", condition)
        .put("approximateInvokeCount", invocation.attempts());
    record.set("requestPayload", tree(invocation.event()));
    record
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    record.set("responsePayload", tree(outcome.payload()));
    try {
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.getNodeFactory()
          .textNode(new String(json, java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
