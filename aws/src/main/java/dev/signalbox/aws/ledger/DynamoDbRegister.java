package dev.signalbox.aws.ledger;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ephemeral.BranchPipeline;
import dev.signalbox.core.ephemeral.Lease;
import dev.signalbox.core.ephemeral.Register;
import dev.signalbox.core.ephemeral.Registered;
import dev.signalbox.core.release.PipelineId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The register in DynamoDB: one partition, in which those of one template stand together. An item
 * says who is at work, what is known, or both.
 */
public final class DynamoDbRegister implements Register {
  private static final String PARTITION = "EPHEMERAL";
  private static final String UNTIL = "until";
  private static final String KNOWN = "known";
  private static final String MINE = "holder = :holder";

  private final Table table;

  public DynamoDbRegister(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  private static String prefix(PipelineId template) {
    return template.arn() + "#";
  }

  private static Map<String, AttributeValue> key(BranchPipeline pipeline) {
    return Table.key(PARTITION, prefix(pipeline.plan().template()) + pipeline.id().name());
  }

  @Override
  public Lease take(BranchPipeline pipeline, Instant now, Instant until) {
    String token = UUID.randomUUID().toString();
    return table.call(
        "ask for a pipeline",
        dynamo -> {
          try {
            return new Lease.Taken(
                pipeline,
                token,
                known(
                    dynamo
                        .updateItem(request ->
                            request
                                .tableName(table.name())
                                .key(key(pipeline))
                                .conditionExpression(
                                    "attribute_not_exists(holder) OR holder = :holder OR #until <="
                                        + " :now")
                                .updateExpression("SET holder = :holder, #until = :until")
                                // A word of DynamoDB's own.
                                .expressionAttributeNames(Map.of("#until", UNTIL))
                                .expressionAttributeValues(
                                    Map.of(
                                        ":holder", Table.text(token),
                                        ":now", Table.millis(now),
                                        ":until", Table.millis(until)))
                                .returnValues(ReturnValue.ALL_NEW)
                                .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .attributes()));
          } catch (ConditionalCheckFailedException e) {
            return held(e.item(), until);
          }
        });
  }

  /** By the time one is turned away, whoever was at work may have gone. */
  private static Lease held(Map<String, AttributeValue> item, Instant until) {
    return new Lease.Held(Optional.ofNullable(item.get(UNTIL)).map(Table::instant).orElse(until));
  }

  private static Optional<Registered> known(Map<String, AttributeValue> item) {
    return item.containsKey(KNOWN)
        ? Optional.of(RegisterItem.read(Table.part(item, KNOWN)))
        : Optional.empty();
  }

  @Override
  public void write(Lease.Taken lease, Registered known) {
    mine(
        lease,
        request ->
            request
                .updateExpression("SET known = :known")
                .expressionAttributeValues(
                    Map.of(
                        ":holder", Table.text(lease.token()),
                        ":known", AttributeValue.fromM(RegisterItem.of(known)))));
  }

  @Override
  public void erase(Lease.Taken lease) {
    mine(
        lease,
        request ->
            request
                .updateExpression("REMOVE known")
                .expressionAttributeValues(Map.of(":holder", Table.text(lease.token()))));
  }

  private void mine(Lease.Taken lease, Consumer<UpdateItemRequest.Builder> change) {
    table.call(
        "write about a pipeline",
        dynamo -> {
          try {
            return dynamo.updateItem(request -> {
              request.tableName(table.name()).key(key(lease.pipeline())).conditionExpression(MINE);
              change.accept(request);
            });
          } catch (ConditionalCheckFailedException e) {
            throw new Unavailable(
                "someone else is at work on pipeline %s now".formatted(lease.pipeline().id()), e);
          }
        });
  }

  @Override
  public void giveBack(Lease.Taken lease) {
    table.call(
        "give a pipeline back",
        dynamo -> {
          try {
            dynamo.deleteItem(request ->
                request
                    .tableName(table.name())
                    .key(key(lease.pipeline()))
                    .conditionExpression(MINE + " AND attribute_not_exists(known)")
                    .expressionAttributeValues(Map.of(":holder", Table.text(lease.token()))));
          } catch (ConditionalCheckFailedException e) {
            giveBackKnown(dynamo, lease);
          }
          return true;
        });
  }

  private void giveBackKnown(DynamoDbClient dynamo, Lease.Taken lease) {
    try {
      dynamo.updateItem(request ->
          request
              .tableName(table.name())
              .key(key(lease.pipeline()))
              .conditionExpression(MINE)
              .updateExpression("REMOVE holder, #until")
              .expressionAttributeNames(Map.of("#until", UNTIL))
              .expressionAttributeValues(Map.of(":holder", Table.text(lease.token()))));
    } catch (ConditionalCheckFailedException e) {
      // It has passed to someone else, whose it stays.
    }
  }

  @Override
  public List<Registered> of(PipelineId template) {
    return list(
        "pk = :list AND begins_with(sk, :template)",
        Map.of(":list", Table.text(PARTITION), ":template", Table.text(prefix(template))));
  }

  @Override
  public List<Registered> all() {
    return list("pk = :list", Map.of(":list", Table.text(PARTITION)));
  }

  private List<Registered> list(String condition, Map<String, AttributeValue> values) {
    return table.call(
        "list pipelines",
        dynamo ->
            dynamo
                .queryPaginator(request ->
                    request
                        .tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(new HashMap<>(values)))
                .items()
                .stream()
                .flatMap(item -> known(item).stream())
                .toList());
  }
}
