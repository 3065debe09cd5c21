package dev.signalbox.acceptance.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.acceptance.Clone;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.ledger.DynamoDbProgress;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.cli.Stacks;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Standing;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The example of several accounts, as its own files deploy it. */
final class ThreeAccounts implements BeforeAllCallback, AfterAllCallback {
  /** An account in a Region. */
  record Place(String account, Region region) {
    @Override
    public String toString() {
      return account + "/" + region;
    }
  }

  static final Place TOOLS = new Place("111111111111", Region.EU_WEST_1);
  static final Place STAGING = new Place("222222222222", Region.US_EAST_1);
  static final Place PRODUCTION = new Place("333333333333", Region.US_EAST_1);

  static final Path EXAMPLE = Path.of("../examples/accounts").toAbsolutePath().normalize();
  private static final String TABLE = "signalbox-ledger";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AwsAccounts aws = new AwsAccounts(LocalOptions.defaults());
  private String router = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    Assumptions.assumeTrue(packed(), "The functions are not packed: mvn verify packs them before");
    aws.beforeAll(context);
    deploy();
    publish(TOOLS, "tools.yaml");
    publish(PRODUCTION, "production.yaml");
  }

  private static boolean packed() {
    return List.of("router", "observer").stream()
        .allMatch(f -> Files.exists(Path.of("../functions/%s/target/%s.zip".formatted(f, f))));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (packed()) {
      aws.afterAll(context);
    }
  }

  private void deploy() {
    router =
        Stacks.read(EXAMPLE.resolve("stacks.yaml")).deployTo(aws.local()).stream()
            .filter(made -> made.stack().account().equals(TOOLS.account()))
            .flatMap(made -> Stream.ofNullable(made.deployed().outputs().get("RouterFunctionName")))
            .findFirst()
            .orElseThrow();
  }

  /** Delivers the event of a commit's push to the tools account's router once more. */
  void redrive(String commit) {
    JsonNode event =
        aws.local().recentEvents().stream()
            .filter(e -> e.at("/detail/commitId").asText().equals(commit))
            .filter(e -> e.path("account").asText().equals(TOOLS.account()))
            .findFirst()
            .orElseThrow();
    client(TOOLS, LambdaClient.builder())
        .invoke(request ->
            request.functionName(router).payload(SdkBytes.fromUtf8String(event.toString())));
  }

  static String read(String file) {
    try {
      return Files.readString(EXAMPLE.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void publish(Place place, String file) {
    publishText(place, read(file));
  }

  void publishText(Place place, String yaml) {
    var checked = DefinitionFile.check("signalbox.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(checked.problems()).isEmpty();
    Definition definition = checked.definition().orElseThrow();
    new Publisher(client(place, DynamoDbClient.builder()), TABLE, InstantSource.system())
        .publish(definition.version(), CanonicalForm.bytes(definition));
  }

  Connection root(Place place) {
    return aws.connection(place.account());
  }

  <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
      Place place, B builder) {
    return root(place).client(builder, place.region());
  }

  /** A developer's clone, which is pushed to the repository of a place. */
  Clone clone(Path directory, Place place) {
    return new Clone(
        directory,
        place.account(),
        URI.create(
            "http://git-codecommit.%s.localhost:%d/v1/repos/shop"
                .formatted(place.region(), aws.local().address().getPort())));
  }

  List<PipelineExecutionSummary> executions(Place place, String commit) {
    return client(place, CodePipelineClient.builder())
        .listPipelineExecutionsPaginator(request -> request.pipelineName("shop-web"))
        .stream()
        .flatMap(page -> page.pipelineExecutionSummaries().stream())
        .filter(one -> one.sourceRevisions().stream().anyMatch(r -> commit.equals(r.revisionId())))
        .toList();
  }

  /** The newest commit of main that the tools account knows to have succeeded in a place. */
  Optional<String> greenIn(Place place) {
    var repository =
        new Repository(
            new AccountId(TOOLS.account()),
            new dev.signalbox.core.release.Region(TOOLS.region().id()),
            "shop");
    var pipeline =
        new PipelineId(
            new AccountId(place.account()),
            new dev.signalbox.core.release.Region(place.region().id()),
            "shop-web");
    return Optional.ofNullable(
            new DynamoDbProgress(
                    client(TOOLS, DynamoDbClient.builder()), TABLE, InstantSource.system())
                .of(repository, Ref.branch("main"))
                .get(pipeline))
        .flatMap(Standing::green)
        .map(run -> run.commit().value());
  }

  /** What the Signalbox of a place has on record about events that it decided upon. */
  List<JsonNode> decisions(Place place) {
    return client(place, DynamoDbClient.builder())
        .scanPaginator(request -> request.tableName(TABLE).consistentRead(true))
        .items()
        .stream()
        .filter(item -> item.containsKey("decisions"))
        .map(item -> plain(item.getOrDefault("decisions", AttributeValue.fromNul(true))))
        .toList();
  }

  /** What was decided about the push of a commit to the tools account's repository. */
  Optional<JsonNode> decisions(Place place, String commit) {
    return decisions(place).stream()
        .filter(record -> record.at("/event/after").asText().equals(commit))
        .filter(record -> record.at("/event/account").asText().equals(TOOLS.account()))
        .findFirst();
  }

  private static JsonNode plain(AttributeValue compressed) {
    try (var plain = new GZIPInputStream(compressed.b().asInputStream())) {
      return JSON.readTree(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The outcomes of a record by their routes. */
  static Map<String, String> outcomes(JsonNode record) {
    var outcomes = new TreeMap<String, String>();
    record
        .path("decisions")
        .forEach(d -> outcomes.put(d.path("route").asText(), d.path("outcome").asText()));
    return outcomes;
  }
}
