package dev.signalbox.acceptance.adapters;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbExecutions;
import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.ledger.ExecutionsContract;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbExecutionsTest extends ExecutionsContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  @Override
  protected Executions noExecutions() {
    String table = "ledger-" + UUID.randomUUID();
    AWS.createTable(AwsAccounts.TOOLS, table);
    return new DynamoDbExecutions(
        AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder()),
        table,
        InstantSource.system());
  }
}
