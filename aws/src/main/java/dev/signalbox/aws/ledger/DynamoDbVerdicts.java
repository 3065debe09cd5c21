package dev.signalbox.aws.ledger;

import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.HookId;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Verdicts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Hooks and their verdicts, in DynamoDB: an item for each hook, and one more while its deployment
 * has not been told. That one is written first and removed last, so that whoever crashes in between
 * leaves a hook that is looked after, never one that is forgotten.
 */
public final class DynamoDbVerdicts implements Verdicts {
  private final Table table;

  public DynamoDbVerdicts(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  @Override
  public Standing claim(Hook hook, Instant now, Instant until) {
    open(hook, now, until);
    heard(hook, now);
    return table.call(
        "claim a hook",
        dynamo -> {
          try {
            return new HookItem(
                    dynamo
                        .updateItem(request ->
                            request
                                .tableName(table.name())
                                .key(HookItem.key(hook.id()))
                                .conditionExpression(
                                    "attribute_not_exists(verdict)"
                                        + " AND (NOT held = :yes OR due <= :now)")
                                .updateExpression(
                                    "SET hook = :hook, since = if_not_exists(since, :now),"
                                        + " held = :yes, due = :until, expires = :expires")
                                .expressionAttributeValues(
                                    Map.of(
                                        ":hook", HookItem.json(hook),
                                        ":now", Table.millis(now),
                                        ":yes", AttributeValue.fromBool(true),
                                        ":until", Table.millis(until),
                                        ":expires", Table.expiry(now)))
                                .returnValues(ReturnValue.ALL_NEW))
                        .attributes())
                .yours();
          } catch (ConditionalCheckFailedException e) {
            return item(hook.id()).notYours();
          }
        });
  }

  /** Has it looked after from now on. */
  private void open(Hook hook, Instant now, Instant due) {
    Map<String, AttributeValue> item = new HashMap<>(HookItem.openKey(hook.id()));
    item.put(HookItem.HOOK, HookItem.json(hook));
    item.put(HookItem.DUE, Table.millis(due));
    item.put(Table.EXPIRES, Table.expiry(now));
    table.unlessTooLate(
        "open a hook",
        dynamo ->
            dynamo.putItem(request ->
                request
                    .tableName(table.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk)")));
  }

  /** ECS asks again for what is lost: only CodeDeploy's hooks are counted. */
  private void heard(Hook hook, Instant now) {
    if (!(hook instanceof Hook.CodeDeploy)) {
      return;
    }
    Map<String, AttributeValue> item =
        new HashMap<>(Table.key(HookItem.heard(hook.deployment()), hook.id().value()));
    item.put(Table.EXPIRES, Table.expiry(now));
    table.call(
        "remember that a hook was heard of",
        dynamo -> dynamo.putItem(request -> request.tableName(table.name()).item(item)));
  }

  @Override
  public int heardOf(String deployment) {
    return table.call(
        "count the hooks of a deployment",
        dynamo ->
            dynamo
                .query(request ->
                    request
                        .tableName(table.name())
                        .consistentRead(true)
                        .select(Select.COUNT)
                        .keyConditionExpression("pk = :heard")
                        .expressionAttributeValues(
                            Map.of(":heard", Table.text(HookItem.heard(deployment)))))
                .count());
  }

  @Override
  public void pause(Hook hook, List<Finding> found, Instant due) {
    table.unlessTooLate(
        "give a hook back",
        dynamo ->
            dynamo.updateItem(request ->
                request
                    .tableName(table.name())
                    .key(HookItem.key(hook.id()))
                    .conditionExpression("attribute_exists(pk) AND attribute_not_exists(verdict)")
                    .updateExpression("SET held = :no, due = :due, findings = :found")
                    .expressionAttributeValues(
                        Map.of(
                            ":no", AttributeValue.fromBool(false),
                            ":due", Table.millis(due),
                            ":found", HookItem.json(found)))));
  }

  @Override
  public Recorded give(Recorded recorded) {
    Hook hook = recorded.hook();
    open(hook, recorded.at(), recorded.at());
    return table.call(
        "record a verdict",
        dynamo -> {
          try {
            dynamo.updateItem(request ->
                request
                    .tableName(table.name())
                    .key(HookItem.key(hook.id()))
                    .conditionExpression("attribute_not_exists(verdict)")
                    .updateExpression(
                        "SET verdict = :verdict, hook = :hook, since = if_not_exists(since, :at),"
                            + " due = if_not_exists(due, :at), expires = :expires,"
                            + " drawer = :drawer, #at = :at")
                    // A word of DynamoDB's own.
                    .expressionAttributeNames(Map.of("#at", Filing.AT))
                    .expressionAttributeValues(
                        Map.of(
                            ":verdict", HookItem.json(recorded),
                            ":hook", HookItem.json(hook),
                            ":at", Table.millis(recorded.at()),
                            ":drawer", Table.text(VerdictRecords.DRAWER),
                            ":expires", Table.expiry(recorded.at()))));
            return recorded;
          } catch (ConditionalCheckFailedException e) {
            return item(hook.id()).given().orElseThrow();
          }
        });
  }

  @Override
  public void told(Hook hook, Instant at) {
    table.unlessTooLate(
        "remember that a verdict was told",
        dynamo -> {
          dynamo.updateItem(request ->
              request
                  .tableName(table.name())
                  .key(HookItem.key(hook.id()))
                  .conditionExpression("attribute_exists(pk)")
                  .updateExpression("SET told = :at")
                  .expressionAttributeValues(Map.of(":at", Table.millis(at))));
          dynamo.deleteItem(
              request -> request.tableName(table.name()).key(HookItem.openKey(hook.id())));
        });
  }

  @Override
  public Optional<Recorded> of(HookId hook) {
    return item(hook).given();
  }

  private HookItem item(HookId hook) {
    return new HookItem(table.item("read a verdict", HookItem.key(hook)));
  }

  @Override
  public List<Open> overdue(Instant now) {
    return new Partition(table, HookItem.OPEN)
        .items("look for hooks that wait").stream()
            .map(HookItem::new)
            .flatMap(open -> overdue(open, now).stream())
            .toList();
  }

  private Optional<Open> overdue(HookItem open, Instant now) {
    HookItem hook = item(open.id());
    // Whoever opened it may have come no further.
    Instant due = hook.item().isEmpty() ? open.due() : hook.due();
    return !hook.told() && due.isBefore(now) ? Optional.of(open.open(due)) : Optional.empty();
  }
}
