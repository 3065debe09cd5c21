package dev.signalbox.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.acceptance.pipeline.AwsCommand.Ended;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The calls that CodePipeline's users know best, made with the command line they make them with.
 */
class PipelineCommandLineTest {
  private static final String PIPELINE =
      """
      {"pipeline": {"name": "%s", "roleArn": "arn:aws:iam::111111111111:role/pipelines",
        "pipelineType": "V2", "artifactStore": {"type": "S3", "location": "artifacts"},
        "stages": [
          {"name": "Source", "actions": [{"name": "Checkout",
            "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit",
              "version": "1"},
            "configuration": {"RepositoryName": "shop", "BranchName": "main",
              "PollForSourceChanges": "false"},
            "outputArtifacts": [{"name": "Source"}]}]},
          {"name": "Release", "actions": [{"name": "Approve",
            "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual",
              "version": "1"}}]}]}}
      """;

  private static final String BUILDING =
      """
      {"pipeline": {"name": "built", "roleArn": "arn:aws:iam::111111111111:role/pipelines",
        "pipelineType": "V2", "executionMode": "QUEUED",
        "variables": [{"name": "TARGET", "defaultValue": "dev"}],
        "artifactStore": {"type": "S3", "location": "artifacts"},
        "stages": [
          {"name": "Source", "actions": [{"name": "Checkout", "namespace": "Git",
            "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit",
              "version": "1"},
            "configuration": {"RepositoryName": "built", "BranchName": "main",
              "PollForSourceChanges": "false"},
            "outputArtifacts": [{"name": "Source"}]}]},
          {"name": "Build", "actions": [{"name": "Compile", "namespace": "Made",
            "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild",
              "version": "1"},
            "configuration": {"ProjectName": "built",
              "EnvironmentVariables":
                "[{\\"name\\":\\"COMMIT\\",\\"value\\":\\"#{Git.CommitId}\\"}]"},
            "inputArtifacts": [{"name": "Source"}], "outputArtifacts": [{"name": "App"}]}]},
          {"name": "Deploy", "actions": [{"name": "Publish",
            "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "S3",
              "version": "1"},
            "configuration": {"BucketName": "site", "Extract": "true",
              "ObjectKey": "#{variables.TARGET}/#{Made.LABEL}"},
            "inputArtifacts": [{"name": "App"}]}]}]}}
      """;

  private static final String BUILDSPEC =
      """
      version: 0.2
      env:
        exported-variables: [LABEL]
      phases:
        build:
          commands:
            - export LABEL=made
            - printf %s "$COMMIT" > commit.txt
      artifacts:
        files: [commit.txt]
      """;

  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

  @TempDir private static Path home;
  private static Local local;
  private static AwsCommand aws;

  @BeforeAll
  static void start(TestReporter reporter) throws IOException {
    if (!AwsCommand.installed()) {
      String reason =
          "SKIPPED: no 'aws' on the PATH, so CodePipeline is NOT tried with the real AWS command"
              + " line";
      reporter.publishEntry("PipelineCommandLineTest", reason);
      Assumptions.abort(reason);
    }
    local = Local.start(LocalOptions.defaults());
    aws = new AwsCommand(local.address(), home);
    aws.run("codecommit", "create-repository", "--repository-name", "shop").json();
    aws.run(
            "s3api",
            "create-bucket",
            "--bucket",
            "artifacts",
            "--create-bucket-configuration",
            "LocationConstraint=eu-west-1")
        .json();
    put("shop", "README", "Choo");
    create("given");
  }

