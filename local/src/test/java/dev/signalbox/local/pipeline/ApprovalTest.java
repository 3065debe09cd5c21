package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;

class ApprovalTest extends YardTest {
  private String waiting() {
    yard.create(
        Plan.pipeline(
            Plan.stage("Approve", Plan.approval()), Plan.stage("Build", Plan.build("Compile"))));
    String id = yard.first("shop");
    yard.until(() -> yard.actionState("shop", "Approve", "Approve").latestExecution() != null);
    return id;
  }

  private String token() {
    return yard.actionState("shop", "Approve", "Approve").latestExecution().token();
  }

  private PutApprovalResultResponse answer(
      String stage, String action, String token, ApprovalStatus status) {
    return yard.call(
        "PutApprovalResult",
        PutApprovalResultRequest.builder()
            .pipelineName("shop")
            .stageName(stage)
            .actionName(action)
            .token(token)
            .result(it -> it.status(status).summary("Läuft\n\"gut\""))
            .build(),
        PutApprovalResultResponse.class);
  }

  @Test
  void anApprovalLetsTheExecutionGoOn() {
    String id = waiting();
    PutApprovalResultResponse answer =
        answer("Approve", "Approve", token(), ApprovalStatus.APPROVED);
    assertThat(answer.approvedAt()).isEqualTo(yard.clock.instant());
    succeed("compile");
    yard.untilStatus("shop", id, "Succeeded");
    var run = yard.actionState("shop", "Approve", "Approve").latestExecution();
    assertThat(run.token()).isNull();
    assertThat(run.summary()).isEqualTo("Läuft\n\"gut\"");
    assertThat(run.lastUpdatedBy()).isEqualTo("arn:aws:iam::111111111111:user/tester");
  }

  @Test
  void aRejectionIsAFailure() {
    String id = waiting();
    answer("Approve", "Approve", token(), ApprovalStatus.REJECTED);
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.told(id))
        .endsWith("action Approve FAILED", "stage Approve FAILED", "pipeline FAILED");
    assertThat(yard.events(id, "action Approve FAILED").getFirst().at("/type/category").asText())
        .isEqualTo("Approval");
  }

  @Test
  void onlyTheRightTokenCounts() {
    waiting();
    refused(
        "InvalidApprovalTokenException",
        () ->
            answer(
                "Approve",
                "Approve",
                "1a2b3c4d-0000-4000-8000-000000000000",
                ApprovalStatus.APPROVED));
    assertThat(token()).isNotNull();
  }

  @Test
  void whatIsAnsweredCannotBeAnsweredAgain() {
    waiting();
    String token = token();
    answer("Approve", "Approve", token, ApprovalStatus.REJECTED);
    refused(
        "ApprovalAlreadyCompletedException",
        () -> answer("Approve", "Approve", token, ApprovalStatus.APPROVED));
  }

  @Test
  void stageAndActionHaveToBeThere() {
    waiting();
    String token = token();
    refused(
        "StageNotFoundException", () -> answer("Nope", "Approve", token, ApprovalStatus.APPROVED));
    refused(
        "ActionNotFoundException", () -> answer("Approve", "Nope", token, ApprovalStatus.APPROVED));
    refused(
        "InvalidApprovalTokenException",
        () -> answer("Build", "Compile", token, ApprovalStatus.APPROVED));
  }

  @Test
  void afterAWeekNobodyIsWaitedForAnyMore() {
    String id = waiting();
    yard.until(() -> yard.clock.waiting() == 1);
    yard.clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(yard.status("shop", id)).isEqualTo("InProgress");
    yard.clock.advance(Duration.ofSeconds(1));
    yard.untilStatus("shop", id, "Failed");
  }

  @Test
  void anActionCanWaitAShorterTime() {
    yard.create(
        Plan.pipeline(
            Plan.stage("Approve", Plan.approval().toBuilder().timeoutInMinutes(5).build())));
    yard.until(() -> yard.clock.waiting() == 1);
    yard.clock.advance(Duration.ofMinutes(5));
    yard.untilStatus("shop", yard.first("shop"), "Failed");
  }

  @Test
  void anAnsweredApprovalLeavesNoTimerBehind() {
    waiting();
    yard.until(() -> yard.clock.waiting() == 1);
    answer("Approve", "Approve", token(), ApprovalStatus.REJECTED);
    assertThat(yard.clock.waiting()).isZero();
  }

  @Test
  void inParallelModeTheTokenIsTheExternalId() {
    yard.create(
        Plan.pipeline(it -> it.executionMode("PARALLEL"), Plan.stage("Approve", Plan.approval())));
    String id = yard.first("shop");
    yard.until(() -> yard.actions("shop", id).size() == 2);
    assertThat(yard.actionState("shop", "Approve", "Approve").latestExecution()).isNull();
    String token =
        yard.action("shop", id, "Approve").output().executionResult().externalExecutionId();
    answer("Approve", "Approve", token, ApprovalStatus.APPROVED);
    yard.untilStatus("shop", id, "Succeeded");
  }

  @Test
  void itGoesOnWaitingAfterARestart() {
    String id = waiting();
    String token = token();
    yard.restart();
    assertThat(yard.status("shop", id)).isEqualTo("InProgress");
    answer("Approve", "Approve", token, ApprovalStatus.APPROVED);
    yard.until(() -> !yard.builds.running("compile").isEmpty());
  }

  @Test
  void aRestartDoesNotBeginTheWeekAnew() {
    String id = waiting();
    yard.until(() -> yard.clock.waiting() == 1);
    yard.clock.advance(Duration.ofDays(6));
    yard.restart();
    yard.until(() -> yard.clock.waiting() == 1);
    yard.clock.advance(Duration.ofDays(1));
    yard.untilStatus("shop", id, "Failed");
  }
}
