package dev.signalbox.aws.ledger;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.Standing;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Progress in DynamoDB: the standings of a ref are one partition, which one query reads. A standing
 * is written in place of the one it was made from only; where another has been there before, the
 * change is made again, to that one.
 */
public final class DynamoDbProgress implements Progress {
  /** Each of them somebody else's success. */
  private static final int MOST_ATTEMPTS = 50;

  private static final String VERSION = "version";

  /** What an item was when it was read; nothing for one that was not there. */
  private record Seen(Standing standing, Optional<AttributeValue> version) {}

  private static final Seen NOTHING = new Seen(Standing.NONE, Optional.empty());

  /** The ref that was asked for last: what is started now is decided by its standings. */
  private record Recent(Optional<String> partition, Map<PipelineId, Seen> seen) {}

  private final Table table;
  private final InstantSource clock;
  private volatile Recent recent = new Recent(Optional.empty(), Map.of());

  public DynamoDbProgress(DynamoDbClient dynamo, String table, InstantSource clock) {
    this.table = new Table(dynamo, table);
    this.clock = clock;
  }

  private static String partition(Repository repository, Ref ref) {
    return "REF#" + Table.digest(repository.arn() + "\n" + ref.fullName());
  }

  private static Map<String, AttributeValue> key(Line line) {
    return Table.key(partition(line.repository(), line.ref()), PIPELINE + line.pipeline().arn());
  }

  private static final String PIPELINE = "PIPELINE#";

  @Override
  public Map<PipelineId, Standing> of(Repository repository, Ref ref) {
    String partition = partition(repository, ref);
    Map<PipelineId, Seen> seen = new ConcurrentHashMap<>();
    Map<PipelineId, Standing> standings = new HashMap<>();
    for (Map<String, AttributeValue> item : items(partition)) {
      PipelineId pipeline =
          PipelineId.ofArn(Table.text(item, Table.SORT).substring(PIPELINE.length()));
      seen.put(pipeline, seen(item));
      standings.put(pipeline, seen(item).standing());
    }
    recent = new Recent(Optional.of(partition), seen);
    return standings;
  }

  private Iterable<Map<String, AttributeValue>> items(String partition) {
    return new Partition(table, partition).items("read how far pipelines have come");
  }

  private static Seen seen(Map<String, AttributeValue> item) {
    return item.isEmpty()
        ? NOTHING
        : new Seen(StandingItem.read(item), Optional.ofNullable(item.get(VERSION)));
  }

  @Override
  public boolean started(Line line, TriggerId trigger, Baseline baseline) {
    return change(line, standing -> standing.started(trigger, baseline));
  }

  @Override
  public void abandoned(Line line, TriggerId trigger) {
    change(line, standing -> standing.abandoned(trigger));
  }

  @Override
  public void ended(Line line, TriggerId trigger, boolean succeeded) {
    change(line, standing -> succeeded ? standing.succeeded(trigger) : standing.failed(trigger));
  }

  @Override
  public void forgotten(Line line, TriggerId trigger, CommitId commit) {
    change(line, standing -> standing.forgotten(trigger, commit));
  }

  private boolean change(Line line, UnaryOperator<Standing> change) {
    Optional<Seen> remembered = remembered(line);
    // What is remembered may be old. A write would tell, but leaving it is no write.
    Seen before =
        remembered
            .filter(seen -> !change.apply(seen.standing()).equals(seen.standing()))
            .orElseGet(() -> read(line));
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Standing after = change.apply(before.standing());
      if (after.equals(before.standing())) {
        return false;
      }
      Optional<Seen> other = write(line, before, after);
      if (other.isEmpty()) {
        remember(line, new Seen(after, Optional.of(next(before))));
        return true;
      }
      before = other.get();
    }
    throw new Unavailable("Others keep changing how far " + line.pipeline() + " has come");
  }

  private Optional<Seen> remembered(Line line) {
    return recent(line).map(seen -> seen.getOrDefault(line.pipeline(), NOTHING));
  }

  private void remember(Line line, Seen now) {
    recent(line).ifPresent(seen -> seen.put(line.pipeline(), now));
  }

  private Optional<Map<PipelineId, Seen>> recent(Line line) {
    Recent asked = recent;
    return asked.partition().equals(Optional.of(partition(line.repository(), line.ref())))
        ? Optional.of(asked.seen())
        : Optional.empty();
  }

  private Seen read(Line line) {
    return seen(table.item("read how far a pipeline has come", key(line)));
  }

  /** Nothing where it worked, else what is there instead. */
  private Optional<Seen> write(Line line, Seen before, Standing after) {
    Map<String, AttributeValue> item = new HashMap<>(StandingItem.of(after));
    item.putAll(key(line));
    item.put(VERSION, next(before));
    item.put(Table.EXPIRES, Table.expiry(clock.instant()));
    return table.call(
        "keep how far a pipeline has come",
        dynamo -> {
          try {
            dynamo.putItem(request -> {
              request
                  .tableName(table.name())
                  .item(item)
                  .conditionExpression("attribute_not_exists(pk)")
                  .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
              before
                  .version()
                  .ifPresent(version ->
                      request
                          .conditionExpression("version = :before")
                          .expressionAttributeValues(Map.of(":before", version)));
            });
            return Optional.empty();
          } catch (ConditionalCheckFailedException e) {
            return Optional.of(seen(e.item()));
          }
        });
  }

  private static AttributeValue next(Seen before) {
    long version = before.version().map(seen -> Long.parseLong(seen.n())).orElse(0L);
    return AttributeValue.fromN(Long.toString(version + 1));
  }
}
