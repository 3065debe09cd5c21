package dev.signalbox.aws.ledger;

import dev.signalbox.core.hook.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Deliveries in the ledger's table; each is forgotten after a month. */
public final class DynamoDbDeliveries implements Deliveries {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String DONE = "done";

  private final Table table;

  public DynamoDbDeliveries(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  private static Map<String, AttributeValue> key(String delivery) {
    return Table.key("DELIVERY#" + delivery, "DELIVERY");
  }

  private static AttributeValue expiry(Instant now) {
    return AttributeValue.fromN(Long.toString(now.plus(KEPT).getEpochSecond()));
  }

  @Override
  public Turn take(String delivery, Instant now, Instant until) {
    return table.call(
        "take a delivery",
        dynamo -> {
          try {
            dynamo.updateItem(request ->
                request
                    .tableName(table.name())
                    .key(key(delivery))
                    .conditionExpression(
                        "attribute_not_exists(pk) OR (attribute_not_exists(done) AND #until <="
                            + " :now)")
                    .updateExpression("SET #until = :until, expires = :expires")
                    .expressionAttributeNames(Map.of("#until", "until"))
                    .expressionAttributeValues(
                        Map.of(
                            ":now", Table.millis(now),
                            ":until", Table.millis(until),
                            ":expires", expiry(now)))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Turn.YOURS;
          } catch (ConditionalCheckFailedException e) {
            return e.item().containsKey(DONE) ? Turn.DONE : Turn.UNDER_WAY;
          }
        });
  }

  @Override
  public void done(String delivery, Instant now) {
    table.call(
        "end a delivery",
        dynamo ->
            dynamo.updateItem(request ->
                request
                    .tableName(table.name())
                    .key(key(delivery))
                    .updateExpression("SET done = :now, expires = :expires")
                    .expressionAttributeValues(
                        Map.of(":now", Table.millis(now), ":expires", expiry(now)))));
  }
}
