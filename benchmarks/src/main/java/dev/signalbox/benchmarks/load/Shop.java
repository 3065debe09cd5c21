package dev.signalbox.benchmarks.load;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Http;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.benchmarks.Page;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.yaml.DefinitionFile;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A repository of many services, each with its route and its pipeline, and Signalbox on local. */
final class Shop implements AutoCloseable {
  static final String ACCOUNT = "111111111111";

  /** The repository where little happens. */
  static final String QUIET = "quiet";

  private static final String REGION = "eu-west-1";

  private static final String PAGE =
      """
      # Load

      Written by `benchmarks/push-to-start`, `benchmarks/thousand-pushes` and `benchmarks/flood`; run them again rather than editing this page. Real `git push`es
      into `local`, through EventBridge and the packed router to CodePipeline, all on one machine.

      """;

  private final Local local = Local.start(LocalOptions.defaults().withPort(0));
  private final SdkHttpClient http = Http.client();
  private final CodePipelineClient pipelines;
  private final int services;

  Shop(Path home, Path directory, int services) throws IOException {
    this.services = services;
    var connection =
        new Connection(
            Region.of(REGION),
            Optional.of(local.address()),
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "local")),
            http);
    pipelines = connection.client(CodePipelineClient.builder());
    local.repository(ACCOUNT, REGION, "shop");
    local.repository(ACCOUNT, REGION, QUIET);
    Path template = Files.writeString(directory.resolve("shop.yaml"), ShopFiles.template(services));
    local.deploy(ACCOUNT, REGION, "shop", template, Map.of());
    Map<String, String> outputs =
        local
            .deploy(ACCOUNT, REGION, "signalbox", home.resolve("template.yaml"), Map.of())
            .outputs();
    publish(
        connection.client(DynamoDbClient.builder()), outputs.getOrDefault("LedgerTableName", ""));
  }

  private void publish(DynamoDbClient dynamo, String table) {
    try (dynamo) {
      Definition definition =
          DefinitionFile.check(
                  "signalbox.yaml", ShopFiles.definition(services).getBytes(StandardCharsets.UTF_8))
              .definition()
              .orElseThrow();
      new Publisher(dynamo, table, InstantSource.system())
          .publish(definition.version(), CanonicalForm.bytes(definition));
    }
  }

  /** The page that all of this is told on. */
  static Page page(String file) {
    return new Page(Path.of(file), PAGE);
  }

  /** Where a developer of the account pushes to. */
  String url() {
    return url("shop");
  }

  String url(String repository) {
    URI address = local.address();
    return "http://%s:local@%s/v1/repos/%s".formatted(ACCOUNT, address.getAuthority(), repository);
  }

  int services() {
    return services;
  }

  static String pipeline(int service) {
    return "service-%02d".formatted(service);
  }

  List<PipelineExecutionSummary> executions(int service) {
    return executions(pipeline(service)).toList();
  }

  /** Newest first; no more are asked for than are looked at. */
  Stream<PipelineExecutionSummary> executions(String pipeline) {
    return pipelines
        .listPipelineExecutionsPaginator(request -> request.pipelineName(pipeline))
        .stream()
        .flatMap(page -> page.pipelineExecutionSummaries().stream());
  }

  @Override
  public void close() {
    pipelines.close();
    http.close();
    local.close();
  }
}
