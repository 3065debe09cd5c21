package dev.signalbox.aws.ledger;

import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Progress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Executions in DynamoDB: both facts are of one item, so whoever writes second reads both. */
public final class DynamoDbExecutions implements Executions {
  private final Table table;
  private final InstantSource clock;

  public DynamoDbExecutions(DynamoDbClient dynamo, String table, InstantSource clock) {
    this.table = new Table(dynamo, table);
    this.clock = clock;
  }

  private static Map<String, AttributeValue> key(Execution execution) {
    return Table.key(partition(execution), "EXECUTION");
  }

  static String partition(Execution execution) {
    return "EXECUTION#%s#%s".formatted(execution.pipeline().arn(), execution.id());
  }

  @Override
  public Known runsFor(Execution execution, Purpose purpose) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":trigger", Table.text(purpose.trigger().value()));
    values.put(":expires", Table.expiry(clock.instant()));
    purpose
        .line()
        .ifPresent(line -> {
          values.put(":repository", place(line.repository()));
          values.put(":ref", ref(line.ref()));
        });
    return known(
        execution,
        table.call(
            "note what an execution runs for",
            dynamo ->
                dynamo
                    .updateItem(request -> {
                      request
                          .tableName(table.name())
                          .key(key(execution))
                          .updateExpression("SET starter = :trigger, expires = :expires")
                          .expressionAttributeValues(values)
                          .returnValues(ReturnValue.ALL_NEW);
                      if (purpose.line().isPresent()) {
                        request
                            .updateExpression(
                                "SET starter = :trigger, repository = :repository, #ref = :ref,"
                                    + " expires = :expires")
                            // A word of DynamoDB's own.
                            .expressionAttributeNames(Map.of("#ref", "ref"));
                      }
                    })
                    .attributes()));
  }

  @Override
  public Known ended(Execution execution, End end) {
    return known(
        execution,
        table.call(
            "note how an execution ended",
            dynamo -> {
              try {
                return dynamo
                    .updateItem(request ->
                        request
                            .tableName(table.name())
                            .key(key(execution))
                            .conditionExpression("attribute_not_exists(#end) OR #end <> :success")
                            .updateExpression("SET #end = :end, expires = :expires")
                            .expressionAttributeNames(Map.of("#end", "end"))
                            .expressionAttributeValues(
                                Map.of(
                                    ":end", Table.text(end.name()),
                                    ":success", Table.text(End.SUCCEEDED.name()),
                                    ":expires", Table.expiry(clock.instant())))
                            .returnValues(ReturnValue.ALL_NEW)
                            .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD))
                    .attributes();
              } catch (ConditionalCheckFailedException e) {
                return e.item();
              }
            }));
  }

  private static AttributeValue place(Repository repository) {
    return AttributeValue.fromM(
        Map.of(
            "provider", Table.text(repository.provider().name()),
            "account", Table.text(repository.account().value()),
            "region", Table.text(repository.region().value()),
            "name", Table.text(repository.name())));
  }

  private static AttributeValue ref(Ref ref) {
    return AttributeValue.fromM(
        Map.of("kind", Table.text(ref.kind().name()), "name", Table.text(ref.name())));
  }

  private static Known known(Execution execution, Map<String, AttributeValue> item) {
    return new Known(
        Optional.ofNullable(item.get("starter"))
            .map(trigger ->
                new Purpose(
                    item.containsKey("ref")
                        ? Optional.of(
                            new Progress.Line(execution.pipeline(), repository(item), ref(item)))
                        : Optional.empty(),
                    new TriggerId(trigger.s()))),
        Optional.ofNullable(item.get("end")).map(end -> End.valueOf(end.s())));
  }

  private static Repository repository(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> place = Table.part(item, "repository");
    return new Repository(
        Provider.valueOf(Table.text(place, "provider")),
        new AccountId(Table.text(place, "account")),
        new Region(Table.text(place, "region")),
        Table.text(place, "name"));
  }

  private static Ref ref(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> ref = Table.part(item, "ref");
    return new Ref(Ref.Kind.valueOf(Table.text(ref, "kind")), Table.text(ref, "name"));
  }
}
