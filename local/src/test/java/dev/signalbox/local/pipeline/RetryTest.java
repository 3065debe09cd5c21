package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;

class RetryTest extends YardTest {
  private String id = "";

  @BeforeEach
  void oneBuildOfTwoFails() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Left"), Plan.build("Right"))));
    id = yard.first("shop");
    succeed("left");
    fail("right");
    yard.untilStatus("shop", id, "Failed");
  }

  private String retry(String execution, String stage, StageRetryMode mode) {
    return yard.call(
            "RetryStageExecution",
            RetryStageExecutionRequest.builder()
                .pipelineName("shop")
                .stageName(stage)
                .pipelineExecutionId(execution)
                .retryMode(mode)
                .build(),
            RetryStageExecutionResponse.class)
        .pipelineExecutionId();
  }

  @Test
  void onlyTheFailedActionRunsAgainInTheSameExecution() {
    assertThat(retry(id, "Build", StageRetryMode.FAILED_ACTIONS)).isEqualTo(id);
    assertThat(yard.status("shop", id)).isEqualTo("InProgress");
    yard.untilBuilding("right", 1);
    assertThat(yard.builds.running("left")).isEmpty();
    succeed("right");
    yard.untilStatus("shop", id, "Succeeded");
    assertThat(yard.told(id))
        .containsSubsequence(
            "pipeline FAILED",
            "pipeline RESUMED",
            "stage Build RESUMED",
            "action Right STARTED",
            "action Right SUCCEEDED",
            "stage Build SUCCEEDED",
            "pipeline SUCCEEDED");
    assertThat(yard.actions("shop", id)).hasSize(4);
    assertThat(yard.stage("shop", "Build").retryStageMetadata().manualStageRetryAttempt())
        .isEqualTo(1);
  }

  @Test
  void attemptsAreCountedInEvents() {
    retry(id, "Build", StageRetryMode.FAILED_ACTIONS);
    ObjectNode failed = yard.events(id, "pipeline FAILED").getFirst();
    ObjectNode resumed = yard.events(id, "stage Build RESUMED").getFirst();
    assertThat(failed.get("pipeline-execution-attempt").toString()).isEqualTo("1.0");
    assertThat(resumed.get("pipeline-execution-attempt").toString()).isEqualTo("2.0");
    assertThat(resumed.get("stage-last-retry-attempt-time").asText())
        .isEqualTo("2026-11-21T10:00:00.000Z");
    assertThat(failed.has("stage-last-retry-attempt-time")).isFalse();
  }

  @Test
  void everyActionRunsAgainWhenAskedFor() {
    retry(id, "Build", StageRetryMode.ALL_ACTIONS);
    succeed("left");
    succeed("right");
    yard.untilStatus("shop", id, "Succeeded");
    assertThat(yard.actions("shop", id)).hasSize(5);
  }

  @Test
  void aStageThatDidNotFailIsNotRetried() {
    refused("StageNotRetryableException", () -> retry(id, "Source", StageRetryMode.FAILED_ACTIONS));
    refused("StageNotFoundException", () -> retry(id, "Nope", StageRetryMode.FAILED_ACTIONS));
    retry(id, "Build", StageRetryMode.FAILED_ACTIONS);
    refused("StageNotRetryableException", () -> retry(id, "Build", StageRetryMode.FAILED_ACTIONS));
  }

  @Test
  void aNewerExecutionInTheStageStandsInTheWay() {
    yard.start("shop");
    yard.untilBuilding("left", 1);
    refused(
        "NotLatestPipelineExecutionException",
        () -> retry(id, "Build", StageRetryMode.FAILED_ACTIONS));
  }

  @Test
  void aRetryGoesOnWhileANewerExecutionWaitsOutside() {
    yard.call(
        "DisableStageTransition",
        DisableStageTransitionRequest.builder()
            .pipelineName("shop")
            .stageName("Build")
            .transitionType("Inbound")
            .reason("Busy")
            .build(),
        DisableStageTransitionResponse.class);
    String newer = yard.start("shop");
    yard.until(() -> yard.stage("shop", "Build").inboundExecution() != null);
    retry(id, "Build", StageRetryMode.FAILED_ACTIONS);
    succeed("right");
    yard.untilStatus("shop", id, "Succeeded");
    assertThat(yard.status("shop", newer)).isEqualTo("InProgress");
    assertThat(yard.stage("shop", "Build").inboundExecution().pipelineExecutionId())
        .isEqualTo(newer);
  }

  @Test
  void aFailedActionIsRetriedWhileAnotherStillRuns() {
    String newer = yard.start("shop");
    fail("left");
    yard.until(() -> yard.action("shop", newer, "Left").statusAsString().equals("Failed"));
    refused("StageNotRetryableException", () -> retry(newer, "Build", StageRetryMode.ALL_ACTIONS));
    retry(newer, "Build", StageRetryMode.FAILED_ACTIONS);
    succeed("left");
    succeed("right");
    yard.untilStatus("shop", newer, "Succeeded");
  }
}
