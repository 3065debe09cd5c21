package dev.signalbox.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Http;
import dev.signalbox.aws.ledger.DecisionRecords;
import dev.signalbox.aws.ledger.VerdictRecords;
import dev.signalbox.cli.DecisionReport;
import dev.signalbox.cli.DemoParts;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.template.Deployed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Signalbox and the sample's pipelines, deployed from their templates onto {@code local}.
 *
 * @param service where customers reach the service
 * @param evidence what the releases leave behind
 */
record Installation(
    Local local,
    DemoParts parts,
    Deployed shop,
    URI service,
    DecisionRecords records,
    VerdictRecords verdicts,
    CodePipelineClient pipelines,
    Evidence evidence,
    Deployments deployments,
    SdkHttpClient http)
    implements AutoCloseable {
  private static final String ACCOUNT = "111111111111";
  private static final String SECRET = "local";
  private static final Region REGION = Region.EU_WEST_1;

  /** Of a network there is only loopback here, and ports below 1024 are not everybody's. */
  private static final Map<String, String> SERVICE =
      Map.of(
          "VpcId", "vpc-11111111",
          "SubnetIds", "subnet-11111111,subnet-22222222",
          "ProductionPort", "8080",
          "TestPort", "8081",
          "DeploymentConfigName", "CodeDeployDefault.ECSAllAtOnce",
          "MinutesBeforeTermination", "0");

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  static Installation start(DemoParts parts) {
    Local local = Local.start(LocalOptions.defaults());
    SdkHttpClient http = Http.client();
    Connection aws =
        new Connection(
            REGION,
            Optional.of(local.address()),
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, SECRET)),
            http);
    DynamoDbClient dynamo = aws.client(DynamoDbClient.builder());
    Deployed signalbox =
        local.deploy(ACCOUNT, REGION.id(), "signalbox", parts.template(), Map.of());
    String table = output(signalbox, "LedgerTableName");
    parts.publish(dynamo, table);
    Deployed service = local.deploy(ACCOUNT, REGION.id(), "shop-service", parts.service(), SERVICE);
    Deployed shop =
        local.deploy(
            ACCOUNT,
            REGION.id(),
            "shop",
            parts.pipelines(),
            Map.of("SignalboxAccount", ACCOUNT, "ApiService", "yes"));
    return new Installation(
        local,
        parts,
        shop,
        URI.create(output(service, "Address")),
        new DecisionRecords(dynamo, table),
        new VerdictRecords(dynamo, table),
        aws.client(CodePipelineClient.builder()),
        new Evidence(
            aws.client(CodeBuildClient.builder()),
            aws.client(CloudWatchLogsClient.builder()),
            aws.client(S3Client.builder().forcePathStyle(true))),
        new Deployments(aws.client(CodeDeployClient.builder())),
        http);
  }

  Workspace workspace(Path directory, Path files) {
    return Workspace.create(
        directory, files, URI.create(output(shop, "CloneUrl")), ACCOUNT, SECRET);
  }

  String releaseBucket() {
    return output(shop, "ReleaseBucketName");
  }

  private static String output(Deployed stack, String name) {
    return Optional.ofNullable(stack.outputs().get(name))
        .orElseThrow(() -> new IllegalStateException("The template has no output " + name));
  }

  /** What gates said to a deployment. */
  List<String> verdicts(String deployment) {
    return parts.verdicts(verdicts, deployment);
  }

  /** What the router decided about the push of a commit, as soon as it has. */
  DecisionReport decisions(String commit, Instant deadline) throws InterruptedException {
    String subject = parts.subject(announced(commit));
    while (true) {
      List<String> found = records.about(subject);
      if (!found.isEmpty()) {
        return DecisionReport.ofRecord(found.getFirst());
      }
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("The router has not decided about " + commit);
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  /** The event the push was announced by: on the bus before the push returns. */
  private ObjectNode announced(String commit) {
    return local.recentEvents().stream()
        .filter(event -> event.path("detail").path("commitId").asText().equals(commit))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("The push of " + commit + " was not announced"));
  }

  @Override
  public void close() {
    pipelines.close();
    http.close();
    local.close();
  }
}
