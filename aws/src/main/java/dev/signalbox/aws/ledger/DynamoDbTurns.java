package dev.signalbox.aws.ledger;

import dev.signalbox.core.release.Repository;
import dev.signalbox.core.turn.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Turns in DynamoDB: an item for each place that somebody has. */
public final class DynamoDbTurns implements Turns {
  private static final String UNTIL = "until";
  private static final Duration KEPT = Duration.ofDays(1);

  private final Table table;

  public DynamoDbTurns(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  private static Map<String, AttributeValue> key(Repository repository, int place) {
    return Table.key("TURNS#" + repository.arn(), "PLACE#" + place);
  }

  @Override
  public Optional<Turn> take(Repository repository, Instant now, Instant until) {
    // Not all begin with the same place: they would be in each other's way.
    int first = ThreadLocalRandom.current().nextInt(MOST);
    for (int i = 0; i < MOST; i++) {
      var turn = new Turn(repository, (first + i) % MOST, until);
      if (isTaken(turn, now)) {
        return Optional.of(turn);
      }
    }
    return Optional.empty();
  }

  private boolean isTaken(Turn turn, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(key(turn.repository(), turn.place()));
    item.put(UNTIL, Table.millis(turn.until()));
    item.put(
        Table.EXPIRES,
        AttributeValue.fromN(Long.toString(turn.until().plus(KEPT).getEpochSecond())));
    return table.call(
        "take a turn",
        dynamo -> {
          try {
            dynamo.putItem(request ->
                request
                    .tableName(table.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk) OR #until <= :now")
                    // A word of DynamoDB's own.
                    .expressionAttributeNames(Map.of("#until", UNTIL))
                    .expressionAttributeValues(Map.of(":now", Table.millis(now))));
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  @Override
  public void give(Turn turn) {
    table.unlessTooLate(
        "give a turn back",
        dynamo ->
            dynamo.deleteItem(request ->
                request
                    .tableName(table.name())
                    .key(key(turn.repository(), turn.place()))
                    .conditionExpression("#until = :until")
                    .expressionAttributeNames(Map.of("#until", UNTIL))
                    .expressionAttributeValues(Map.of(":until", Table.millis(turn.until())))));
  }
}
