package dev.signalbox.functions.observer;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.FunctionCredentials;
import dev.signalbox.aws.client.Http;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.aws.ledger.DynamoDbExecutions;
import dev.signalbox.aws.ledger.DynamoDbProgress;
import dev.signalbox.core.observe.Observer;
import dev.signalbox.core.start.Runs;
import dev.signalbox.definitions.CanonicalForm;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The observer and AWS, put together. */
final class Wiring {
  private Wiring() {}

  static Observer observer(ObserverSettings settings, InstantSource clock) {
    var connection =
        new Connection(
            settings.region(),
            settings.endpoint(),
            new FunctionCredentials(settings.restored()),
            Http.client());
    DynamoDbClient dynamo = connection.client(DynamoDbClient.builder());
    return new Observer(
        new DynamoDbDefinitions(
            dynamo, settings.ledgerTable(), CanonicalForm::read, DecisionLog::definitionUnreadable),
        new Runs(
            new DynamoDbProgress(dynamo, settings.ledgerTable(), clock),
            new DynamoDbExecutions(dynamo, settings.ledgerTable(), clock)));
  }
}
