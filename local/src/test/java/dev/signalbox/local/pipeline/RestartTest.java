package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;

/** What becomes of pipelines when local stops and starts again on the same data. */
class RestartTest extends YardTest {
  @Test
  void pipelinesAndTheirHistoryAreStillThere() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    succeed("compile");
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Succeeded");
    yard.restart();
    assertThat(yard.status("shop", id)).isEqualTo("Succeeded");
    assertThat(yard.actions("shop", id)).hasSize(2);
    assertThat(yard.stage("shop", "Build").latestExecution().pipelineExecutionId()).isEqualTo(id);
    String next = yard.start("shop");
    assertThat(yard.executions("shop").getFirst().pipelineExecutionId()).isEqualTo(next);
  }

  @Test
  void aBuildThatRanFailsAndCanBeRetried() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
    String id = yard.first("shop");
    yard.restart();
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.action("shop", id, "Compile").output().executionResult().errorDetails())
        .satisfies(error -> {
          assertThat(error.code()).isEqualTo("SystemUnavailable");
          assertThat(error.message()).contains("stopped").contains("retry the stage");
        });
    int before = yard.builds.started.size();
    yard.call(
        "RetryStageExecution",
        RetryStageExecutionRequest.builder()
            .pipelineName("shop")
            .stageName("Build")
            .pipelineExecutionId(id)
            .retryMode("FAILED_ACTIONS")
            .build(),
        RetryStageExecutionResponse.class);
    yard.until(() -> yard.builds.started.size() > before);
  }

  @Test
  void whoWaitedGoesOnWhenTheStageIsFreed() {
    yard.create(
        Plan.pipeline(
            it -> it.executionMode("QUEUED"), Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
    String second = yard.start("shop");
    yard.until(() -> yard.stage("shop", "Build").inboundExecution() != null);
    int before = yard.builds.started.size();
    yard.restart();
    yard.untilStatus("shop", yard.first("shop"), "Failed");
    yard.until(() -> yard.builds.started.size() > before);
    assertThat(yard.stage("shop", "Build").latestExecution().pipelineExecutionId())
        .isEqualTo(second);
  }

  @Test
  void whatABuildSaysAfterTheEndIsNotHeard() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
    String id = yard.first("shop");
    yard.pipelines.close();
    succeed("compile");
    yard.restart();
    yard.untilStatus("shop", id, "Failed");
  }
}
