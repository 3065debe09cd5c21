package dev.signalbox.acceptance.adapters;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbApprovals;
import dev.signalbox.core.gate.check.Approvals;
import dev.signalbox.core.gate.check.ApprovalsContract;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbApprovalsTest extends ApprovalsContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  @Override
  protected Approvals noApprovals() {
    String table = "ledger-" + UUID.randomUUID();
    AWS.createTable(AwsAccounts.TOOLS, table);
    return new DynamoDbApprovals(
        AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder()), table);
  }
}
