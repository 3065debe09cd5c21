package dev.signalbox.functions.router;

import dev.signalbox.aws.client.CannedHttp;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.decision.DecisionsJson;
import dev.signalbox.aws.event.EventReader;
import dev.signalbox.definitions.CanonicalForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * One push, routed from end to end without a network before Lambda takes its snapshot: what the
 * first real event needs is then loaded and linked already. Nothing of it stays but that.
 */
final class Rehearsal {
  private static final String OLD = "1".repeat(40);
  private static final String NEW = "2".repeat(40);

  private static final String DEFINITION =
      """
      {"format":1,"accounts":[{"name":"a","id":"111111111111","region":"eu-west-1","role":"r"}],\
      "repositories":[{"account":"111111111111","region":"eu-west-1","repository":"r",\
      "defaultBranch":"main","role":"r"}],\
      "routes":[{"name":"r","account":"111111111111","region":"eu-west-1","repository":"r",\
      "branches":["main"],"include":["a/**"],"start":{"account":"111111111111",\
      "region":"eu-west-1","pipeline":"p","role":"r","variables":{"BRANCH":"${branch}"}}}]}\
      """;

  private static final String EVENT =
      """
      {"id":"rehearsal","detail-type":"CodeCommit Repository State Change",\
      "source":"aws.codecommit","account":"111111111111","region":"eu-west-1",\
      "resources":["arn:aws:codecommit:eu-west-1:111111111111:r"],\
      "detail":{"event":"referenceUpdated","repositoryName":"r","referenceType":"branch",\
      "referenceName":"main","referenceFullName":"refs/heads/main",\
      "oldCommitId":"%s","commitId":"%s"}}\
      """
          .formatted(OLD, NEW);

  private Rehearsal() {}

  /** The answer to the push. */
  static String run(RouterSettings settings, InstantSource clock) {
    var connection =
        new Connection(
            settings.function().region(),
            settings.function().endpoint(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")),
            new CannedHttp(answers()));
    Instant deadline = clock.instant().plusSeconds(60);
    return DecisionsJson.of(
        Wiring.desk(settings, connection, clock)
            .accept(new EventReader(clock).read(EVENT.getBytes(StandardCharsets.UTF_8)), deadline)
            .routed()
            .getFirst()
            .decisions());
  }

  private static Map<String, String> answers() {
    return Map.of(
        "GetItem", item(),
        "Query", "{\"Items\":[]}",
        "GetCommit", "{\"commit\":{\"commitId\":\"%s\",\"message\":\"m\"}}".formatted(NEW),
        "GetMergeCommit", "{\"baseCommitId\":\"%s\"}".formatted(OLD),
        "GetDifferences",
            "{\"differences\":[{\"changeType\":\"M\",\"beforeBlob\":{\"path\":\"a/b\"},"
                + "\"afterBlob\":{\"path\":\"a/b\"}}]}",
        "AssumeRole", credentials(),
        "GetPipeline", pipeline(),
        "StartPipelineExecution", "{\"pipelineExecutionId\":\"e\"}");
  }

  private static String item() {
    byte[] canonical = DEFINITION.getBytes(StandardCharsets.UTF_8);
    var body = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(body)) {
      gzip.write(canonical);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return "{\"Item\":{\"version\":{\"S\":\"%s\"},\"body\":{\"B\":\"%s\"}}}"
        .formatted(
            CanonicalForm.read(canonical).version(),
            Base64.getEncoder().encodeToString(body.toByteArray()));
  }

  private static String credentials() {
    return """
    <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>nobody</AccessKeyId>\
    <SecretAccessKey>nothing</SecretAccessKey><SessionToken>t</SessionToken>\
    <Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>\
    </AssumeRoleResponse>\
    """;
  }

  private static String pipeline() {
    return """
    {"pipeline":{"name":"p","pipelineType":"V2","stages":[{"name":"s","actions":[{"name":"c",\
    "actionTypeId":{"category":"Source","owner":"AWS","provider":"CodeCommit","version":"1"},\
    "configuration":{"RepositoryName":"r","BranchName":"main"}}]}],\
    "variables":[{"name":"BRANCH","defaultValue":"main"}]}}\
    """;
  }
}
