package dev.signalbox.aws.ledger;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.start.Definitions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The definition in force, kept in the ledger's table: one item says what is in force, and one for
 * every version keeps what was. What is read is kept and read again only when the version changes.
 * A definition that cannot be read leaves the last one in force that could.
 */
public final class DynamoDbDefinitions implements Definitions {
  static final String PARTITION = "DEFINITION";
  static final String IN_FORCE = "IN_FORCE";
  static final String VERSION = "version";
  static final String PREVIOUS = "previous";
  static final String BODY = "body";

  private static final int MOST_STEPS_BACK = 10;

  private final Table table;
  private final Function<byte[], Definition> reader;
  private final Consumer<String> alarm;
  private Optional<Definition> lastGood = Optional.empty();
  private String seen = "";

  /**
   * Reads definitions from a table.
   *
   * @param reader makes a definition of its canonical bytes, or throws an IllegalArgumentException
   * @param alarm is told when what is in force cannot be read
   */
  public DynamoDbDefinitions(
      DynamoDbClient dynamo,
      String table,
      Function<byte[], Definition> reader,
      Consumer<String> alarm) {
    this.table = new Table(dynamo, table);
    this.reader = reader;
    this.alarm = alarm;
  }

  @Override
  public Definition inForce() {
    return lastGood.isPresent() && version().equals(seen) ? lastGood.get() : read();
  }

  private String version() {
    AttributeValue version = item(IN_FORCE, VERSION).get(VERSION);
    return version == null ? "" : version.s();
  }

  private Definition read() {
    Map<String, AttributeValue> item = item(IN_FORCE, "version, previous, body");
    AttributeValue version = item.get(VERSION);
    seen = version == null ? "" : version.s();
    Optional<Definition> current = definition(item);
    if (current.isEmpty()) {
      alarm.accept(
          seen.isEmpty()
              ? "no definition is in force in table " + table.name()
              : "definition %s is in force and cannot be read".formatted(seen));
    }
    Definition good =
        current
            .or(() -> lastGood)
            .or(() -> stepBack(item))
            .orElseThrow(() ->
                new Unavailable(
                    "There is no readable definition in table %s; has one been published?"
                        .formatted(table.name())));
    lastGood = Optional.of(good);
    return good;
  }

  private Optional<Definition> stepBack(Map<String, AttributeValue> broken) {
    Map<String, AttributeValue> item = broken;
    for (int step = 0; step < MOST_STEPS_BACK && item.containsKey(PREVIOUS); step++) {
      item =
          item(
              "VERSION#" + item.getOrDefault(PREVIOUS, Table.text("")).s(),
              "version, previous, body");
      Optional<Definition> definition = definition(item);
      if (definition.isPresent()) {
        return definition;
      }
    }
    return Optional.empty();
  }

  private Map<String, AttributeValue> item(String sort, String attributes) {
    return table.call(
        "read the definition",
        dynamo ->
            dynamo
                .getItem(request ->
                    request
                        .tableName(table.name())
                        .key(Table.key(PARTITION, sort))
                        .projectionExpression(attributes)
                        .consistentRead(true))
                .item());
  }

  private Optional<Definition> definition(Map<String, AttributeValue> item) {
    AttributeValue version = item.get(VERSION);
    AttributeValue body = item.get(BODY);
    if (version == null || body == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(Compressed.plain(body.b().asByteArrayUnsafe())))
          .filter(definition -> definition.version().equals(version.s()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
