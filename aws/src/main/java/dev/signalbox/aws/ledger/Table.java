package dev.signalbox.aws.ledger;

import dev.signalbox.aws.client.Calls;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The ledger's table: items of several kinds, found by a partition key and a sort key. */
record Table(DynamoDbClient dynamo, String name) {
  /** Longer than CodePipeline keeps its own history. */
  private static final Duration KEPT = Duration.ofDays(400);

  static final String PARTITION = "pk";
  static final String SORT = "sk";
  static final String EXPIRES = "expires";

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, text(partition), SORT, text(sort));
  }

  /** The key of an item of ours. */
  static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return key(text(item, PARTITION), text(item, SORT));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /** A text of an item of ours. */
  static String text(Map<String, AttributeValue> item, String name) {
    return need(item, name).s();
  }

  /** What several texts of an item of ours stand in. */
  static Map<String, AttributeValue> part(Map<String, AttributeValue> item, String name) {
    return need(item, name).m();
  }

  static AttributeValue need(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name))
        .orElseThrow(() -> new IllegalStateException("An item of the ledger has no " + name));
  }

  /** What may be longer than a key, as a key. */
  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static AttributeValue millis(Instant time) {
    return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
  }

  static Instant instant(AttributeValue millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis.n()));
  }

  static AttributeValue bytes(byte[] value) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
  }

  /** When DynamoDB may forget an item, in its own unit. */
  static AttributeValue expiry(Instant from) {
    return AttributeValue.fromN(Long.toString(from.plus(KEPT).getEpochSecond()));
  }

  <T> T call(String what, Function<DynamoDbClient, T> call) {
    return Calls.call(
        what + " in table " + name,
        "Do these credentials allow using the table?",
        () -> call.apply(dynamo));
  }

  /** The item of that key as it is now; empty where there is none. */
  Map<String, AttributeValue> item(String what, Map<String, AttributeValue> key) {
    return call(
        what,
        client -> client.getItem(it -> it.tableName(name).key(key).consistentRead(true)).item());
  }

  /** Writes unless a condition says that it has been done, or cannot be any more. */
  void unlessTooLate(String what, Consumer<DynamoDbClient> write) {
    call(
        what,
        dynamo -> {
          try {
            write.accept(dynamo);
          } catch (ConditionalCheckFailedException e) {
            // Either way that is the end of it.
          }
          return true;
        });
  }
}
