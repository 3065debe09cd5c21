package dev.signalbox.acceptance.adapters;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbDeliveries;
import dev.signalbox.core.hook.Deliveries;
import dev.signalbox.core.hook.DeliveriesContract;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbDeliveriesTest extends DeliveriesContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  @Override
  protected Deliveries none() {
    String table = "deliveries-" + UUID.randomUUID();
    AWS.createTable(AwsAccounts.TOOLS, table);
    return new DynamoDbDeliveries(
        AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder()), table);
  }
}
