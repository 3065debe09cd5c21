package dev.signalbox.aws.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

/** The index {@code recent}: what was filed in its drawers, by time. */
record Drawers(Table table) {
  private static final int PAGE = 100;

  /**
   * The entries of some drawers since a time, newest first; they are read as the stream is.
   *
   * @param what is read, for a person who is told that it cannot be
   */
  Stream<Map<String, AttributeValue>> newest(String what, List<String> drawers, Instant since) {
    return Newest.of(
        drawers.stream().map(drawer -> drawer(drawer, since).items()).toList(),
        step -> table.call(what, _ -> step.getAsBoolean()));
  }

  private QueryIterable drawer(String drawer, Instant since) {
    return table
        .dynamo()
        .queryPaginator(request ->
            request
                .tableName(table.name())
                .indexName(Filing.INDEX)
                .scanIndexForward(false)
                .limit(PAGE)
                .keyConditionExpression("drawer = :drawer AND #at >= :since")
                // A word of DynamoDB's own.
                .expressionAttributeNames(Map.of("#at", Filing.AT))
                .expressionAttributeValues(
                    Map.of(":drawer", Table.text(drawer), ":since", Table.millis(since))));
  }
}
