package dev.signalbox.aws.ledger;

import dev.signalbox.core.Refused;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Puts definitions in force. */
public final class Publisher {
  private final Table table;
  private final InstantSource clock;

  public Publisher(DynamoDbClient dynamo, String table, InstantSource clock) {
    this.table = new Table(dynamo, table);
    this.clock = clock;
  }

  /**
   * What is in force.
   *
   * @param canonical its canonical bytes, absent where they cannot be read
   */
  public record Published(String version, Optional<byte[]> canonical) {}

  /**
   * Puts a definition in force; doing so again changes nothing.
   *
   * @param canonical the definition's canonical bytes, of which the version is the digest
   * @return the version that was in force before
   * @throws Refused where somebody else published at the same time
   */
  public Optional<String> publish(String version, byte[] canonical) {
    Optional<Published> before = inForce();
    publish(version, canonical, before);
    return before.map(Published::version);
  }

  /**
   * Puts a definition in force in place of what was seen to be.
   *
   * @throws Refused where that is not in force any more
   */
  public void publish(String version, byte[] canonical, Optional<Published> seen) {
    Optional<String> before = seen.map(Published::version);
    if (before.equals(Optional.of(version))) {
      return;
    }
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(DynamoDbDefinitions.VERSION, Table.text(version));
    item.put(DynamoDbDefinitions.BODY, Table.bytes(Compressed.of(canonical)));
    item.put("published", Table.millis(clock.instant()));
    before.ifPresent(previous -> item.put(DynamoDbDefinitions.PREVIOUS, Table.text(previous)));
    keep(version, item);
    putInForce(before, item);
  }

  /** What is in force now, if anything has been published. */
  public Optional<Published> inForce() {
    Map<String, AttributeValue> item =
        table.item(
            "read the definition",
            Table.key(DynamoDbDefinitions.PARTITION, DynamoDbDefinitions.IN_FORCE));
    return Optional.ofNullable(item.get(DynamoDbDefinitions.VERSION))
        .map(version ->
            new Published(
                version.s(),
                Optional.ofNullable(item.get(DynamoDbDefinitions.BODY)).flatMap(Publisher::plain)));
  }

  private static Optional<byte[]> plain(AttributeValue body) {
    try {
      return Optional.of(Compressed.plain(body.b().asByteArrayUnsafe()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A version that was in force before keeps its own predecessor: the way back has no circles. */
  private void keep(String version, Map<String, AttributeValue> item) {
    table.call(
        "keep a definition",
        dynamo -> {
          try {
            dynamo.putItem(request ->
                request
                    .tableName(table.name())
                    .item(at("VERSION#" + version, item))
                    .conditionExpression("attribute_not_exists(pk)"));
          } catch (ConditionalCheckFailedException e) {
            // It has been published before.
          }
          return true;
        });
  }

  private void putInForce(Optional<String> before, Map<String, AttributeValue> item) {
    table.call(
        "put a definition in force",
        dynamo -> {
          try {
            dynamo.putItem(request -> {
              request
                  .tableName(table.name())
                  .item(at(DynamoDbDefinitions.IN_FORCE, item))
                  .conditionExpression("attribute_not_exists(pk)");
              before.ifPresent(version ->
                  request
                      .conditionExpression("version = :before")
                      .expressionAttributeValues(Map.of(":before", Table.text(version))));
            });
          } catch (ConditionalCheckFailedException e) {
            throw new Refused(
                "Cannot put the definition in force: somebody else published at the same time", e);
          }
          return true;
        });
  }

  private static Map<String, AttributeValue> at(String sort, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> placed = new HashMap<>(item);
    placed.putAll(Table.key(DynamoDbDefinitions.PARTITION, sort));
    return placed;
  }
}
