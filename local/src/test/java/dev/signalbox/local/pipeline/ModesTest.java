package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;

class ModesTest extends YardTest {
  private void create(ExecutionMode mode) {
    yard.create(
        Plan.pipeline(it -> it.executionMode(mode), Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
  }

  @Test
  void ofTwoThatWaitForTheSameStageTheOlderIsSuperseded() {
    create(ExecutionMode.SUPERSEDED);
    String first = yard.first("shop");
    String second = yard.start("shop");
    yard.until(() -> yard.stage("shop", "Build").inboundExecution() != null);
    String third = yard.start("shop");
    yard.untilStatus("shop", second, "Superseded");
    assertThat(yard.told(second)).endsWith("stage Source SUCCEEDED", "pipeline SUPERSEDED");
    assertThat(yard.execution("shop", second).statusSummary()).contains(third);
    succeed("compile");
    yard.untilStatus("shop", first, "Succeeded");
    succeed("compile");
    yard.untilStatus("shop", third, "Succeeded");
  }

  @Test
  void aFailureFreesTheStage() {
    create(ExecutionMode.SUPERSEDED);
    String second = yard.start("shop");
    yard.until(() -> yard.stage("shop", "Build").inboundExecution() != null);
    fail("compile");
    yard.untilBuilding("compile", 1);
    assertThat(yard.stage("shop", "Build").latestExecution().pipelineExecutionId())
        .isEqualTo(second);
  }

  @Test
  void inAQueueEachRunsInItsTurn() {
    create(ExecutionMode.QUEUED);
    List<String> ids = new ArrayList<>(List.of(yard.first("shop")));
    for (int i = 0; i < 3; i++) {
      ids.add(yard.start("shop"));
    }
    yard.until(() -> yard.stage("shop", "Build").inboundExecutions().size() == 3);
    for (String id : ids) {
      yard.until(
          () -> yard.stage("shop", "Build").latestExecution().pipelineExecutionId().equals(id));
      succeed("compile");
      yard.untilStatus("shop", id, "Succeeded");
    }
  }

  @Test
  void aQueueHoldsFifty() {
    create(ExecutionMode.QUEUED);
    for (int i = 1; i < 50; i++) {
      yard.start("shop");
    }
    refused("ConcurrentPipelineExecutionsLimitExceededException", () -> yard.start("shop"));
  }

  @Test
  void inParallelTheyRunSideBySideAndStagesTellNothing() {
    create(ExecutionMode.PARALLEL);
    yard.start("shop");
    yard.start("shop");
    yard.untilBuilding("compile", 3);
    assertThat(yard.stage("shop", "Build").latestExecution()).isNull();
    assertThat(yard.stage("shop", "Build").inboundExecution()).isNull();
  }

  @Test
  void theSameCommitTwiceIsTwoExecutions() {
    create(ExecutionMode.QUEUED);
    String once = yard.start("shop");
    assertThat(yard.start("shop")).isNotEqualTo(once);
  }

  @Test
  void theSameClientTokenIsOneExecution() {
    create(ExecutionMode.QUEUED);
    String once = yard.start("shop", it -> it.clientRequestToken("delivery-1"));
    assertThat(yard.start("shop", it -> it.clientRequestToken("delivery-1"))).isEqualTo(once);
    assertThat(yard.start("shop", it -> it.clientRequestToken("delivery-2"))).isNotEqualTo(once);
    yard.restart();
    assertThat(yard.start("shop", it -> it.clientRequestToken("delivery-1"))).isEqualTo(once);
    assertThat(yard.executions("shop")).hasSize(3);
  }
}
