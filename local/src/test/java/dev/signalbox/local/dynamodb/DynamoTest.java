package dev.signalbox.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.LocalServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.dynamodb.services.local.monitoring.Telemetry;

/** DynamoDB as the SDK's client meets it. */
class DynamoTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private static DynamoDbClient client;

  @BeforeAll
  static void createTable() {
    client = SERVER.client(DynamoDbClient.builder());
    long start = System.nanoTime();
    client.createTable(table("ledger"));
    System.out.printf(
        "DynamoDB's first answer after %d ms%n", (System.nanoTime() - start) / 1_000_000);
  }

  private static CreateTableRequest table(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(List.of(attribute("id")))
        .keySchema(List.of(key("id")))
        .build();
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static Map<String, AttributeValue> item(String id, String owner) {
    return Map.of("id", AttributeValue.fromS(id), "owner", AttributeValue.fromS(owner));
  }

  @Test
  void aTableThatIsNotThereIsTold() {
    assertThatThrownBy(() -> client.describeTable(r -> r.tableName("nobodys")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageStartingWith("Requested resource not found: Table: nobodys not found");
    assertThatThrownBy(() ->
            client.getItem(
                r -> r.tableName("nobodys").key(Map.of("id", AttributeValue.fromS("x")))))
        .hasMessageStartingWith("Requested resource not found (");
  }

  @Test
  void exactlyOneOfEightRacingClaimsWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      String id = UUID.randomUUID().toString();
      try (var threads = Executors.newFixedThreadPool(8)) {
        List<Callable<Boolean>> claims =
            java.util.stream.IntStream.range(0, 8)
                .mapToObj(owner -> (Callable<Boolean>) () -> claims(id, "owner" + owner))
                .toList();
        long winners = 0;
        for (var claim : threads.invokeAll(claims)) {
          winners += claim.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    }
  }

  private static boolean claims(String id, String owner) {
    try {
      client.putItem(it ->
          it.tableName("ledger")
              .item(item(id, owner))
              .conditionExpression("attribute_not_exists(id)"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Test
  void aFailedConditionShowsTheItemThatIsThereWhenAsked() {
    client.putItem(it -> it.tableName("ledger").item(item("x\n✓", "ada")));

    assertThatThrownBy(() ->
            client.putItem(it ->
                it.tableName("ledger")
                    .item(item("x\n✓", "bob"))
                    .conditionExpression("attribute_not_exists(id)")
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD)))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            e -> {
              assertThat(e.item()).isEqualTo(item("x\n✓", "ada"));
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("The conditional request failed");
              assertThat(e.statusCode()).isEqualTo(400);
            });
  }

  @Test
  void aCancelledTransactionSaysWhyForEachItemAndChangesNothing() {
    client.putItem(it -> it.tableName("ledger").item(item("taken", "ada")));

    assertThatThrownBy(() ->
            client.transactWriteItems(it ->
                it.transactItems(
                    List.of(put("fresh", Put.builder()), put("taken", unlessThere())))))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons())
                    .extracting("code")
                    .containsExactly("None", "ConditionalCheckFailed"));
    assertThat(read(client, "fresh").hasItem()).isFalse();
  }

  private static Put.Builder unlessThere() {
    return Put.builder().conditionExpression("attribute_not_exists(id)");
  }

  private static TransactWriteItem put(String id, Put.Builder put) {
    Put whole = put.tableName("ledger").item(item(id, "bob")).build();
    return TransactWriteItem.builder().put(whole).build();
  }

  private static GetItemResponse read(DynamoDbClient from, String id) {
    return from.getItem(it ->
        it.tableName("ledger").key(Map.of("id", AttributeValue.fromS(id))).consistentRead(true));
  }

  @Test
  void anUnknownTableIsNotFound() {
    assertThatThrownBy(() -> client.scan(it -> it.tableName("nowhere")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aTableCannotBeCreatedTwice() {
    assertThatThrownBy(() -> client.createTable(table("ledger")))
        .isInstanceOf(ResourceInUseException.class);
  }

  @Test
  void aMalformedExpressionIsRefusedAsOnAws() {
    assertThatThrownBy(() ->
            client.putItem(it ->
                it.tableName("ledger").item(item("a", "b")).conditionExpression("nonsense(((")))
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .startsWith("Invalid ConditionExpression: Syntax error;");
            });
  }

  @Test
  void accountsAndRegionsHaveTablesOfTheirOwn() {
    DynamoDbClient elsewhere =
        SERVER.client(DynamoDbClient.builder(), LocalServer.ACCOUNT, "local", "us-east-1");
    DynamoDbClient other =
        SERVER.client(DynamoDbClient.builder(), "222222222222", "local", "eu-west-1");

    assertThat(elsewhere.listTables().tableNames()).doesNotContain("ledger");
    assertThat(other.listTables().tableNames()).doesNotContain("ledger");
  }

  @Test
  void aTableIsNamedByTheCallersAccountAndRegion() {
    String arn = client.describeTable(it -> it.tableName("ledger")).table().tableArn();

    assertThat(arn).isEqualTo("arn:aws:dynamodb:eu-west-1:111111111111:table/ledger");
  }

  @Test
  void itemsCanBeGivenATimeToLive() {
    client.createTable(table("mortal"));
    client.updateTimeToLive(it ->
        it.tableName("mortal")
            .timeToLiveSpecification(ttl -> ttl.attributeName("until").enabled(true)));

    assertThat(
            client
                .describeTimeToLive(it -> it.tableName("mortal"))
                .timeToLiveDescription()
                .timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.ENABLED);
  }

  @Test
  void nobodyIsToldThatDynamodbWasStarted() {
    assertThat(Telemetry.getTelemetry()).isEmpty();
    assertThat(Files.exists(Path.of("dynamodb-local-metadata.json"))).isFalse();
  }
}
