package dev.signalbox.cli;

import dev.signalbox.aws.client.Connection;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The Signalbox that is asked, and its ledger. */
final class Running {
  @Mixin private Place place = new Place();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = "signalbox-ledger",
      description =
          "The ledger's table: the stack's output LedgerTableName. Default: ${DEFAULT-VALUE}.")
  private String table = "signalbox-ledger";

  /**
   * Does something with the ledger.
   *
   * @throws UserError where AWS does not let us
   */
  <T> T withLedger(BiFunction<DynamoDbClient, String, T> use) {
    return withLedger((_, dynamo, name) -> use.apply(dynamo, name));
  }

  /** What is done with the ledger, and with what else there is. */
  interface Use<T> {
    T use(Connection connection, DynamoDbClient dynamo, String table);
  }

  /** Does something with the ledger, and with what else there is. */
  <T> T withLedger(Use<T> use) {
    return place.at((connection, region) -> {
      try (DynamoDbClient dynamo = connection.client(DynamoDbClient.builder())) {
        return Trouble.told(
            "table %s in %s".formatted(Console.safe(table), region),
            () -> use.use(connection, dynamo, table));
      }
    });
  }
}
