package dev.signalbox.aws.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what was decided, as {@link dev.signalbox.aws.decision.DecisionsJson} wrote it. */
public final class DecisionRecords {
  private final Table table;

  public DecisionRecords(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  /**
   * What was decided about a subject: a JSON object for each version of the definition that saw it.
   *
   * @param subject see {@link dev.signalbox.core.route.Decisions#subject()}
   * @return empty when nothing has been decided yet
   */
  public List<String> about(String subject) {
    return table.call(
        "read decisions",
        dynamo ->
            dynamo
                .queryPaginator(request ->
                    request
                        .tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :subject")
                        .expressionAttributeValues(
                            Map.of(":subject", Table.text(DynamoDbLedger.decisionsOf(subject)))))
                .items()
                .stream()
                .map(DecisionRecords::json)
                .toList());
  }

  private static String json(Map<String, AttributeValue> item) {
    AttributeValue decisions = item.get(DynamoDbLedger.DECISIONS);
    if (decisions == null) {
      throw new IllegalStateException("A record of decisions has none");
    }
    return new String(Compressed.plain(decisions.b().asByteArrayUnsafe()), StandardCharsets.UTF_8);
  }
}
