package dev.signalbox.aws.ledger;

import dev.signalbox.core.Refused;
import dev.signalbox.core.gate.HookId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where evidence lies, and the digest that tells whether it still is what was put there. */
public final class EvidenceNotes {
  private static final String BUCKET = "evidenceBucket";
  private static final String KEY = "evidenceKey";
  private static final String DIGEST = "evidenceDigest";

  private final Table table;

  public EvidenceNotes(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  /**
   * A bundle's place.
   *
   * @param digest of its manifest
   */
  public record Note(String bucket, String key, String digest) {}

  /**
   * Notes where a hook's bundle is to lie. The first note stays, and is what everybody gets: so a
   * bundle that is there is the one that the ledger knows.
   */
  public Note kept(HookId hook, Note note) {
    table.unlessTooLate(
        "note where evidence is",
        dynamo ->
            dynamo.updateItem(request ->
                request
                    .tableName(table.name())
                    .key(HookItem.key(hook))
                    .conditionExpression(
                        "attribute_exists(verdict) AND attribute_not_exists(evidenceKey)")
                    .updateExpression(
                        "SET evidenceBucket = :bucket, evidenceKey = :key, evidenceDigest ="
                            + " :digest")
                    .expressionAttributeValues(
                        Map.of(
                            ":bucket", Table.text(note.bucket()),
                            ":key", Table.text(note.key()),
                            ":digest", Table.text(note.digest())))));
    return of(hook).orElseThrow(() -> new Refused("The ledger knows no verdict for this evidence"));
  }

  public Optional<Note> of(HookId hook) {
    Map<String, AttributeValue> item = table.item("read where evidence is", HookItem.key(hook));
    return item.containsKey(KEY)
        ? Optional.of(
            new Note(Table.text(item, BUCKET), Table.text(item, KEY), Table.text(item, DIGEST)))
        : Optional.empty();
  }
}
