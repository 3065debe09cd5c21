package dev.signalbox.aws.ledger;

import dev.signalbox.core.release.Repository;
import dev.signalbox.core.turn.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Turns in DynamoDB: an item for each place that somebody has. */
public final class DynamoDbTurns implements Turns {
  private static final String UNTIL = "until";
  private static final String PLACE = "PLACE#";
  private static final Duration KEPT = Duration.ofDays(1);

  private final Table table;

  public DynamoDbTurns(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  private static Map<String, AttributeValue> key(Repository repository, int place) {
    return Table.key(partition(repository), PLACE + place);
  }

  private static String partition(Repository repository) {
    return "TURNS#" + repository.arn();
  }

  @Override
  public Optional<Turn> take(Repository repository, Instant now, Instant until) {
    // Not all begin with the same place: they would be in each other's way.
    var first = new Turn(repository, ThreadLocalRandom.current().nextInt(MOST), until);
    if (isOurs(first, now)) {
      return Optional.of(first);
    }
    // In a flood all are taken nearly always, which one read tells.
    Set<Integer> taken = taken(repository, now);
    return IntStream.range(0, MOST)
        .filter(place -> !taken.contains(place))
        .mapToObj(place -> new Turn(repository, place, until))
        .filter(turn -> isOurs(turn, now))
        .findFirst();
  }

  @Override
  public boolean anyFree(Repository repository, Instant now) {
    return taken(repository, now).size() < MOST;
  }

  private Set<Integer> taken(Repository repository, Instant now) {
    QueryResponse turns =
        table.call(
            "see which turns are taken",
            dynamo ->
                dynamo.query(request ->
                    request
                        .tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :repository")
                        .filterExpression("#until > :now")
                        .expressionAttributeNames(Map.of("#until", UNTIL))
                        .expressionAttributeValues(
                            Map.of(
                                ":repository", Table.text(partition(repository)),
                                ":now", Table.millis(now)))));
    return turns.items().stream()
        .map(item -> Table.text(item, Table.SORT).substring(PLACE.length()))
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  private boolean isOurs(Turn turn, Instant now) {
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
