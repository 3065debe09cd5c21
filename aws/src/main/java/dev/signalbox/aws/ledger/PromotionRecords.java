package dev.signalbox.aws.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what followed from executions, newest first. */
public final class PromotionRecords {
  /** Executions that promote something are few: they share one. */
  static final String DRAWER = "PROMOTIONS";

  private final Table table;

  public PromotionRecords(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  /**
   * What followed from one execution.
   *
   * @param json as {@link dev.signalbox.aws.observe.ObservedJson} wrote it
   */
  public record Entry(Instant at, String json) {}

  /** The records since a time; they are read as the stream is. */
  public Stream<Entry> newest(Instant since) {
    return new Drawers(table)
        .newest("read promotions", List.of(DRAWER), since)
        .flatMap(entry -> entry(entry).stream());
  }

  /** The index knows only where it lies; it may have been forgotten in between. */
  private Optional<Entry> entry(Map<String, AttributeValue> filed) {
    Map<String, AttributeValue> item = table.item("read promotions", Table.keyOf(filed));
    return Optional.ofNullable(item.get(DynamoDbObservations.PROMOTIONS))
        .map(bytes ->
            new Entry(
                Newest.at(item),
                new String(
                    Compressed.plain(bytes.b().asByteArrayUnsafe()), StandardCharsets.UTF_8)));
  }
}
