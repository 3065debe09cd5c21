package dev.signalbox.acceptance.adapters;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbWaitingRoom;
import dev.signalbox.core.turn.WaitingRoom;
import dev.signalbox.core.turn.WaitingRoomContract;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbWaitingRoomTest extends WaitingRoomContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  @Override
  protected WaitingRoom empty() {
    String table = "ledger-" + UUID.randomUUID();
    AWS.createTable(AwsAccounts.TOOLS, table);
    return new DynamoDbWaitingRoom(
        AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder()), table);
  }
}