  /** Commits a file, and returns the commit's id. */
  private static String put(String repository, String path, String content, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "codecommit",
                "put-file",
                "--repository-name",
                repository,
                "--branch-name",
                "main",
                "--file-path",
                path,
                "--file-content",
                "fileb://" + declaration("content", content)));
    words.addAll(List.of(more));
    return aws.run(words.toArray(String[]::new)).json().get("commitId").asText();
  }

  @AfterAll
  static void stop() {
    if (local != null) {
      local.close();
    }
  }

  private static Path declaration(String name, String content) {
    try {
      return Files.writeString(home.resolve(name + ".json"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode create(String name) {
    return pipeline("create-pipeline", declaration(name, PIPELINE.formatted(name)));
  }

  private static JsonNode pipeline(String operation, Path declaration) {
    return codepipeline(operation, "--cli-input-json", "file://" + declaration).json();
  }

  private static Ended codepipeline(String operation, String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "codepipeline";
    words[1] = operation;
    System.arraycopy(options, 0, words, 2, options.length);
    return aws.run(words);
  }

  private static JsonNode execution(String name, String id, String status) {
    return until(
        status,
        it -> it.at("/pipelineExecution/status").asText().equals(status),
        "get-pipeline-execution",
        "--pipeline-name",
        name,
        "--pipeline-execution-id",
        id);
  }

  private static JsonNode until(
      String what, Predicate<JsonNode> condition, String operation, String... options) {
    return await(what)
        .atMost(Duration.ofMinutes(2))
        .until(() -> codepipeline(operation, options).json(), condition);
  }

  private static String token(String name) {
    String pointer = "/stageStates/1/actionStates/0/latestExecution/token";
    return until(
            "an approval that waits",
            it -> !it.at(pointer).asText().isEmpty(),
            "get-pipeline-state",
            "--name",
            name)
        .at(pointer)
        .asText();
  }

  private static Ended answer(String name, String status, String token) {
    return codepipeline(
        "put-approval-result",
        "--pipeline-name",
        name,
        "--stage-name",
        "Release",
        "--action-name",
        "Approve",
        "--result",
        "summary=As you wish,status=" + status,
        "--token",
        token);
  }

  @Test
  void aPipelineLivesFromCreateToDelete() {
    assertThat(create("life").at("/pipeline/version").asInt()).isEqualTo(1);
    assertThat(codepipeline("get-pipeline", "--name", "life").json().at("/metadata/pipelineArn"))
        .hasToString("\"arn:aws:codepipeline:eu-west-1:111111111111:life\"");
    assertThat(codepipeline("list-pipelines").json().findValuesAsText("name")).contains("life");
    assertThat(
            pipeline("update-pipeline", declaration("life", PIPELINE.formatted("life")))
                .at("/pipeline/version")
                .asInt())
        .isEqualTo(2);

    String id =
        codepipeline("start-pipeline-execution", "--name", "life")
            .json()
            .get("pipelineExecutionId")
            .asText();
    JsonNode executions =
        codepipeline("list-pipeline-executions", "--pipeline-name", "life").json();
    assertThat(executions.at("/pipelineExecutionSummaries/0/pipelineExecutionId").asText())
        .isEqualTo(id);
    assertThat(executions.at("/pipelineExecutionSummaries/1/status").asText())
        .as("the update ended what CreatePipeline had started")
        .isEqualTo("Cancelled");

    answer("life", "Rejected", token("life")).json();
    execution("life", id, "Failed");
    assertThat(retry("life", "Release", id).json().get("pipelineExecutionId").asText())
        .isEqualTo(id);
    answer("life", "Approved", token("life")).json();
    JsonNode succeeded = execution("life", id, "Succeeded");
    assertThat(succeeded.at("/pipelineExecution/artifactRevisions/0/revisionId").asText())
        .matches("[0-9a-f]{40}");

    String second =
        codepipeline("start-pipeline-execution", "--name", "life")
            .json()
            .get("pipelineExecutionId")
            .asText();
    token("life");
    stop("life", second).json();
    execution("life", second, "Stopped");
    codepipeline("delete-pipeline", "--name", "life").json();
    assertThat(codepipeline("get-pipeline", "--name", "life").errorCode())
        .isEqualTo("PipelineNotFoundException");
  }

  @Test
  void aCommitStartsABuildThatIsDeployed() throws IOException {
    aws.run("codecommit", "create-repository", "--repository-name", "built").json();
    String first = put("built", "buildspec.yml", BUILDSPEC);
    aws.run(
            "s3api",
            "create-bucket",
            "--bucket",
            "site",
            "--create-bucket-configuration",
            "LocationConstraint=eu-west-1")
        .json();
    aws.run(
            "codebuild",
            "create-project",
            "--name",
            "built",
            "--source",
            "type=CODEPIPELINE",
            "--artifacts",
            "type=CODEPIPELINE",
            "--environment",
            "type=LINUX_CONTAINER,image=none,computeType=BUILD_GENERAL1_SMALL",
            "--service-role",
            "arn:aws:iam::111111111111:role/builds")
        .json();
    pipeline("create-pipeline", declaration("built", BUILDING));
    aws.run(
            "events",
            "put-rule",
            "--name",
            "on-push",
            "--event-pattern",
            "{\"source\":[\"aws.codecommit\"],\"detail\":{\"repositoryName\":[\"built\"]}}")
        .json();
    aws.run(
            "events",
            "put-targets",
            "--rule",
            "on-push",
            "--targets",
            "Id=1,Arn=arn:aws:codepipeline:eu-west-1:111111111111:built,RoleArn=arn:aws:iam::111111111111:role/events")
        .json();
    String second = put("built", "README", "Choo", "--parent-commit-id", first);
    JsonNode executions =
        until(
            "an execution for the commit",
            it ->
                it.at("/pipelineExecutionSummaries/1/status").asText().equals("Succeeded")
                    && it.at("/pipelineExecutionSummaries/0/status").asText().equals("Succeeded"),
            "list-pipeline-executions",
            "--pipeline-name",
            "built");
    assertThat(executions.at("/pipelineExecutionSummaries/0/trigger/triggerType").asText())
        .isEqualTo("CloudWatchEvent");
    assertThat(executions.at("/pipelineExecutionSummaries/0/sourceRevisions/0/revisionId").asText())
        .isEqualTo(second);
    Path deployed = home.resolve("deployed");
    aws.run(
            "s3api",
            "get-object",
            "--bucket",
            "site",
            "--key",
            "dev/made/commit.txt",
            deployed.toString())
        .json();
    assertThat(Files.readString(deployed)).isEqualTo(second);
  }

  private static Ended retry(String name, String stage, String id) {
    return codepipeline(
        "retry-stage-execution",
        "--pipeline-name",
        name,
        "--stage-name",
        stage,
        "--pipeline-execution-id",
        id,
        "--retry-mode",
        "FAILED_ACTIONS");
  }

  private static Ended stop(String name, String id) {
    return codepipeline(
        "stop-pipeline-execution",
        "--pipeline-name",
        name,
        "--pipeline-execution-id",
        id,
        "--abandon",
        "--reason",
        "enough");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "get-pipeline              | --name nope                                 |"
            + " PipelineNotFoundException",
        "get-pipeline              | --name x;curl${IFS}e                        |"
            + " ValidationException",
        "get-pipeline              | --name given --pipeline-version 99          |"
            + " PipelineVersionNotFoundException",
        "list-pipelines            | --cli-input-json {\"nextToken\":\"bogus\"}  |"
            + " InvalidNextTokenException",
        "start-pipeline-execution  | --name nope                                 |"
            + " PipelineNotFoundException",
        "start-pipeline-execution  | --name given --variables name=X,value=y     |"
            + " ValidationException",
        "start-pipeline-execution  | --name given --source-revisions"
            + " actionName=No,revisionType=COMMIT_ID,revisionValue=x | ValidationException",
        "list-pipeline-executions  | --pipeline-name nope                        |"
            + " PipelineNotFoundException",
        "list-pipeline-executions  | --cli-input-json"
            + " {\"pipelineName\":\"given\",\"nextToken\":\"bogus\"} | InvalidNextTokenException",
        "get-pipeline-execution    | --pipeline-name given --pipeline-execution-id"
            + " 00000000-0000-4000-8000-000000000000 | PipelineExecutionNotFoundException",
        "get-pipeline-execution    | --pipeline-name given --pipeline-execution-id nonsense |"
            + " ValidationException",
        "delete-pipeline           | --name x/y                                  |"
            + " ValidationException",
      })
  void badInputIsRefusedWithAwssCode(String operation, String options, String code) {
    assertThat(codepipeline(operation, options.split(" ", -1)).errorCode()).isEqualTo(code);
  }

  @Test
  void badDeclarationsAreRefusedWithAwssCode() {
    assertThat(refusal("create-pipeline", PIPELINE.formatted("given")))
        .isEqualTo("PipelineNameInUseException");
    assertThat(refusal("create-pipeline", PIPELINE.formatted("new").replace("Manual", "Magic")))
        .isEqualTo("InvalidActionDeclarationException");
    assertThat(refusal("create-pipeline", PIPELINE.formatted("new").replace("Release", "Source")))
        .isEqualTo("InvalidStageDeclarationException");
    assertThat(refusal("create-pipeline", PIPELINE.formatted("a b")))
        .isEqualTo("ValidationException");
    assertThat(
            refusal(
                "update-pipeline",
                PIPELINE
                    .formatted("given")
                    .replace("\"V2\"", "\"V1\", \"executionMode\": \"QUEUED\"")))
        .isEqualTo("InvalidStructureException");
    assertThat(refusal("update-pipeline", PIPELINE.formatted("nope")))
        .isEqualTo("ResourceNotFoundException");
  }

  private static String refusal(String operation, String content) {
    Path declaration = declaration("refused", content);
    return codepipeline(operation, "--cli-input-json", "file://" + declaration).errorCode();
  }

  @Test
  void whatCannotBeDoneToAnExecutionIsRefusedWithAwssCode() {
    assertThat(stop("given", NOBODY).errorCode())
        .isEqualTo("PipelineExecutionNotStoppableException");
    assertThat(stop("nope", NOBODY).errorCode()).isEqualTo("PipelineNotFoundException");
    assertThat(retry("given", "Nope", NOBODY).errorCode()).isEqualTo("StageNotFoundException");
    assertThat(retry("given", "Release", NOBODY).errorCode())
        .isEqualTo("NotLatestPipelineExecutionException");
    assertThat(retry("nope", "Release", NOBODY).errorCode()).isEqualTo("PipelineNotFoundException");
    assertThat(answer("given", "Approved", NOBODY).errorCode())
        .isEqualTo("InvalidApprovalTokenException");
    assertThat(answer("given", "Maybe", NOBODY).errorCode()).isEqualTo("ValidationException");
    assertThat(answer("nope", "Approved", NOBODY).errorCode())
        .isEqualTo("PipelineNotFoundException");
  }
}
