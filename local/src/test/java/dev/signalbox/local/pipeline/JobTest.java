package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.ActionConfigurationProperty;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.Job;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineContext;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;

class JobTest extends YardTest {
  private static final ActionTypeId CUSTOM =
      ActionTypeId.builder().category("Test").owner("Custom").provider("Lab").version("1").build();

  private static ActionDeclaration gate() {
    return ActionDeclaration.builder()
        .name("Gate")
        .namespace("GateVariables")
        .actionTypeId(Plan.type("Invoke", "Lambda"))
        .configuration(
            Map.of("FunctionName", "gate", "UserParameters", "#{codepipeline.PipelineExecutionId}"))
        .inputArtifacts(InputArtifact.builder().name("Source").build())
        .outputArtifacts(OutputArtifact.builder().name("Report").build())
        .build();
  }

  private String called() {
    yard.create(Plan.pipeline(Plan.stage("Gate", gate())));
    yard.until(() -> yard.functions.calls.size() == 1);
    return yard.first("shop");
  }

  private void succeeded(PutJobSuccessResultRequest.Builder request) {
    yard.call("PutJobSuccessResult", request.build(), PutJobSuccessResultResponse.class);
  }

  private static PutJobSuccessResultRequest.Builder success(String job) {
    return PutJobSuccessResultRequest.builder().jobId(job);
  }

  private void failed(String job) {
    yard.call(
        "PutJobFailureResult",
        PutJobFailureResultRequest.builder()
            .jobId(job)
            .failureDetails(it -> it.type("ConfigurationError").message("Error rate 7 %"))
            .build(),
        PutJobFailureResultResponse.class);
  }

  @Test
  void theFunctionIsToldItsJobAndNotThePipeline() {
    String id = called();
    JsonNode job = yard.functions.calls.getFirst();
    assertThat(job.get("accountId").asText()).isEqualTo("111111111111");
    JsonNode data = job.get("data");
    assertThat(data.at("/actionConfiguration/configuration/UserParameters").asText()).isEqualTo(id);
    assertThat(data.at("/inputArtifacts/0/location/s3Location/bucketName").asText())
        .isEqualTo("artifacts");
    assertThat(data.at("/outputArtifacts/0/name").asText()).isEqualTo("Report");
    assertThat(data.at("/artifactCredentials/accessKeyId").asText()).isEqualTo("ASIAROLE");
    assertThat(data.has("pipelineContext")).isFalse();
    assertThat(data.has("actionTypeId")).isFalse();
    PipelineContext context =
        yard.call(
                "GetJobDetails",
                GetJobDetailsRequest.builder().jobId(yard.functions.job(0)).build(),
                GetJobDetailsResponse.class)
            .jobDetails()
            .data()
            .pipelineContext();
    assertThat(context.pipelineName()).isEqualTo("shop");
    assertThat(context.pipelineExecutionId()).isEqualTo(id);
    assertThat(context.action().actionExecutionId())
        .isEqualTo(yard.action("shop", id, "Gate").actionExecutionId());
  }

  @Test
  void itsAnswerEndsTheActionWithItsVariables() {
    String id = called();
    succeeded(
        success(yard.functions.job(0))
            .outputVariables(Map.of("verdict", "pass"))
            .executionDetails(it -> it.summary("fine").externalExecutionId("check-1")));
    yard.untilStatus("shop", id, "Succeeded");
    var output = yard.action("shop", id, "Gate").output();
    assertThat(output.outputVariables()).containsEntry("verdict", "pass");
    assertThat(output.executionResult().externalExecutionId()).isEqualTo("check-1");
    assertThat(output.outputArtifacts().getFirst().name()).isEqualTo("Report");
  }

  @Test
  void itsRefusalFailsTheAction() {
    String id = called();
    failed(yard.functions.job(0));
    yard.untilStatus("shop", id, "Failed");
    var error = yard.action("shop", id, "Gate").output().executionResult().errorDetails();
    assertThat(error.code()).isEqualTo("ConfigurationError");
    assertThat(error.message()).isEqualTo("Error rate 7 %");
  }

  @Test
  void aJobIsAnsweredOnce() {
    called();
    String job = yard.functions.job(0);
    succeeded(success(job));
    refused("InvalidJobStateException", () -> succeeded(success(job)));
    refused("InvalidJobStateException", () -> failed(job));
    refused(
        "JobNotFoundException", () -> succeeded(success("00000000-0000-0000-0000-000000000000")));
  }

