package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.acceptance.Clone;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.yaml.DefinitionFile;
import dev.signalbox.local.LocalOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Signalbox and the example's shop in one account, deployed from their templates. */
final class DeployedShop implements BeforeAllCallback, AfterAllCallback {
  static final String ACCOUNT = "111111111111";
  static final String REGION = "eu-west-1";
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AwsAccounts aws;
  private final Path example;
  private Map<String, String> outputs = Map.of();
  private Map<String, String> shop = Map.of();

  DeployedShop(double timeScale) {
    this("shop", timeScale);
  }

  /** As another example has it. */
  DeployedShop(String example, double timeScale) {
    this.example = HOME.resolve("examples").resolve(example);
    aws = new AwsAccounts(LocalOptions.defaults().withPort(0).withTimeScale(timeScale));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Assumptions.assumeTrue(packed(), "The functions are not packed: mvn verify packs them before");
    aws.beforeAll(context);
    shop =
        aws.local()
            .deploy(
                ACCOUNT,
                REGION,
                "shop",
                example.resolve("pipelines.yaml"),
                Map.of("SignalboxAccount", ACCOUNT))
            .outputs();
    deploy(HOME.resolve("template.yaml"));
    publish(read(example.resolve("signalbox.yaml")));
  }

  private static boolean packed() {
    return PackedFunctionTest.FUNCTIONS.stream()
        .map(PackedFunctionTest::zip)
        .allMatch(Files::exists);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (packed()) {
      aws.afterAll(context);
    }
  }

  private void deploy(Path template) {
    deploy(template, Map.of());
  }

  /** Deploys Signalbox's template again with other parameters. */
  void deploy(Map<String, String> parameters) {
    deploy(HOME.resolve("template.yaml"), parameters);
  }

  private void deploy(Path template, Map<String, String> parameters) {
    outputs = aws.local().deploy(ACCOUNT, REGION, "signalbox", template, parameters).outputs();
  }

  /** Deploys Signalbox's template with other words in some places. */
  void deployWith(Path directory, Map<String, String> changes) {
    String template = read(HOME.resolve("template.yaml"));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(template).contains(change.getKey());
      template = template.replace(change.getKey(), change.getValue());
    }
    try {
      deploy(
          Files.writeString(
              directory.resolve("template.yaml"),
              template.replace("CodeUri: ", "CodeUri: " + HOME + "/")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void publish(String yaml) {
    var checked = DefinitionFile.check("signalbox.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(checked.problems()).isEmpty();
    Definition definition = checked.definition().orElseThrow();
    new Publisher(client(DynamoDbClient.builder()), table(), InstantSource.system())
        .publish(definition.version(), CanonicalForm.bytes(definition));
  }

  URI address() {
    return aws.local().address();
  }

  <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
    return aws.connection(ACCOUNT).client(builder);
  }

  Clone clone(Path directory) {
    return new Clone(directory, ACCOUNT, URI.create(output(shop, "CloneUrl")));
  }

  /** Where webhooks are posted to. */
  String webhooks() {
    return output(outputs, "WebhookUrl");
  }

  /** Says which folder stands for a repository at another provider. */
  void connect(String repository, Path folder) {
    aws.local().connect(repository, folder.toString());
  }

  String table() {
    return output(outputs, "LedgerTableName");
  }

  String deadLetters() {
    return output(outputs, "RouterDeadLettersUrl");
  }

  private static String output(Map<String, String> outputs, String name) {
    return Optional.ofNullable(outputs.get(name)).orElseThrow();
  }

  /** What CodePipeline's own history says was started at a commit. */
  List<PipelineExecutionSummary> executions(String pipeline, String commit) {
    return client(CodePipelineClient.builder())
        .listPipelineExecutionsPaginator(request -> request.pipelineName(pipeline))
        .stream()
        .flatMap(page -> page.pipelineExecutionSummaries().stream())
        .filter(one -> one.sourceRevisions().stream().anyMatch(r -> commit.equals(r.revisionId())))
        .toList();
  }

  /** The ledger's record of what was decided about a push that moved a branch to a commit. */
  Optional<JsonNode> decisions(String branch, String commit) {
    return decisions()
        .filter(record -> record.at("/event/after").asText().equals(commit))
        .filter(record -> record.at("/event/ref").asText().equals("refs/heads/" + branch))
        .findFirst();
  }

  /** The ledger's records of what was decided about events of a kind. */
  List<JsonNode> decisionsOn(String kind) {
    return decisions().filter(record -> record.at("/event/kind").asText().equals(kind)).toList();
  }

  private Stream<JsonNode> decisions() {
    return client(DynamoDbClient.builder())
        .scanPaginator(request -> request.tableName(table()).consistentRead(true))
        .items()
        .stream()
        .filter(item -> item.containsKey("decisions"))
        .map(item -> plain(item.getOrDefault("decisions", AttributeValue.fromNul(true))));
  }

  /** How many runs the ledger has whose end nobody has told it. */
  long runsGoingOn() {
    return client(DynamoDbClient.builder())
        .scanPaginator(request -> request.tableName(table()).consistentRead(true))
        .items()
        .stream()
        .filter(item -> item.containsKey("open"))
        .mapToLong(item -> item.getOrDefault("open", AttributeValue.fromL(List.of())).l().size())
        .sum();
  }

  private static JsonNode plain(AttributeValue compressed) {
    try (var plain = new GZIPInputStream(compressed.b().asInputStream())) {
      return JSON.readTree(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The event of a push as EventBridge had it. */
  Optional<ObjectNode> event(String commit) {
    return aws.local().recentEvents().stream()
        .filter(event -> event.at("/detail/commitId").asText().equals(commit))
        .findFirst();
  }

  /** The newest event like this as EventBridge had it. */
  ObjectNode lastEvent(Predicate<ObjectNode> like) {
    return aws.local().recentEvents().stream()
        .filter(like)
        .reduce((_, newer) -> newer)
        .orElseThrow();
  }

  /** Delivers an event to the observer and waits for the answer. */
  String observe(ObjectNode event) {
    return invoke("ObserverFunctionName", event, InvocationType.REQUEST_RESPONSE)
        .payload()
        .asUtf8String();
  }

  /** Delivers an event to the router and waits for the answer. */
  String deliver(ObjectNode event) {
    return invoke("RouterFunctionName", event, InvocationType.REQUEST_RESPONSE)
        .payload()
        .asUtf8String();
  }

  /** Delivers an event to the router as EventBridge does. */
  void deliverLater(ObjectNode event) {
    invoke("RouterFunctionName", event, InvocationType.EVENT);
  }

  private InvokeResponse invoke(String function, ObjectNode event, InvocationType type) {
    return client(LambdaClient.builder())
        .invoke(request ->
            request
                .functionName(output(outputs, function))
                .invocationType(type)
                .payload(SdkBytes.fromUtf8String(event.toString())));
  }
}
