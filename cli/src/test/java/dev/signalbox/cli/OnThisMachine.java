package dev.signalbox.cli;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Http;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** AWS on loopback with tables of the ledger's shape, and the command that asks them. */
@SuppressWarnings("NullAway.Init") // made before the tests
final class OnThisMachine implements BeforeAllCallback, AfterAllCallback {
  static final String ACCOUNT = "111111111111";
  private static final GlobalSecondaryIndex RECENT =
      GlobalSecondaryIndex.builder()
          .indexName("recent")
          .keySchema(List.of(key("drawer", KeyType.HASH), key("at", KeyType.RANGE)))
          .projection(projection ->
              projection
                  .projectionType(ProjectionType.INCLUDE)
                  .nonKeyAttributes("repository", "ref", "commit", "delivery", "outcomes"))
          .build();

  private Local local;
  private SdkHttpClient http;
  private DynamoDbClient dynamo;

  @Override
  public void beforeAll(ExtensionContext context) {
    local = Local.start(LocalOptions.defaults());
    http = Http.client();
    dynamo = connection().client(DynamoDbClient.builder());
    System.setProperty("aws.accessKeyId", ACCOUNT);
    System.setProperty("aws.secretAccessKey", "local");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    dynamo.close();
    http.close();
    local.close();
  }

  Local local() {
    return local;
  }

  Connection connection() {
    return connection(ACCOUNT);
  }

  Connection connection(String account) {
    return new Connection(
        Region.EU_WEST_1,
        Optional.of(local.address()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "local")),
        http);
  }

  DynamoDbClient dynamo() {
    return dynamo;
  }

  /** A new table. */
  String table() {
    return table(request ->
        request
            .attributeDefinitions(
                List.of(of("pk", "S"), of("sk", "S"), of("drawer", "S"), of("at", "N")))
            .globalSecondaryIndexes(List.of(RECENT)));
  }

  /** A table as templates had it before there was an index. */
  String tableWithoutIndex() {
    return table(request -> request.attributeDefinitions(List.of(of("pk", "S"), of("sk", "S"))));
  }

  private String table(Consumer<CreateTableRequest.Builder> more) {
    String table = "ledger-" + UUID.randomUUID();
    dynamo.createTable(request ->
        more.accept(
            request
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)))));
    dynamo.waiter().waitUntilTableExists(request -> request.tableName(table));
    return table;
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition of(String name, String type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  /** The command, asking a ledger of this machine. */
  CommandRun run(String table, List<String> command, Object... more) {
    List<Object> words = new ArrayList<>(command);
    words.addAll(List.of("--table", table));
    return run(words, more);
  }

  /** The command, asking this machine. */
  CommandRun run(List<Object> command, Object... more) {
    List<Object> words = new ArrayList<>(command);
    words.addAll(List.of("--endpoint-url", local.address()));
    words.addAll(List.of("--region", "eu-west-1"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }
}
