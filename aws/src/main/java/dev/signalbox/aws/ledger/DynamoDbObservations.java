package dev.signalbox.aws.ledger;

import dev.signalbox.aws.observe.ObservedJson;
import dev.signalbox.core.observe.Observation;
import dev.signalbox.core.observe.Observations;
import dev.signalbox.core.observe.Observed;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What followed from executions, beside what is known of them. */
public final class DynamoDbObservations implements Observations {
  static final String PROMOTIONS = "promotions";

  private final Table table;
  private final InstantSource clock;

  public DynamoDbObservations(DynamoDbClient dynamo, String table, InstantSource clock) {
    this.table = new Table(dynamo, table);
    this.clock = clock;
  }

  @Override
  public void record(Observed observed) {
    if (!(observed.observation() instanceof Observation.Ended ended)) {
      return;
    }
    Map<String, AttributeValue> item =
        new HashMap<>(
            Table.key(
                DynamoDbExecutions.partition(ended.execution()),
                "PROMOTIONS#" + observed.version()));
    item.put("complete", AttributeValue.fromBool(observed.complete()));
    if (!observed.promotions().isEmpty()) {
      item.put(Filing.DRAWER, Table.text(PromotionRecords.DRAWER));
      item.put(Filing.AT, Table.millis(clock.instant()));
    }
    item.put(
        PROMOTIONS,
        Table.bytes(Compressed.of(ObservedJson.of(observed).getBytes(StandardCharsets.UTF_8))));
    item.put(Table.EXPIRES, Table.expiry(clock.instant()));
    table.call(
        "record promotions",
        dynamo -> {
          try {
            return dynamo.putItem(request ->
                request
                    .tableName(table.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk) OR complete = :no")
                    .expressionAttributeValues(Map.of(":no", AttributeValue.fromBool(false))));
          } catch (ConditionalCheckFailedException e) {
            // All of it had been carried out before: that record stays.
            return item;
          }
        });
  }
}
