package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

class ChangeTest extends YardTest {
  private PipelineDeclaration update(PipelineDeclaration declaration) {
    return yard.call(
            "UpdatePipeline",
            UpdatePipelineRequest.builder().pipeline(declaration).build(),
            UpdatePipelineResponse.class)
        .pipeline();
  }

  private void delete(String name) {
    yard.call(
        "DeletePipeline",
        DeletePipelineRequest.builder().name(name).build(),
        DeletePipelineResponse.class);
  }

  private PipelineDeclaration get(@Nullable Integer version) {
    return yard.call(
            "GetPipeline",
            GetPipelineRequest.builder().name("shop").version(version).build(),
            GetPipelineResponse.class)
        .pipeline();
  }

  @Test
  void anUpdateIsANewVersionAndTheOldOneStays() {
    yard.create(Plan.pipeline(Plan.stage("Approve", Plan.approval())));
    assertThat(update(Plan.pipeline(Plan.stage("Build", Plan.build("Compile")))).version())
        .isEqualTo(2);
    assertThat(get(null).stages().get(1).name()).isEqualTo("Build");
    assertThat(get(1).stages().get(1).name()).isEqualTo("Approve");
    refused("PipelineVersionNotFoundException", () -> get(3));
  }

  @Test
  void anUpdateCancelsWhatRuns() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
    String id = yard.first("shop");
    update(Plan.pipeline(Plan.stage("Approve", Plan.approval())));
    assertThat(yard.status("shop", id)).isEqualTo("Cancelled");
    assertThat(yard.told(id))
        .endsWith("action Compile CANCELED", "stage Build CANCELED", "pipeline CANCELED");
    assertThat(yard.events(id, "pipeline CANCELED").getFirst().get("version").toString())
        .isEqualTo("1.0");
    yard.until(() -> !yard.builds.stopped.isEmpty());
    assertThat(yard.action("shop", id, "Compile").pipelineVersion()).isEqualTo(1);
  }

  @Test
  void anUpdateStartsNothing() {
    yard.create(Plan.pipeline(Plan.stage("Approve", Plan.approval())));
    update(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    assertThat(yard.executions("shop")).hasSize(1);
  }

  @Test
  void aPipelineThatIsNotThereIsNotUpdated() {
    refused(
        "ResourceNotFoundException",
        () -> update(Plan.pipeline(Plan.stage("Approve", Plan.approval()))));
  }

  @Test
  void deletedDuringARunThePipelineIsGoneWithItsBuildAndItsHistory() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
    String id = yard.first("shop");
    delete("shop");
    refused("PipelineNotFoundException", () -> yard.executions("shop"));
    yard.until(() -> !yard.builds.stopped.isEmpty());
    int told = yard.events.size();
    succeed("compile");
    assertThat(yard.events).hasSize(told);
    yard.create(Plan.pipeline(Plan.stage("Approve", Plan.approval())));
    assertThat(yard.executions("shop")).hasSize(1);
    refused("PipelineExecutionNotFoundException", () -> yard.execution("shop", id));
    assertThat(get(null).version()).isEqualTo(1);
  }

  @Test
  void deletingWhatIsNotThereIsNoError() {
    delete("nope");
  }
}