  @Test
  void aContinuationTokenIsANewJobForTheSameAction() {
    String id = called();
    succeeded(success(yard.functions.job(0)).continuationToken("step-2"));
    assertThat(yard.functions.calls).hasSize(1);
    yard.clock.advance(Duration.ofSeconds(30));
    yard.until(() -> yard.functions.calls.size() == 2);
    assertThat(yard.functions.calls.get(1).at("/data/continuationToken").asText())
        .isEqualTo("step-2");
    assertThat(yard.functions.job(1)).isNotEqualTo(yard.functions.job(0));
    succeeded(success(yard.functions.job(1)));
    yard.untilStatus("shop", id, "Succeeded");
    assertThat(yard.events(id, "action Gate STARTED")).hasSize(1);
  }

  @Test
  void variablesComeWithTheLastAnswerAndAreNotTooLarge() {
    called();
    String job = yard.functions.job(0);
    refused(
        "ValidationException",
        () -> succeeded(success(job).continuationToken("t").outputVariables(Map.of("a", "b"))));
    refused(
        "OutputVariablesSizeExceededException",
        () -> succeeded(success(job).outputVariables(Map.of("a", "x".repeat(122_880)))));
    succeeded(success(job));
  }

  @Test
  void silenceFailsTheActionAfterTwentyMinutes() {
    String id = called();
    yard.until(() -> yard.clock.waiting() == 1);
    yard.clock.advance(Duration.ofMinutes(20));
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.action("shop", id, "Gate").output().executionResult().errorDetails().message())
        .contains("failed to return a result");
  }

  @Test
  void aFunctionThatIsNotThereFailsTheAction() {
    var missing =
        gate().toBuilder().configuration(Map.of("FunctionName", "nope")).namespace(null).build();
    yard.create(Plan.pipeline(Plan.stage("Gate", missing)));
    yard.untilStatus("shop", yard.first("shop"), "Failed");
  }

  @Test
  void aRoleThatIsNotThereFailsTheAction() {
    yard.create(
        Plan.pipeline(
            it -> it.roleArn("arn:aws:iam::111111111111:role/unknown"),
            Plan.stage("Gate", gate())));
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.action("shop", id, "Gate").output().executionResult().errorDetails().message())
        .contains("is not authorized to perform AssumeRole");
  }

  @Test
  void afterARestartTheFunctionIsCalledAgainForTheSameJob() {
    String id = called();
    yard.restart();
    yard.until(() -> yard.functions.calls.size() == 2);
    assertThat(yard.functions.job(1)).isEqualTo(yard.functions.job(0));
    succeeded(success(yard.functions.job(0)));
    yard.untilStatus("shop", id, "Succeeded");
  }

  private void createType() {
    yard.call(
        "CreateCustomActionType",
        CreateCustomActionTypeRequest.builder()
            .category("Test")
            .provider("Lab")
            .version("1")
            .configurationProperties(
                ActionConfigurationProperty.builder()
                    .name("Bench")
                    .required(true)
                    .key(true)
                    .secret(false)
                    .build())
            .inputArtifactDetails(it -> it.minimumCount(0).maximumCount(1))
            .outputArtifactDetails(it -> it.minimumCount(0).maximumCount(1))
            .build(),
        CreateCustomActionTypeResponse.class);
  }

  private PollForJobsResponse poll() {
    return yard.call(
        "PollForJobs",
        PollForJobsRequest.builder().actionTypeId(CUSTOM).maxBatchSize(5).build(),
        PollForJobsResponse.class);
  }

  @Test
  void aWorkerOfOnesOwnFetchesAcknowledgesAndAnswers() {
    createType();
    var action =
        Plan.build("Measure").toBuilder()
            .actionTypeId(CUSTOM)
            .configuration(Map.of("Bench", "b1"))
            .build();
    yard.create(Plan.pipeline(Plan.stage("Test", action)));
    String id = yard.first("shop");
    yard.until(() -> poll().hasJobs() && !poll().jobs().isEmpty());
    Job job = poll().jobs().getFirst();
    assertThat(job.data().pipelineContext().pipelineExecutionId()).isEqualTo(id);
    refused("InvalidNonceException", () -> acknowledge(job.id(), "0"));
    refused("InvalidJobStateException", () -> succeeded(success(job.id())));
    assertThat(acknowledge(job.id(), job.nonce())).isEqualTo("InProgress");
    assertThat(poll().jobs()).isEmpty();
    succeeded(success(job.id()));
    yard.untilStatus("shop", id, "Succeeded");
  }

  private String acknowledge(String job, String nonce) {
    return yard.call(
            "AcknowledgeJob",
            AcknowledgeJobRequest.builder().jobId(job).nonce(nonce).build(),
            AcknowledgeJobResponse.class)
        .statusAsString();
  }

  @Test
  void aTypeNobodyMadeHasNoJobs() {
    refused("ActionTypeNotFoundException", this::poll);
  }
}
