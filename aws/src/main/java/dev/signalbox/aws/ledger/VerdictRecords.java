package dev.signalbox.aws.ledger;

import dev.signalbox.core.gate.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what gates said, newest first. */
public final class VerdictRecords {
  /** Deployments are few: they share one. */
  static final String DRAWER = "VERDICTS";

  private final Table table;

  public VerdictRecords(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  /** The verdicts since a time; they are read as the stream is. */
  public Stream<Recorded> newest(Instant since) {
    return new Drawers(table)
        .newest("read verdicts", List.of(DRAWER), since)
        .flatMap(entry -> recorded(entry).stream());
  }

  /** The index knows only where it lies; it may have been forgotten in between. */
  private Optional<Recorded> recorded(Map<String, AttributeValue> entry) {
    return new HookItem(table.item("read a verdict", Table.keyOf(entry))).given();
  }
}
