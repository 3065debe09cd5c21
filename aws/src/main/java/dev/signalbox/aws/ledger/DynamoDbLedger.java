package dev.signalbox.aws.ledger;

import dev.signalbox.aws.decision.DecisionsJson;
import dev.signalbox.core.ledger.Claim;
import dev.signalbox.core.ledger.Ledger;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Decisions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The ledger in DynamoDB. A condition that fails is an answer: somebody was there before. */
public final class DynamoDbLedger implements Ledger {
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final String EXECUTION = "execution";
  private static final String NOT_CONFIRMED = "attribute_not_exists(execution)";

  static final String DECISIONS = "decisions";

  /** An item holds 400 KB; the rest of ours is small. */
  private static final int LARGEST = 380_000;

  private final Table table;
  private final InstantSource clock;

  public DynamoDbLedger(DynamoDbClient dynamo, String table, InstantSource clock) {
    this.table = new Table(dynamo, table);
    this.clock = clock;
  }

  private static Map<String, AttributeValue> key(TriggerId trigger) {
    return Table.key("TRIGGER#" + trigger, "TRIGGER");
  }

  @Override
  public Claim claim(TriggerId trigger, Instant now, Instant until) {
    return table.call(
        "claim a trigger",
        dynamo -> {
          try {
            return granted(
                dynamo
                    .updateItem(request ->
                        request
                            .tableName(table.name())
                            .key(key(trigger))
                            .conditionExpression(
                                "attribute_not_exists(pk) OR (%s AND #until <= :now)"
                                    .formatted(NOT_CONFIRMED))
                            .updateExpression(
                                "SET since = if_not_exists(since, :now), #until = :until,"
                                    + " expires = :expires")
                            // A word of DynamoDB's own.
                            .expressionAttributeNames(Map.of("#until", UNTIL))
                            .expressionAttributeValues(
                                Map.of(
                                    ":now", Table.millis(now),
                                    ":until", Table.millis(until),
                                    ":expires", Table.expiry(now)))
                            .returnValues(ReturnValue.ALL_OLD)
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes());
          } catch (ConditionalCheckFailedException e) {
            return refused(e.item());
          }
        });
  }

  private static Claim granted(Map<String, AttributeValue> before) {
    AttributeValue since = before.get(SINCE);
    return since == null ? new Claim.Granted() : new Claim.Recovered(Table.instant(since));
  }

  private static Claim refused(Map<String, AttributeValue> item) {
    AttributeValue execution = item.get(EXECUTION);
    if (execution != null) {
      return new Claim.Confirmed(new ExecutionId(execution.s()));
    }
    AttributeValue until = item.get(UNTIL);
    if (until == null) {
      throw new IllegalStateException("A trigger has neither an execution nor a deadline");
    }
    return new Claim.Held(Table.instant(until));
  }

  @Override
  public void confirm(TriggerId trigger, ExecutionId execution, Instant now) {
    table.unlessTooLate(
        "confirm a trigger",
        dynamo ->
            dynamo.updateItem(request ->
                request
                    .tableName(table.name())
                    .key(key(trigger))
                    .conditionExpression(NOT_CONFIRMED)
                    .updateExpression(
                        "SET execution = :execution, confirmed = :now, expires = :expires")
                    .expressionAttributeValues(
                        Map.of(
                            ":execution", Table.text(execution.value()),
                            ":now", Table.millis(now),
                            ":expires", Table.expiry(now)))));
  }

  @Override
  public void release(TriggerId trigger) {
    table.unlessTooLate(
        "release a trigger",
        dynamo ->
            dynamo.deleteItem(request ->
                request
                    .tableName(table.name())
                    .key(key(trigger))
                    .conditionExpression(NOT_CONFIRMED)));
  }

  @Override
  public void record(Decisions decisions) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            Table.key(decisionsOf(decisions.subject()), "VERSION#" + decisions.version()));
    Instant now = clock.instant();
    item.put("subject", Table.text(decisions.subject()));
    item.put("complete", AttributeValue.fromBool(decisions.complete()));
    item.put(DECISIONS, Table.bytes(fitting(decisions)));
    item.putAll(Filing.of(decisions, now));
    item.put(Table.EXPIRES, Table.expiry(now));
    table.unlessTooLate(
        "record decisions",
        dynamo ->
            dynamo.putItem(request ->
                request
                    .tableName(table.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk) OR complete = :no")
                    .expressionAttributeValues(Map.of(":no", AttributeValue.fromBool(false)))));
  }

  private static byte[] fitting(Decisions decisions) {
    byte[] all = compressed(decisions);
    return all.length <= LARGEST ? all : compressed(decisions.taken());
  }

  private static byte[] compressed(Decisions decisions) {
    return Compressed.of(DecisionsJson.of(decisions).getBytes(StandardCharsets.UTF_8));
  }

  /** The partition of a subject's decisions; a subject may be longer than a key. */
  static String decisionsOf(String subject) {
    return "DECISIONS#" + Table.digest(subject);
  }
}
