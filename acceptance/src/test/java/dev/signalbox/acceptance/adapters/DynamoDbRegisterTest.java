package dev.signalbox.acceptance.adapters;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbRegister;
import dev.signalbox.core.ephemeral.Register;
import dev.signalbox.core.ephemeral.RegisterContract;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbRegisterTest extends RegisterContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  @Override
  protected Register emptyRegister() {
    String table = "ledger-" + UUID.randomUUID();
    AWS.createTable(AwsAccounts.TOOLS, table);
    return new DynamoDbRegister(
        AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder()), table);
  }
}
