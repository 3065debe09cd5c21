package dev.signalbox.local.pipeline.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.pipeline.definition.Pipeline;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** The events of pipelines, stages and actions, as AWS documents them. */
public final class Announcements {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Events events;

  public Announcements(Events events) {
    this.events = events;
  }

  void pipeline(Pipeline pipeline, Execution execution, String state) {
    ObjectNode detail = common(pipeline, execution, execution.started(), state);
    if (state.equals("STARTED")) {
      detail
          .putObject("execution-trigger")
          .put("trigger-type", execution.trigger().type())
          .put("trigger-detail", execution.trigger().detail());
    }
    if (state.equals("STOPPING")) {
      execution.stopReason().ifPresent(it -> detail.put("stop-execution-comments", it));
    }
    emit(pipeline, "CodePipeline Pipeline Execution State Change", detail);
  }

  void stage(Pipeline pipeline, Execution execution, StageRun run, String state) {
    ObjectNode detail = common(pipeline, execution, run.started(), state);
    detail.put("stage", run.name());
    run.lastRetry().ifPresent(at -> detail.put("stage-last-retry-attempt-time", MILLIS.format(at)));
    emit(pipeline, "CodePipeline Stage Execution State Change", detail);
  }

  void action(
      Pipeline pipeline,
      Execution execution,
      String stage,
      ActionDeclaration action,
      ActionRun run) {
    action(pipeline, execution, stage, action, run, run.status().event());
  }

  void action(
      Pipeline pipeline,
      Execution execution,
      String stage,
      ActionDeclaration action,
      ActionRun run,
      String state) {
    ObjectNode detail = common(pipeline, execution, run.started(), state);
    detail.put("stage", stage);
    detail.put("action-execution-id", run.id());
    detail.put("action", run.action());
    detail.put("region", Work.placeOf(pipeline, action).region());
    ActionTypeId type = action.actionTypeId();
    detail
        .putObject("type")
        .put("owner", type.ownerAsString())
        .put("provider", type.provider())
        .put("category", type.categoryAsString())
        .put("version", type.version());
    if (run.is(Status.IN_PROGRESS)) {
      artifacts(detail.putArray("input-artifacts"), run.inputs());
    } else {
      if (run.is(Status.SUCCEEDED)) {
        artifacts(detail.putArray("output-artifacts"), run.outputs());
      }
      result(detail, run);
    }
    emit(pipeline, "CodePipeline Action Execution State Change", detail);
  }

  private static void result(ObjectNode detail, ActionRun run) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    External external = run.external();
    external.url().ifPresent(it -> result.put("external-execution-url", it));
    external
        .summary()
        .or(() -> run.failure().map(Failure::message))
        .ifPresent(it -> result.put("external-execution-summary", it));
    external.id().ifPresent(it -> result.put("external-execution-id", it));
    run.failure().ifPresent(it -> result.put("error-code", it.code()));
    if (!result.isEmpty()) {
      detail.set("execution-result", result);
    }
  }

  private static void artifacts(ArrayNode array, List<Artifact> artifacts) {
    for (Artifact artifact : artifacts) {
      ObjectNode node = array.addObject();
      node.put("name", artifact.name());
      node.putObject("s3location").put("bucket", artifact.bucket()).put("key", artifact.key());
    }
  }

  private static ObjectNode common(
      Pipeline pipeline, Execution execution, Instant start, String state) {
    // Versions and attempts are floats in AWS's events.
    return JsonNodeFactory.instance
        .objectNode()
        .put("pipeline", pipeline.name())
        .put("execution-id", execution.id())
        .put("start-time", MILLIS.format(start))
        .put("state", state)
        .put("version", (double) execution.version())
        .put("pipeline-execution-attempt", (double) execution.attempt());
  }

  private void emit(Pipeline pipeline, String detailType, ObjectNode detail) {
    events.emit(pipeline.place(), "aws.codepipeline", detailType, List.of(pipeline.arn()), detail);
  }
}
