package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

class EventTest extends YardTest {
  private String finished() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    fail("compile");
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Failed");
    return id;
  }

  @Test
  void aPipelineTellsWhatTriggeredIt() {
    String id = finished();
    ObjectNode started = yard.events(id, "pipeline STARTED").getFirst();
    assertThat(started.toString())
        .isEqualTo(
            "{\"pipeline\":\"shop\",\"execution-id\":\""
                + id
                + "\",\"start-time\":\"2026-11-21T10:00:00.000Z\",\"state\":\"STARTED\","
                + "\"version\":1.0,\"pipeline-execution-attempt\":1.0,"
                + "\"execution-trigger\":{\"trigger-type\":\"CreatePipeline\","
                + "\"trigger-detail\":\"arn:aws:iam::111111111111:user/tester\"},"
                + "\"detail-type\":\"CodePipeline Pipeline Execution State Change\"}");
    ObjectNode failed = yard.events(id, "pipeline FAILED").getFirst();
    assertThat(failed.has("execution-trigger")).isFalse();
  }

  @Test
  void anActionTellsItsTypeItsArtifactsAndItsResult() {
    String id = finished();
    ObjectNode checkout = yard.events(id, "action Checkout SUCCEEDED").getFirst();
    assertThat(checkout.get("type").toString())
        .isEqualTo(
            "{\"owner\":\"AWS\",\"provider\":\"CodeCommit\",\"category\":\"Source\",\"version\":\"1\"}");
    assertThat(checkout.at("/output-artifacts/0/name").asText()).isEqualTo("Source");
    assertThat(checkout.at("/output-artifacts/0/s3location/bucket").asText())
        .isEqualTo("artifacts");
    assertThat(checkout.at("/execution-result/external-execution-id").asText())
        .isEqualTo(Yard.HEAD);
    assertThat(checkout.at("/execution-result/external-execution-summary").asText())
        .isEqualTo("First commit");
    assertThat(checkout.get("region").asText()).isEqualTo("eu-west-1");
    ObjectNode compile = yard.events(id, "action Compile STARTED").getFirst();
    assertThat(compile.at("/input-artifacts/0/name").asText()).isEqualTo("Source");
    assertThat(compile.has("execution-result")).isFalse();
    ObjectNode failed = yard.events(id, "action Compile FAILED").getFirst();
    assertThat(failed.at("/execution-result/error-code").asText()).isEqualTo("JobFailed");
    assertThat(failed.at("/execution-result/external-execution-url").asText())
        .isEqualTo("https://logs/compile:build-1");
    assertThat(failed.has("output-artifacts")).isFalse();
  }

  @Test
  void actionEventsAreToldApartByTheirExecutionId() {
    String id = finished();
    ObjectNode started = yard.events(id, "action Compile STARTED").getFirst();
    assertThat(started.get("action-execution-id").asText())
        .isEqualTo(yard.action("shop", id, "Compile").actionExecutionId());
    assertThat(started.get("detail-type").asText())
        .isEqualTo("CodePipeline Action Execution State Change");
    assertThat(started.get("stage").asText()).isEqualTo("Build");
  }

  @Test
  void theVersionIsThatOfTheStructureTheExecutionRunsWith() {
    finished();
    yard.call(
        "UpdatePipeline",
        UpdatePipelineRequest.builder()
            .pipeline(Plan.pipeline(Plan.stage("Approve", Plan.approval())))
            .build(),
        UpdatePipelineResponse.class);
    String id = yard.start("shop");
    assertThat(yard.events(id, "pipeline STARTED").getFirst().get("version").toString())
        .isEqualTo("2.0");
  }

  @Test
  void aCommitMessageIsDataWhateverItHolds() {
    String message = "\"quotes\" ${IFS}\n\u0000 #{variables.X} ünï 🚂";
    yard.repositories.push("main", Yard.HEAD, message);
    String id = finished();
    assertThat(
            yard.events(id, "action Checkout SUCCEEDED")
                .getFirst()
                .at("/execution-result/external-execution-summary")
                .asText())
        .isEqualTo(message);
    assertThat(yard.action("shop", id, "Checkout").output().outputVariables())
        .containsEntry("CommitMessage", message);
  }

  @Test
  void aRuleThatStartsAPipelineIsItsTrigger() {
    finished();
    String rule = "arn:aws:events:eu-west-1:111111111111:rule/on-push";
    var json = JsonNodeFactory.instance.objectNode();
    json.putArray("sourceRevisions")
        .addObject()
        .put("actionName", "Checkout")
        .put("revisionType", "COMMIT_ID")
        .put("revisionValue", Yard.HEAD);
    String id = yard.pipelines.start(Yard.HERE, "shop", rule, json);
    var trigger = yard.execution("shop", id).trigger();
    assertThat(trigger.triggerTypeAsString()).isEqualTo("CloudWatchEvent");
    assertThat(trigger.triggerDetail()).isEqualTo(rule);
    var event = JsonNodeFactory.instance.objectNode();
    event.put("detail-type", "x").put("source", "y");
    yard.pipelines.start(Yard.HERE, "shop", rule, event);
    json.put("variables", Map.of("a", "b").toString());
    refused("ValidationException", () -> yard.pipelines.start(Yard.HERE, "shop", rule, json));
    refused(
        "PipelineNotFoundException", () -> yard.pipelines.start(Yard.HERE, "none", rule, event));
  }
}
