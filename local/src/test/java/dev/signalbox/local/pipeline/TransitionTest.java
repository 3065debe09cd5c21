package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

class TransitionTest extends YardTest {
  private void disable(String stage, String type) {
    yard.call(
        "DisableStageTransition",
        DisableStageTransitionRequest.builder()
            .pipelineName("shop")
            .stageName(stage)
            .transitionType(type)
            .reason("Freeze")
            .build(),
        DisableStageTransitionResponse.class);
  }

  private void enable(String stage) {
    yard.call(
        "EnableStageTransition",
        EnableStageTransitionRequest.builder()
            .pipelineName("shop")
            .stageName(stage)
            .transitionType("Inbound")
            .build(),
        EnableStageTransitionResponse.class);
  }

  private void create() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    succeed("compile");
    yard.untilStatus("shop", yard.first("shop"), "Succeeded");
  }

  @Test
  void aClosedDoorHoldsExecutionsUntilItOpens() {
    create();
    disable("Build", "Inbound");
    String id = yard.start("shop");
    yard.until(() -> yard.stage("shop", "Build").inboundExecution() != null);
    assertThat(yard.builds.running("compile")).isEmpty();
    TransitionState door = yard.stage("shop", "Build").inboundTransitionState();
    assertThat(door.enabled()).isFalse();
    assertThat(door.disabledReason()).isEqualTo("Freeze");
    assertThat(door.lastChangedBy()).isEqualTo("arn:aws:iam::111111111111:user/tester");
    enable("Build");
    succeed("compile");
    yard.untilStatus("shop", id, "Succeeded");
  }

  @Test
  void aClosedDoorStaysClosedAfterARestart() {
    create();
    disable("Build", "Inbound");
    String id = yard.start("shop");
    yard.until(() -> yard.stage("shop", "Build").inboundExecution() != null);
    yard.restart();
    assertThat(yard.stage("shop", "Build").inboundExecution().pipelineExecutionId()).isEqualTo(id);
    enable("Build");
    succeed("compile");
    yard.untilStatus("shop", id, "Succeeded");
  }

  @Test
  void theWayOutOfAStageIsTheWayIntoTheNext() {
    create();
    disable("Source", "Outbound");
    assertThat(yard.stage("shop", "Build").inboundTransitionState().enabled()).isFalse();
    refused("ValidationException", () -> disable("Build", "Outbound"));
  }

  @Test
  void aStageThatIsNotThereHasNoDoors() {
    create();
    refused("StageNotFoundException", () -> disable("Nope", "Inbound"));
    refused("StageNotFoundException", () -> enable("Nope"));
  }
}
