package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionType;

class ExecutionTest {
  @TempDir Path directory;
  private Yard yard;

  @BeforeEach
  void open() {
    yard = new Yard(directory);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void aNewPipelineRunsAtOnceToItsEnd() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
    yard.builds.end("compile", "SUCCEEDED", Map.of(), Map.of());
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Succeeded");
    assertThat(yard.told(id))
        .containsExactly(
            "pipeline STARTED",
            "stage Source STARTED",
            "action Checkout STARTED",
            "action Checkout SUCCEEDED",
            "stage Source SUCCEEDED",
            "stage Build STARTED",
            "action Compile STARTED",
            "action Compile SUCCEEDED",
            "stage Build SUCCEEDED",
            "pipeline SUCCEEDED");
    PipelineExecution execution = yard.execution("shop", id);
    assertThat(execution.trigger().triggerTypeAsString()).isEqualTo("CreatePipeline");
    assertThat(execution.trigger().triggerDetail())
        .isEqualTo("arn:aws:iam::111111111111:user/tester");
    assertThat(execution.artifactRevisions().getFirst().revisionId()).isEqualTo(Yard.HEAD);
  }

  @Test
  void anExecutionTakesTheCommitItWasStartedForAndNotTheHead() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
    yard.builds.end("compile", "SUCCEEDED", Map.of(), Map.of());
    yard.untilStatus("shop", yard.first("shop"), "Succeeded");
    String older = FakeRepositories.id('b');
    yard.repositories.push("main", older, "Older");
    yard.repositories.push("main", FakeRepositories.id('c'), "Head");
    String id =
        yard.start(
            "shop",
            it ->
                it.sourceRevisions(
                    SourceRevisionOverride.builder()
                        .actionName("Checkout")
                        .revisionType(SourceRevisionType.COMMIT_ID)
                        .revisionValue(older)
                        .build()));
    yard.untilBuilding("compile", 1);
    assertThat(yard.builds.running("compile").getFirst().request().sources().getFirst().version())
        .isEqualTo(older);
    assertThat(yard.action("shop", id, "Checkout").output().outputVariables())
        .containsEntry("CommitId", older)
        .containsEntry("BranchName", "main")
        .containsEntry("CommitMessage", "Older");
  }

  @Test
  void aFailedBuildFailsStageAndExecution() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Compile"))));
    yard.untilBuilding("compile", 1);
    yard.builds.end("compile", "FAILED", Map.of(), Map.of());
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.told(id))
        .endsWith("action Compile FAILED", "stage Build FAILED", "pipeline FAILED");
    var result = yard.action("shop", id, "Compile").output().executionResult();
    assertThat(result.errorDetails().code()).isEqualTo("JobFailed");
    assertThat(result.errorDetails().message()).contains("FAILED").contains("exit status 1");
    assertThat(result.externalExecutionId()).isEqualTo("compile:build-1");
  }

  @Test
  void aProjectThatIsNotThereFailsTheActionWithCodeBuildsOwnWords() {
    yard.create(Plan.pipeline(Plan.stage("Build", Plan.build("Missing"))));
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.action("shop", id, "Missing").output().executionResult().errorDetails())
        .satisfies(it -> assertThat(it.message()).contains("ResourceNotFoundException"));
  }

  @Test
  void anActionOfAProviderThatIsNotHereFailsAndSaysSo() {
    var beanstalk =
        Plan.build("Deploy").toBuilder()
            .actionTypeId(Plan.type("Deploy", "ElasticBeanstalk"))
            .configuration(Map.of("ApplicationName", "a", "EnvironmentName", "e"))
            .build();
    yard.create(Plan.pipeline(Plan.stage("Deploy", beanstalk)));
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.action("shop", id, "Deploy").output().executionResult().errorDetails())
        .satisfies(it ->
            assertThat(it.message()).contains("does not implement").contains("ElasticBeanstalk"));
  }

  @Test
  void theArtifactOfTheSourceIsAZipInThePipelinesBucket() {
    yard.create(Plan.pipeline(Plan.stage("Approve", Plan.approval())));
    String id = yard.first("shop");
    yard.until(() -> yard.actions("shop", id).size() == 2);
    var artifact = yard.action("shop", id, "Checkout").output().outputArtifacts().getFirst();
    assertThat(artifact.s3location().bucket()).isEqualTo("artifacts");
    assertThat(artifact.s3location().key()).matches("shop/Source/[A-Za-z0-9]{7}");
    assertThat(yard.objects.keys("artifacts")).containsExactly(artifact.s3location().key());
  }
}
