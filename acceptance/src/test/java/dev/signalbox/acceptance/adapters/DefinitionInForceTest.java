package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Routes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@SuppressWarnings("NullAway.Init") // made before each test
class DefinitionInForceTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private final String table = "ledger-" + UUID.randomUUID();
  private final List<String> alarms = new ArrayList<>();
  private DynamoDbClient dynamo;

  @BeforeEach
  void anEmptyTable() {
    AWS.createTable(AwsAccounts.TOOLS, table);
    dynamo = AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder());
  }

  private Publisher publisher() {
    return new Publisher(dynamo, table, InstantSource.system());
  }

  private DynamoDbDefinitions definitions() {
    return new DynamoDbDefinitions(dynamo, table, DefinitionInForceTest::definition, alarms::add);
  }

  /** In these tests the body of a definition is its version, and "broken" cannot be read. */
  private static Definition definition(byte[] body) {
    String version = new String(body, StandardCharsets.UTF_8);
    if (version.equals("broken")) {
      throw new IllegalArgumentException("broken");
    }
    return new Definition(version, new Routes(List.of(), List.of(), List.of()));
  }

  private Optional<String> publish(String version) {
    return publisher().publish(version, version.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void beforeAnythingIsPublishedEventsAreKeptForLater() {
    assertThatThrownBy(() -> definitions().inForce())
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("has one been published?");
    assertThat(alarms).singleElement().asString().contains("no definition is in force");
  }

  @Test
  void whatIsPublishedIsInForceAtOnceAlsoForWhoHasReadBefore() {
    publish("v1");
    DynamoDbDefinitions definitions = definitions();
    assertThat(definitions.inForce().version()).isEqualTo("v1");

    assertThat(publish("v2")).contains("v1");

    assertThat(definitions.inForce().version()).isEqualTo("v2");
    assertThat(alarms).isEmpty();
  }

  @Test
  void publishingAgainChangesNothing() {
    publish("v1");

    assertThat(publish("v1")).contains("v1");

    assertThat(definitions().inForce().version()).isEqualTo("v1");
  }

  @Test
  void whatCannotBeReadLeavesTheLastGoodOneInForceWithAnAlarm() {
    publish("v1");
    DynamoDbDefinitions warm = definitions();
    warm.inForce();
    publish("broken");

    assertThat(warm.inForce().version()).isEqualTo("v1");
    assertThat(definitions().inForce().version()).isEqualTo("v1");
    assertThat(alarms).hasSize(2).allMatch(alarm -> alarm.contains("cannot be read"));
  }

  @Test
  void aBodyThatSomebodyOverwroteIsNotTakenForThePublishedOne() {
    publish("v1");
    publish("v2");
    dynamo.updateItem(request ->
        request
            .tableName(table)
            .key(Map.of("pk", text("DEFINITION"), "sk", text("IN_FORCE")))
            .updateExpression("SET body = :body")
            .expressionAttributeValues(
                Map.of(":body", AttributeValue.fromB(SdkBytes.fromUtf8String("not compressed")))));

    assertThat(definitions().inForce().version()).isEqualTo("v1");
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  @Test
  void goingBackToAnEarlierVersionIsAPublicationLikeAnyOther() {
    publish("v1");
    publish("v2");

    assertThat(publish("v1")).contains("v2");

    assertThat(definitions().inForce().version()).isEqualTo("v1");
  }

  @Test
  void ofManyWhoPublishAtOnceNoneUndoesAnotherUnseen() throws Exception {
    publish("v0");
    int published = 0;
    try (var publishers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> all =
          IntStream.rangeClosed(1, 8)
              .mapToObj(number -> publishers.submit(() -> publish("v" + number)))
              .toList();
      for (Future<Optional<String>> one : all) {
        try {
          one.get();
          published++;
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(Refused.class);
        }
      }
    }
    assertThat(published).isPositive();
    assertThat(definitions().inForce().version()).isNotEqualTo("v0");
  }
}
