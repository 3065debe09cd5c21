package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Invocations;
import dev.signalbox.local.api.Invocations.Answer;
import dev.signalbox.local.ecs.deployment.HookRun.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A function that is asked, and asked again for as long as it says it is not done. */
final class FunctionHook {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int USUAL_DELAY_SECONDS = 30;

  /** No hook has longer than a day to answer. */
  private static final int LONGEST_DELAY_SECONDS = 86_400;

  private static final String DETAILS = "hookDetails";

  private final Subject subject;
  private final Hook hook;
  private final Clock clock;
  private final Invocations invocations;
  private final ObjectNode details;
  private volatile String complaint = "";

  FunctionHook(Subject subject, Hook hook, Clock clock, Invocations invocations) {
    this.subject = subject;
    this.hook = hook;
    this.clock = clock;
    this.invocations = invocations;
    this.details = hook.details().deepCopy();
  }

  String complaint() {
    return complaint;
  }

  /** Returns when the run is over: answered, out of time, or no longer of interest. */
  void ask(HookRun run, Weights test, Weights production, Watch watch) {
    while (run.status() == Status.IN_PROGRESS && !watch.isHalted()) {
      Duration delay = once(run, test, production);
      if (run.status() != Status.IN_PROGRESS) {
        return;
      }
      try {
        var next = clock.instant().plus(delay);
        watch.until(() -> run.status() != Status.IN_PROGRESS || !clock.instant().isBefore(next));
      } catch (Halt e) {
        return;
      }
    }
  }

  /** After what time it is to be asked again, if it is to be. */
  private Duration once(HookRun run, Weights test, Weights production) {
    ObjectNode event = subject.event(run.id(), run.stage(), test, production);
    if (!details.isEmpty()) {
      event.set(DETAILS, details.deepCopy());
    }
    try {
      Answer answer =
          invocations.invoke(
              subject.place(), hook.function(), event.toString().getBytes(StandardCharsets.UTF_8));
      return run.status() == Status.IN_PROGRESS ? taken(run, answer) : Duration.ZERO;
    } catch (AwsError e) {
      if (e.status() != 429) {
        fail(run, e.code() + ": " + e.getMessage());
      }
      return Duration.ofSeconds(USUAL_DELAY_SECONDS);
    } catch (RuntimeException e) {
      fail(run, "InternalError: " + e.getMessage());
      return Duration.ZERO;
    }
  }

  private Duration taken(HookRun run, Answer answer) {
    JsonNode said = parsed(answer.payload());
    if (answer.failed()) {
      fail(run, said.path("errorType").asText("") + ": " + said.path("errorMessage").asText(""));
      return Duration.ZERO;
    }
    switch (said.path("hookStatus").asText("")) {
      case "SUCCEEDED" -> run.become(Status.SUCCEEDED);
      case "FAILED" -> fail(run, "hookStatus FAILED");
      case "IN_PROGRESS" -> complaint = "";
      case "" -> fail(run, "HookStatus must not be null");
      default -> fail(run, "invalid hookStatus");
    }
    if (said.get(DETAILS) instanceof ObjectNode more) {
      details.setAll(more);
    }
    JsonNode delay = said.path("callBackDelay");
    return Duration.ofSeconds(
        delay.isNumber()
            ? Math.clamp(delay.asLong(), 0, LONGEST_DELAY_SECONDS)
            : USUAL_DELAY_SECONDS);
  }

  private void fail(HookRun run, String reason) {
    complaint = reason;
    run.become(Status.FAILED);
  }

  private static JsonNode parsed(byte[] payload) {
    try {
      JsonNode node = JSON.readTree(payload);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
