package dev.signalbox.aws.ledger;

import dev.signalbox.aws.event.KeptPush;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.turn.Waiting;
import dev.signalbox.core.turn.WaitingRoom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Waiting pushes in DynamoDB: a partition for each repository, an item for each push, in the order
 * in which they were pushed.
 */
public final class DynamoDbWaitingRoom implements WaitingRoom {
  private static final String PUSH = "push";
  private static final String TRIES = "tries";
  private static final String UNTIL = "until";
  private static final int PAGE = 25;

  private final Table table;

  public DynamoDbWaitingRoom(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  private static String partition(Repository repository) {
    return "WAITING#" + repository.arn();
  }

  private static Map<String, AttributeValue> key(Push push) {
    return Table.key(
        partition(push.repository()),
        "%015d#%s".formatted(push.at().toEpochMilli(), Table.digest(push.move())));
  }

  @Override
  public void add(Waiting waiting) {
    Map<String, AttributeValue> item = new HashMap<>(key(waiting.push()));
    item.put(PUSH, Table.text(KeptPush.write(waiting.push(), waiting.relay())));
    item.put(TRIES, AttributeValue.fromN(Integer.toString(waiting.tries())));
    item.put(UNTIL, AttributeValue.fromN("0"));
    item.put(Table.EXPIRES, Table.expiry(waiting.push().at()));
    table.unlessTooLate(
        "let a push wait",
        dynamo ->
            dynamo.putItem(request ->
                request
                    .tableName(table.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk)")));
  }

  @Override
  public boolean anyWaits(Repository repository, Instant now) {
    Map<String, AttributeValue> start = Map.of();
    do {
      QueryResponse page = page(repository, now, start);
      if (!page.items().isEmpty()) {
        return true;
      }
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty());
    return false;
  }

  @Override
  public Optional<Waiting> next(Repository repository, Instant now, Instant until) {
    Map<String, AttributeValue> start = Map.of();
    do {
      QueryResponse page = page(repository, now, start);
      for (Map<String, AttributeValue> item : page.items()) {
        if (isOurs(item, now, until)) {
          return Optional.of(waiting(item));
        }
      }
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty());
    return Optional.empty();
  }

  private QueryResponse page(
      Repository repository, Instant now, Map<String, AttributeValue> start) {
    return table.call(
        "see which pushes wait",
        dynamo ->
            dynamo.query(request ->
                request
                    .tableName(table.name())
                    .consistentRead(true)
                    .limit(PAGE)
                    .exclusiveStartKey(start.isEmpty() ? null : start)
                    .keyConditionExpression("pk = :repository")
                    .filterExpression("#until <= :now")
                    .expressionAttributeNames(Map.of("#until", UNTIL))
                    .expressionAttributeValues(
                        Map.of(
                            ":repository", Table.text(partition(repository)),
                            ":now", Table.millis(now)))));
  }

  private boolean isOurs(Map<String, AttributeValue> item, Instant now, Instant until) {
    return table.call(
        "serve a push that waits",
        dynamo -> {
          try {
            dynamo.updateItem(request ->
                request
                    .tableName(table.name())
                    .key(keyOf(item))
                    .conditionExpression("attribute_exists(pk) AND #until <= :now")
                    .updateExpression("SET #until = :until")
                    .expressionAttributeNames(Map.of("#until", UNTIL))
                    .expressionAttributeValues(
                        Map.of(":now", Table.millis(now), ":until", Table.millis(until))));
            return true;
          } catch (ConditionalCheckFailedException e) {
            return false;
          }
        });
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Table.key(Table.text(item, Table.PARTITION), Table.text(item, Table.SORT));
  }

  private static Waiting waiting(Map<String, AttributeValue> item) {
    KeptPush kept = KeptPush.read(Table.text(item, PUSH));
    return new Waiting(
        kept.push(), Optional.of(kept.relay()), Integer.parseInt(Table.need(item, TRIES).n()));
  }

  @Override
  public void putOff(Waiting waiting, Instant until) {
    table.unlessTooLate(
        "let a push wait longer",
        dynamo ->
            dynamo.updateItem(request ->
                request
                    .tableName(table.name())
                    .key(key(waiting.push()))
                    .conditionExpression("attribute_exists(pk)")
                    .updateExpression("SET #until = :until, tries = :tries")
                    .expressionAttributeNames(Map.of("#until", UNTIL))
                    .expressionAttributeValues(
                        Map.of(
                            ":until", Table.millis(until),
                            ":tries", AttributeValue.fromN(Integer.toString(waiting.tries()))))));
  }

  @Override
  public void done(Waiting waiting) {
    table.call(
        "let a push wait no more",
        dynamo ->
            dynamo.deleteItem(request -> request.tableName(table.name()).key(key(waiting.push()))));
  }
}
