package dev.signalbox.acceptance.adapters;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbTurns;
import dev.signalbox.core.turn.Turns;
import dev.signalbox.core.turn.TurnsContract;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbTurnsTest extends TurnsContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  @Override
  protected Turns allFree() {
    String table = "ledger-" + UUID.randomUUID();
    AWS.createTable(AwsAccounts.TOOLS, table);
    return new DynamoDbTurns(
        AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder()), table);
  }
}
