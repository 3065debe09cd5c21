package dev.signalbox.aws.ledger;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A partition of the ledger's table. */
record Partition(Table table, String key) {
  /** Its items as they are now, in the order of their sort keys. */
  List<Map<String, AttributeValue>> items(String what) {
    return table.call(
        what,
        dynamo ->
            dynamo
                .queryPaginator(query ->
                    query
                        .tableName(table.name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :partition")
                        .expressionAttributeValues(Map.of(":partition", Table.text(key))))
                .items()
                .stream()
                .toList());
  }
}
