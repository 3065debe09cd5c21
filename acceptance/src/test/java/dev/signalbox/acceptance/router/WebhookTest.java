package dev.signalbox.acceptance.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.acceptance.Clone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStoreType;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A push to GitHub, from its signed webhook to the pipeline that runs at its commit. */
class WebhookTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "a secret of the webhook";
  private static final String TOKEN = "a token of the repository";
  private static final String OLD = "1".repeat(40);

  private static final String DEFINITION =
      """
      version: 1
      accounts:
        tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: tools, github: acme/shop, hook: acme, token: reader}
      routes:
        - name: web
          on: {repository: shop, branches: ["**"]}
          paths: {include: ["web/**"]}
          start: {pipeline: shop-hosted, account: tools}
        - name: docs
          on: {repository: shop, branches: ["**"]}
          paths: {include: ["docs/**"]}
          start: {pipeline: shop-docs, account: tools}
      """;

  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static HttpServer gitHub = gitHub();

  @TempDir private static Path repository = Path.of("");

  private static HttpServer gitHub() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Every comparison is one commit that adds a file to the web folder. */
  @BeforeAll
  static void deploy() {
    gitHub.createContext(
        "/repos/acme/shop/",
        exchange -> {
          ASKED.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              (exchange.getRequestURI().getPath().contains("/compare/")
                      ? "{\"merge_base_commit\":{\"sha\":\"%s\"},\"files\":[{\"status\":\"added\","
                              .formatted(OLD)
                          + "\"filename\":\"web/new\"}]}"
                      : "{\"message\":\"A title\"}")
                  .getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    gitHub.start();
    SHOP.deploy(
        Map.of(
            "Webhooks", "yes", "GitHubApi", "http://127.0.0.1:" + gitHub.getAddress().getPort()));
    SecretsManagerClient secrets = SHOP.client(SecretsManagerClient.builder());
    secrets.createSecret(r -> r.name("signalbox/hooks/acme").secretString(SECRET));
    secrets.createSecret(r -> r.name("signalbox/tokens/reader").secretString(TOKEN));
    SHOP.publish(DEFINITION);
    SHOP.client(S3Client.builder()).createBucket(r -> r.bucket("hosted-artifacts"));
    SHOP.client(CodePipelineClient.builder()).createPipeline(r -> r.pipeline(pipeline()));
    SHOP.connect("acme/shop", repository);
  }

  private static PipelineDeclaration pipeline() {
    return PipelineDeclaration.builder()
        .name("shop-hosted")
        .pipelineType(PipelineType.V2)
        .roleArn("arn:aws:iam::111111111111:role/shop-pipeline-eu-west-1")
        .artifactStore(store -> store.type(ArtifactStoreType.S3).location("hosted-artifacts"))
        .stages(
            stage(
                action("Checkout", ActionCategory.SOURCE, "CodeStarSourceConnection")
                    .configuration(
                        Map.of(
                            "ConnectionArn",
                            "arn:aws:codeconnections:eu-west-1:111111111111:connection/c-1",
                            "FullRepositoryId",
                            "acme/shop",
                            "BranchName",
                            "main"))
                    .outputArtifacts(OutputArtifact.builder().name("source").build())
                    .build()),
            stage(action("Approve", ActionCategory.APPROVAL, "Manual").build()))
        .build();
  }

  private static StageDeclaration stage(ActionDeclaration action) {
    return StageDeclaration.builder().name(action.name()).actions(action).build();
  }

  private static ActionDeclaration.Builder action(
      String name, ActionCategory category, String provider) {
    return ActionDeclaration.builder()
        .name(name)
        .actionTypeId(
            type -> type.category(category).owner(ActionOwner.AWS).provider(provider).version("1"));
  }

  @AfterAll
  static void stop() {
    gitHub.stop(0);
  }

  private static String body(String branch, String after) {
    return """
    {"ref":"refs/heads/%s","before":"%s","after":"%s","created":false,"deleted":false,"forced":false,\
    "commits":[],"head_commit":{"id":"%s"},"repository":{"full_name":"acme/shop"}}\
    """
        .formatted(branch, OLD, after, after);
  }

  private static String signature(String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
  }

  /** As GitHub posts it; answers the status. */
  private static int post(String body, String signature, String delivery) throws IOException {
    URI url = URI.create(SHOP.webhooks());
    String request =
        """
        POST /hooks/acme HTTP/1.1
        Host: %s:%d
        Connection: close
        Content-Type: application/json
        Content-Length: %d
        X-GitHub-Event: push
        X-GitHub-Delivery: %s
        X-Hub-Signature-256: %s

        """
            .formatted(
                url.getHost(), url.getPort(), body.getBytes(UTF_8).length, delivery, signature)
            .replace("\n", "\r\n");
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket.getOutputStream().write((request + body).getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  /** A commit of the repository that stands for the one at GitHub. */
  private static String commit(String branch) {
    return new Clone(repository, DeployedShop.ACCOUNT, SHOP.address())
        .commit(branch, Optional.empty(), Map.of("web/new", UUID.randomUUID() + ""));
  }

  private static long deliveries() {
    return SHOP
        .client(DynamoDbClient.builder())
        .scanPaginator(r -> r.tableName(SHOP.table()).consistentRead(true))
        .items()
        .stream()
        .filter(item -> item.values().stream().anyMatch(v -> "DELIVERY".equals(v.s())))
        .count();
  }

  @Test
  void aSignedPushStartsThePipelineOfItsRouteByWhatTheProviderSaysHasChanged() throws Exception {
    String branch = "feature/ü;$(id)-" + UUID.randomUUID();
    String commit = commit(branch);
    String body = body(branch, commit);

    assertThat(post(body, signature(body), "d-" + commit)).isEqualTo(200);

    JsonNode record =
        await()
            .atMost(PATIENCE)
            .until(() -> SHOP.decisions(branch, commit), Optional::isPresent)
            .orElseThrow();
    assertThat(record.at("/event/provider").asText()).isEqualTo("github");
    assertThat(record.at("/decisions/0/route").asText()).isEqualTo("web");
    assertThat(record.at("/decisions/0/outcome").asText()).isEqualTo("STARTED");
    assertThat(record.at("/decisions/0/baseline/rung").asText()).isEqualTo("old-commit");
    assertThat(record.at("/decisions/1/outcome").asText()).isEqualTo("SKIPPED");
    assertThat(ASKED).isNotEmpty().containsOnly("Bearer " + TOKEN);

    List<PipelineExecutionSummary> executions =
        await()
            .atMost(PATIENCE)
            .until(() -> SHOP.executions("shop-hosted", commit), found -> !found.isEmpty());
    assertThat(executions)
        .extracting(PipelineExecutionSummary::pipelineExecutionId)
        .containsExactly(record.at("/decisions/0/execution").asText());

    long before = deliveries();
    assertThat(post(body, signature(body), "d-" + commit)).as("a replay").isEqualTo(200);
    assertThat(deliveries()).isEqualTo(before);
  }

  @Test
  void aForgedPushIsUnauthorizedAndLeavesNothingBehind() throws Exception {
    String commit = commit("main");
    String body = body("main", commit);
    long before = deliveries();

    assertThat(post(body, "sha256=" + "0".repeat(64), "d-" + commit)).isEqualTo(401);
    assertThat(post(body + " ", signature(body), "d-" + commit)).isEqualTo(401);

    assertThat(deliveries()).isEqualTo(before);
    assertThat(SHOP.decisions("main", commit)).isEmpty();
    assertThat(SHOP.executions("shop-hosted", commit)).isEmpty();
  }
}
