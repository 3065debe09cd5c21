package dev.signalbox.local.ecs.deployment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** One hook asked at one stage, and how that stands. */
final class HookRun {
  enum Status {
    AWAITING_ACTION,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    TIMED_OUT
  }

  private final String id = UUID.randomUUID().toString();
  private final Hook hook;
  private final Stage stage;
  private final Instant expiresAt;
  private volatile Status status;
  private volatile String action = "";

  HookRun(Hook hook, Stage stage, Instant now) {
    this.hook = hook;
    this.stage = stage;
    this.expiresAt = now.plus(hook.timeout());
    this.status = hook.pause() ? Status.AWAITING_ACTION : Status.IN_PROGRESS;
  }

  String id() {
    return id;
  }

  Hook hook() {
    return hook;
  }

  Stage stage() {
    return stage;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  Status status() {
    return status;
  }

  /** Whether it was still open: what has ended stays as it ended. */
  synchronized boolean become(Status next) {
    boolean open = isOpen();
    if (open) {
      status = next;
    }
    return open;
  }

  boolean isOpen() {
    return status == Status.AWAITING_ACTION || status == Status.IN_PROGRESS;
  }

  /** What a person has decided: CONTINUE or ROLLBACK; empty until then. */
  String action() {
    return action;
  }

  void decide(String decided) {
    action = decided;
  }

  /** As DescribeServiceDeployments shows it. */
  ObjectNode json() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("hookId", id)
            .put("targetType", hook.pause() ? "PAUSE" : "AWS_LAMBDA")
            .put("status", status.toString())
            .put("expiresAt", expiresAt.toEpochMilli() / 1000.0)
            .put("timeoutAction", hook.continues() ? "CONTINUE" : "ROLLBACK");
    if (!hook.pause()) {
      json.put("targetArn", hook.function());
    }
    return json;
  }
}
