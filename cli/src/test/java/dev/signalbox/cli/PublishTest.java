package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Http;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.core.route.Route;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

@SuppressWarnings("NullAway.Init") // made before the tests
class PublishTest {
  private static final String ACCOUNT = "111111111111";
  private static Local local;
  private static SdkHttpClient http;

  private final String table = "ledger-" + UUID.randomUUID();
  private DynamoDbClient dynamo;

  @TempDir private Path directory;

  private record Ended(int exit, String out, String err) {}

  @BeforeAll
  static void start() {
    local = Local.start(LocalOptions.defaults());
    http = Http.client();
    System.setProperty("aws.accessKeyId", ACCOUNT);
    System.setProperty("aws.secretAccessKey", "local");
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    http.close();
    local.close();
  }

  @BeforeEach
  void aTable() {
    dynamo =
        new Connection(
                Region.EU_WEST_1,
                Optional.of(local.address()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "local")),
                http)
            .client(DynamoDbClient.builder());
    dynamo.createTable(request ->
        request
            .tableName(table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(
                List.of(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build(),
                    KeySchemaElement.builder().attributeName("sk").keyType(KeyType.RANGE).build()))
            .attributeDefinitions(
                List.of(
                    AttributeDefinition.builder().attributeName("pk").attributeType("S").build(),
                    AttributeDefinition.builder().attributeName("sk").attributeType("S").build())));
    dynamo.waiter().waitUntilTableExists(request -> request.tableName(table));
  }

  @AfterEach
  void close() {
    dynamo.close();
  }

  private Path file(String... routes) throws Exception {
    var text = new StringBuilder("version: 1\n");
    text.append("accounts:\n");
    text.append("  dev: {id: \"111111111111\", region: eu-west-1, role: signalbox-target}\n");
    text.append("repositories:\n  shop: {account: dev, default-branch: main}\n");
    text.append("routes:\n");
    for (String route : routes) {
      text.append("  - {name: %s, on: {repository: shop, branches: [main]}".formatted(route));
      text.append(", start: {pipeline: shop-%s, account: dev}}\n".formatted(route));
    }
    return Files.writeString(directory.resolve("signalbox.yaml"), text);
  }

  private Ended publish(Path file, String... more) {
    return publish(table, file, more);
  }

  private static Ended publish(String table, Path file, String... more) {
    PrintStream standard = System.out;
    var out = new ByteArrayOutputStream();
    var err = new StringWriter();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      var words = new ArrayList<>(List.of("publish", "--table", table));
      words.addAll(List.of("--endpoint-url", local.address().toString(), "--region", "eu-west-1"));
      words.addAll(List.of(more));
      words.add(file.toString());
      int exit =
          Signalbox.commandLine()
              .setErr(new PrintWriter(err, true))
              .execute(words.toArray(String[]::new));
      return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(standard);
    }
  }

  private List<String> routesInForce() {
    return new DynamoDbDefinitions(dynamo, table, CanonicalForm::read, _ -> {})
        .inForce().routes().all().stream().map(Route::name).toList();
  }

  @Test
  void whatIsPublishedIsInForceAndWhatItChangesIsShown() throws Exception {
    Ended first = publish(file("web", "api"));
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("+ account dev", "+ repository 111111111111/eu-west-1/shop")
        .contains("+ route web", "+ route api", "is now in force, the first one");
    assertThat(routesInForce()).containsExactly("web", "api");

    Ended second = publish(file("web", "docs"));
    assertThat(second.out())
        .contains("+ route docs", "- route api", "is now in force in place of")
        .doesNotContain("route web", "account dev");
    assertThat(routesInForce()).containsExactly("web", "docs");
  }

  @Test
  void publishingTheSameAgainChangesNothing() throws Exception {
    publish(file("web"));

    Ended again = publish(file("web"));
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("is in force already").doesNotContain("route");
  }

  @Test
  void aChangedRouteIsShownValueByValue() throws Exception {
    Path file = file("web");
    publish(file);
    Files.writeString(file, Files.readString(file).replace("[main]", "[main, \"release/*\"]"));

    assertThat(publish(file).out())
        .contains("~ route web", "branches: [\"main\"] -> [\"main\",\"release/*\"]");
  }

  @Test
  void aBrokenDefinitionLeavesWhatIsInForce() throws Exception {
    publish(file("web"));
    Path broken = file("web", "web");

    Ended ended = publish(broken);

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("signalbox.yaml:8:");
    assertThat(routesInForce()).containsExactly("web");
  }

  @Test
  void aDryRunShowsTheDifferenceAndPublishesNothing() throws Exception {
    publish(file("web"));

    Ended dry = publish(file("web", "api"), "--dry-run");

    assertThat(dry.out()).contains("+ route api", "would be in force");
    assertThat(routesInForce()).containsExactly("web");
  }

  @Test
  void asJsonItIsOneObject() throws Exception {
    Ended ended = publish(file("web"), "--json");

    assertThat(ended.out())
        .startsWith("{\"version\":\"")
        .contains("\"before\":null,\"published\":true")
        .contains("{\"kind\":\"route\",\"name\":\"web\",\"before\":null,\"after\":{");
  }

  @Test
  void aTableThatDoesNotExistIsNamed() throws Exception {
    Ended ended = publish(table + "-not", file("web"));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("in table " + table + "-not", "There is no table " + table + "-not in eu-west-1");
  }

  @Test
  void anAddressWithoutAHostIsWrongUse() throws Exception {
    var err = new StringWriter();
    int exit =
        Signalbox.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("publish", "--endpoint-url=localhost", "--region=eu-west-1", file("web") + "");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("--endpoint-url takes an address", "got localhost");
  }
}
