package dev.signalbox.aws.ledger;

import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.definitions.json.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The turns at gates that are over, in DynamoDB: those of one deployment lie together. */
public final class PastTurns {
  private static final String TURN = "turn";

  /** An item holds 400 KB; a turn with more leaves its measurements out. */
  private static final int LARGEST = 300 * 1024;

  /** What all that are read measured may come to; of the older ones only the verdicts are kept. */
  private static final int MOST_MEASURED = 4 * 1024 * 1024;

  /** More than any deployment takes; the newest of them are read. */
  private static final int MOST = 200;

  private final Table table;

  public PastTurns(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  /** Remembers a turn; of those in one slice of a gate's time the last one stays. */
  public void add(PastTurn turn) {
    Map<String, AttributeValue> item =
        Map.of(
            Table.PARTITION,
            partition(turn.hook().deployment()),
            Table.SORT,
            Table.text(sort(turn)),
            TURN,
            Table.bytes(bytes(turn)),
            Table.EXPIRES,
            Table.expiry(turn.to()));
    table.call(
        "remember a turn of a gate",
        dynamo -> dynamo.putItem(request -> request.tableName(table.name()).item(item)));
  }

  /** Those of a deployment, as far as they can be read. */
  public List<PastTurn> of(String deployment) {
    return table.call(
        "read the turns of gates",
        dynamo -> {
          List<PastTurn> turns = new ArrayList<>();
          long measured = 0;
          for (Map<String, AttributeValue> item : newest(dynamo, deployment)) {
            byte[] json = plain(Table.need(item, TURN));
            measured += json.length;
            boolean fits = measured <= MOST_MEASURED;
            read(json).map(turn -> fits ? turn : turn.withoutMeasurements()).ifPresent(turns::add);
            if (turns.size() == MOST) {
              break;
            }
          }
          return turns;
        });
  }

  private Iterable<Map<String, AttributeValue>> newest(DynamoDbClient dynamo, String deployment) {
    return dynamo
        .queryPaginator(request ->
            request
                .tableName(table.name())
                .consistentRead(true)
                .scanIndexForward(false)
                .keyConditionExpression("pk = :deployment")
                .expressionAttributeValues(Map.of(":deployment", partition(deployment))))
        .items();
  }

  private static AttributeValue partition(String deployment) {
    return Table.text("GATE-TURNS#" + Table.digest(deployment));
  }

  /** By time first, so that the newest are found; a hook and a slice of its time are one item. */
  private static String sort(PastTurn turn) {
    return "%013d#%02d#%s"
        .formatted(turn.subject().since().toEpochMilli(), turn.slice(), turn.hook().id().value());
  }

  private static byte[] bytes(PastTurn turn) {
    byte[] all = json(turn);
    byte[] compressed = Compressed.of(all);
    // A value that checks itself does not take what stands for a secret.
    return compressed.length <= LARGEST && all.length <= MOST_MEASURED && read(all).isPresent()
        ? compressed
        : Compressed.of(json(turn.withoutMeasurements()));
  }

  private static byte[] json(PastTurn turn) {
    return RecordJson.write(turn, new KeptText());
  }

  /** What cannot be read does not keep the others from being read. */
  private static byte[] plain(AttributeValue compressed) {
    try {
      return Compressed.plain(compressed.b().asByteArrayUnsafe());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static Optional<PastTurn> read(byte[] json) {
    try {
      return Optional.of(RecordJson.read(PastTurn.class, json));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
