package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;

class StopTest extends YardTest {
  private String id = "";

  @BeforeEach
  void twoBuildsAtOnce() {
    yard.create(
        Plan.pipeline(
            Plan.stage("Build", Plan.build("Left"), Plan.build("Right")),
            Plan.stage("Approve", Plan.approval())));
    id = yard.first("shop");
    yard.untilBuilding("left", 1);
    yard.untilBuilding("right", 1);
  }

  private void stop(boolean abandon) {
    yard.call(
        "StopPipelineExecution",
        StopPipelineExecutionRequest.builder()
            .pipelineName("shop")
            .pipelineExecutionId(id)
            .abandon(abandon)
            .reason("No more, please")
            .build(),
        StopPipelineExecutionResponse.class);
  }

  @Test
  void letsParallelActionsEndAndStartsNothingAfterThem() {
    stop(false);
    assertThat(yard.status("shop", id)).isEqualTo("Stopping");
    assertThat(yard.stage("shop", "Build").latestExecution().statusAsString())
        .isEqualTo("Stopping");
    succeed("left");
    assertThat(yard.status("shop", id)).isEqualTo("Stopping");
    succeed("right");
    yard.untilStatus("shop", id, "Stopped");
    assertThat(yard.builds.stopped).isEmpty();
    assertThat(yard.told(id))
        .containsSubsequence(
            "pipeline STOPPING",
            "stage Build STOPPING",
            "action Left SUCCEEDED",
            "action Right SUCCEEDED",
            "stage Build STOPPED",
            "pipeline STOPPED");
    assertThat(yard.executions("shop").getFirst().stopTrigger().reason())
        .isEqualTo("No more, please");
  }

  @Test
  void abandoningEndsItAtOnceAndStopsTheBuilds() {
    stop(true);
    assertThat(yard.status("shop", id)).isEqualTo("Stopped");
    yard.until(() -> yard.builds.stopped.size() == 2);
    assertThat(yard.told(id))
        .contains("pipeline STOPPING", "action Left ABANDONED", "action Right ABANDONED")
        .endsWith("stage Build STOPPED", "pipeline STOPPED");
    assertThat(yard.action("shop", id, "Left").statusAsString()).isEqualTo("Abandoned");
  }

  @Test
  void whatAnAbandonedActionSaysLaterIsNotHeard() {
    stop(true);
    List<String> before = yard.told(id);
    succeed("left");
    assertThat(yard.told(id)).isEqualTo(before);
    assertThat(yard.action("shop", id, "Left").statusAsString()).isEqualTo("Abandoned");
  }

  @Test
  void askedTwiceItIsADuplicateUnlessTheSecondAbandons() {
    stop(false);
    refused("DuplicatedStopRequestException", () -> stop(false));
    stop(true);
    assertThat(yard.status("shop", id)).isEqualTo("Stopped");
    assertThat(yard.events(id, "pipeline STOPPING")).hasSize(1);
  }

  @Test
  void whatHasEndedCannotBeStopped() {
    stop(true);
    refused("PipelineExecutionNotStoppableException", () -> stop(false));
    refused("PipelineExecutionNotStoppableException", () -> stop(true));
    id = "00000000-0000-0000-0000-000000000000";
    refused("PipelineExecutionNotStoppableException", () -> stop(false));
  }

  @Test
  void anExecutionThatWaitsForAStageStopsAtOnce() {
    String second = yard.start("shop");
    yard.until(() -> yard.stage("shop", "Build").inboundExecution() != null);
    id = second;
    stop(false);
    assertThat(yard.status("shop", id)).isEqualTo("Stopped");
    assertThat(yard.stage("shop", "Build").inboundExecution()).isNull();
  }

  @Test
  void theReasonIsInTheEvent() {
    stop(false);
    assertThat(
            yard.events(id, "pipeline STOPPING")
                .getFirst()
                .path("stop-execution-comments")
                .asText())
        .isEqualTo("No more, please");
  }
}
