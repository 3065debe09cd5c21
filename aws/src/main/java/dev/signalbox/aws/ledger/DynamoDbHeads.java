package dev.signalbox.aws.ledger;

import dev.signalbox.core.reconcile.Head;
import dev.signalbox.core.reconcile.Heads;
import dev.signalbox.core.reconcile.Look;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is remembered of branches, in DynamoDB: a partition for each repository, an item for each
 * branch and one for the last look.
 */
public final class DynamoDbHeads implements Heads {
  private static final String LOOK = "LOOK";
  private static final String BRANCH = "BRANCH#";
  private static final String NAME = "branch";
  private static final String COMMIT = "head";
  private static final String AT = "since";
  private static final String VERSION = "version";
  private static final String STOP_VERSION = "stopVersion";
  private static final String STOP_BRANCH = "stopBranch";

  private final Table table;

  public DynamoDbHeads(DynamoDbClient dynamo, String table) {
    this.table = new Table(dynamo, table);
  }

  private static String partition(Repository repository) {
    return "HEADS#" + repository.arn();
  }

  @Override
  public void moved(Push push) {
    Instant at = push.at().truncatedTo(ChronoUnit.SECONDS);
    // Names may be longer than a key.
    Map<String, AttributeValue> item =
        new HashMap<>(
            Table.key(partition(push.repository()), BRANCH + Table.digest(push.ref().name())));
    item.put(NAME, Table.text(push.ref().name()));
    item.put(COMMIT, Table.text(commit(push.after())));
    item.put(AT, Table.millis(at));
    if (push.deletes()) {
      // A branch that is there must not be forgotten: it would look like a new one.
      item.put(Table.EXPIRES, Table.expiry(at));
    }
    table.unlessTooLate(
        "remember a branch",
        dynamo ->
            dynamo.putItem(request ->
                request
                    .tableName(table.name())
                    .item(item)
                    .conditionExpression(
                        "attribute_not_exists(pk) OR since < :at"
                            + " OR (since = :at AND head = :before)")
                    .expressionAttributeValues(
                        Map.of(
                            ":at", Table.millis(at),
                            ":before", Table.text(commit(push.before()))))));
  }

  private static String commit(Optional<CommitId> commit) {
    return commit.map(CommitId::value).orElse("-");
  }

  @Override
  public Map<Ref, Head> of(Repository repository) {
    Map<Ref, Head> heads = new HashMap<>();
    table
        .call(
            "read what is remembered of branches",
            dynamo ->
                dynamo
                    .queryPaginator(request ->
                        request
                            .tableName(table.name())
                            .consistentRead(true)
                            .keyConditionExpression("pk = :repository AND begins_with(sk, :branch)")
                            .expressionAttributeValues(
                                Map.of(
                                    ":repository", Table.text(partition(repository)),
                                    ":branch", Table.text(BRANCH))))
                    .items()
                    .stream()
                    .toList())
        .forEach(item ->
            heads.put(
                Ref.branch(Table.text(item, NAME)),
                new Head(
                    Optional.of(Table.text(item, COMMIT))
                        .filter(c -> !c.equals("-"))
                        .map(CommitId::new),
                    at(item))));
    return heads;
  }

  @Override
  public Optional<Look> look(Repository repository) {
    Map<String, AttributeValue> item =
        table.item("read the last look at a repository", Table.key(partition(repository), LOOK));
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Look(
                text(item, VERSION),
                at(item),
                text(item, STOP_VERSION)
                    .map(version -> new Look.Stop(version, Table.text(item, STOP_BRANCH)))));
  }

  @Override
  public void looked(Repository repository, Look look) {
    Map<String, AttributeValue> item = new HashMap<>(Table.key(partition(repository), LOOK));
    item.put(AT, Table.millis(look.at()));
    look.version().ifPresent(version -> item.put(VERSION, Table.text(version)));
    look.stop()
        .ifPresent(stop -> {
          item.put(STOP_VERSION, Table.text(stop.version()));
          item.put(STOP_BRANCH, Table.text(stop.branch()));
        });
    table.call(
        "remember a look at a repository",
        dynamo -> dynamo.putItem(request -> request.tableName(table.name()).item(item)));
  }

  private static Instant at(Map<String, AttributeValue> item) {
    return Table.instant(Table.need(item, AT));
  }

  private static Optional<String> text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }
}
