package dev.signalbox.acceptance.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.DynamoDbLedger;
import dev.signalbox.core.ledger.Ledger;
import dev.signalbox.core.ledger.LedgerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbLedgerTest extends LedgerContract {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private final String table = "ledger-" + UUID.randomUUID();

  private static DynamoDbClient dynamo() {
    return AWS.connection(AwsAccounts.TOOLS).client(DynamoDbClient.builder());
  }

  @Override
  protected Ledger emptyLedger() {
    AWS.createTable(AwsAccounts.TOOLS, table);
    return new DynamoDbLedger(dynamo(), table, InstantSource.system());
  }

  @Override
  protected List<String> recorded(Ledger ledger) {
    return dynamo().scanPaginator(request -> request.tableName(table)).items().stream()
        .filter(item -> item.containsKey("decisions"))
        .map(item -> outcomes(item.getOrDefault("decisions", AttributeValue.fromNul(true))))
        .toList();
  }

  private static String outcomes(AttributeValue compressed) {
    try (var plain = new GZIPInputStream(compressed.b().asInputStream())) {
      JsonNode record = new ObjectMapper().readTree(plain);
      return StreamSupport.stream(record.path("decisions").spliterator(), false)
          .map(decision -> decision.path("outcome").asText())
          .collect(Collectors.joining(" ", record.path("version").asText() + " ", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
