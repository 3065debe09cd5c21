package dev.signalbox.aws.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what was decided, as {@link dev.signalbox.aws.decision.DecisionsJson} wrote it. */
public final class DecisionRecords {
  private final Table table;

  public DecisionRecords(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  /**
   * A record as the index knows it.
   *
   * @param repository with its account and Region; empty for an event that was not believed
   * @param ref what of it: a ref in full, pull-request/1, an image's tag or an object's key
   * @param outcomes the words for all outcomes in the record
   */
  public record Entry(
      Instant at,
      String repository,
      String ref,
      String commit,
      String delivery,
      Set<String> outcomes,
      Key key) {
    /** Where the record itself lies. */
    record Key(String partition, String sort) {}
  }

  /**
   * What was decided about a subject: a JSON object for each version of the definition that saw it.
   *
   * @param subject see {@link dev.signalbox.core.route.Decisions#subject()}
   * @return the newest first; empty when nothing has been decided yet
   */
  public List<String> about(String subject) {
    return new Partition(table, DynamoDbLedger.decisionsOf(subject))
        .items("read decisions").stream().sorted(Newest.FIRST).map(DecisionRecords::json).toList();
  }

  /**
   * The records since a time, newest first; they are read as the stream is.
   *
   * @param repository by its name alone or with account and Region; of any where it is absent
   */
  public Stream<Entry> newest(Optional<String> repository, Instant since) {
    return new Drawers(table)
        .newest("read decisions", Filing.drawers(repository), since)
        .map(DecisionRecords::entry)
        .filter(entry -> repository.map(name -> isNamed(entry.repository(), name)).orElse(true));
  }

  private static boolean isNamed(String repository, String name) {
    return repository.equals(name)
        || repository.endsWith("/" + name)
        || repository.endsWith(":" + name);
  }

  /** The record itself; absent where it was forgotten in between. */
  public Optional<String> record(Entry entry) {
    return Optional.of(
            table.item("read decisions", Table.key(entry.key().partition(), entry.key().sort())))
        .filter(item -> !item.isEmpty())
        .map(DecisionRecords::json);
  }

  private static Entry entry(Map<String, AttributeValue> item) {
    AttributeValue outcomes = item.get(Filing.OUTCOMES);
    return new Entry(
        Newest.at(item),
        text(item, Filing.REPOSITORY),
        text(item, Filing.REF),
        text(item, Filing.COMMIT),
        text(item, Filing.DELIVERY),
        outcomes == null ? Set.of() : Set.copyOf(outcomes.ss()),
        new Entry.Key(text(item, Table.PARTITION), text(item, Table.SORT)));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }

  private static String json(Map<String, AttributeValue> item) {
    AttributeValue decisions = item.get(DynamoDbLedger.DECISIONS);
    if (decisions == null) {
      throw new IllegalStateException("A record of decisions has none");
    }
    return new String(Compressed.plain(decisions.b().asByteArrayUnsafe()), StandardCharsets.UTF_8);
  }
}
