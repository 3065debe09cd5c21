package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ExecutionType;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

class RollbackTest extends YardTest {
  private static final String NEWER = FakeRepositories.id('f');

  private static PipelineDeclaration pipeline(@Nullable FailureConditions onFailure) {
    return Plan.pipeline(
        Plan.stage("Deploy", Plan.build("Deploy")).toBuilder().onFailure(onFailure).build());
  }

  private String good(PipelineDeclaration declaration) {
    yard.create(declaration);
    succeed("deploy");
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Succeeded");
    yard.repositories.push("main", NEWER, "Newer");
    return id;
  }

  private String rollback(String stage, String target) {
    return yard.call(
            "RollbackStage",
            RollbackStageRequest.builder()
                .pipelineName("shop")
                .stageName(stage)
                .targetPipelineExecutionId(target)
                .build(),
            RollbackStageResponse.class)
        .pipelineExecutionId();
  }

  @Test
  void aStageGoesBackToTheCommitItSucceededWith() {
    String good = good(pipeline(null));
    String bad = yard.start("shop");
    fail("deploy");
    yard.untilStatus("shop", bad, "Failed");
    String back = rollback("Deploy", good);
    yard.untilBuilding("deploy", 1);
    assertThat(yard.builds.running("deploy").getFirst().request().sources().getFirst().version())
        .isEqualTo(Yard.HEAD);
    succeed("deploy");
    yard.untilStatus("shop", back, "Succeeded");
    PipelineExecution execution = yard.execution("shop", back);
    assertThat(execution.executionType()).isEqualTo(ExecutionType.ROLLBACK);
    assertThat(execution.rollbackMetadata().rollbackTargetPipelineExecutionId()).isEqualTo(good);
    assertThat(execution.trigger().triggerTypeAsString()).isEqualTo("ManualRollback");
    assertThat(execution.artifactRevisions().getFirst().revisionId()).isEqualTo(Yard.HEAD);
    assertThat(yard.told(back)).noneMatch(line -> line.contains("Source"));
  }

  @Test
  void aFailureRollsBackByItselfWhereTheStageSaysSo() {
    String good = good(pipeline(FailureConditions.builder().result(Result.ROLLBACK).build()));
    String bad = yard.start("shop");
    fail("deploy");
    yard.untilStatus("shop", bad, "Failed");
    yard.until(() -> yard.executions("shop").size() == 3);
    String back = yard.executions("shop").getFirst().pipelineExecutionId();
    PipelineExecution execution = yard.execution("shop", back);
    assertThat(execution.trigger().triggerTypeAsString()).isEqualTo("AutomatedRollback");
    assertThat(execution.rollbackMetadata().rollbackTargetPipelineExecutionId()).isEqualTo(good);
    fail("deploy");
    yard.untilStatus("shop", back, "Failed");
    assertThat(yard.executions("shop")).as("a rollback is not rolled back").hasSize(3);
  }

  @Test
  void aFailureIsRetriedOnceWhereTheStageSaysSo() {
    yard.create(pipeline(FailureConditions.builder().result(Result.RETRY).build()));
    String id = yard.first("shop");
    fail("deploy");
    yard.until(() -> !yard.events(id, "stage Deploy RESUMED").isEmpty());
    assertThat(yard.stage("shop", "Deploy").retryStageMetadata().autoStageRetryAttempt())
        .isEqualTo(1);
    fail("deploy");
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.actions("shop", id)).hasSize(3);
  }

  @Test
  void onlyWhatSucceededInTheStageCanBeGoneBackTo() {
    String good = good(pipeline(null));
    String bad = yard.start("shop");
    fail("deploy");
    yard.untilStatus("shop", bad, "Failed");
    refused("UnableToRollbackStageException", () -> rollback("Deploy", bad));
    refused("UnableToRollbackStageException", () -> rollback("Source", good));
    refused("StageNotFoundException", () -> rollback("Nope", good));
    refused(
        "PipelineExecutionNotFoundException",
        () -> rollback("Deploy", "00000000-0000-0000-0000-000000000000"));
  }

  @Test
  void whatRanWithAnOlderStructureIsOutdated() {
    String good = good(pipeline(null));
    yard.call(
        "UpdatePipeline",
        UpdatePipelineRequest.builder()
            .pipeline(Plan.pipeline(Plan.stage("Deploy", Plan.build("Other"))))
            .build(),
        UpdatePipelineResponse.class);
    refused("PipelineExecutionOutdatedException", () -> rollback("Deploy", good));
  }

  @Test
  void aRollbackWithNothingToGoBackToDoesNotHappen() {
    yard.create(pipeline(FailureConditions.builder().result(Result.ROLLBACK).build()));
    String id = yard.first("shop");
    yard.until(() -> !yard.builds.running("deploy").isEmpty());
    yard.builds.end("deploy", "FAILED", Map.of(), Map.of());
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.executions("shop")).hasSize(1);
  }
}
