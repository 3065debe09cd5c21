package dev.signalbox.aws.ledger;

import dev.signalbox.core.gate.check.Approvals;
import dev.signalbox.definitions.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What people have said, in the ledger's table. */
public final class DynamoDbApprovals implements Approvals {
  private static final String REQUEST = "request";
  private static final String DECISION = "decision";

  private final Table table;

  public DynamoDbApprovals(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  @Override
  public Optional<Decision> of(Request request) {
    Map<String, AttributeValue> item = table.item("read what was decided", key(request));
    return item.containsKey(DECISION)
        ? Optional.of(
            RecordJson.read(
                Decision.class, Table.text(item, DECISION).getBytes(StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  @Override
  public Decision decide(Request request, Decision decision) {
    Map<String, AttributeValue> item = new HashMap<>(key(request));
    item.put(REQUEST, json(request));
    item.put(DECISION, json(decision));
    item.put(Table.EXPIRES, Table.expiry(decision.at()));
    table.unlessTooLate(
        "note what was decided",
        dynamo ->
            dynamo.putItem(put ->
                put.tableName(table.name())
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk)")));
    return of(request).orElse(decision);
  }

  private static Map<String, AttributeValue> key(Request request) {
    return Table.key(
        "APPROVAL#" + Table.digest(request.deployment()),
        request.moment().text() + "#" + Table.digest(request.question()));
  }

  private static AttributeValue json(Record value) {
    return Table.text(new String(RecordJson.write(value), StandardCharsets.UTF_8));
  }
}
