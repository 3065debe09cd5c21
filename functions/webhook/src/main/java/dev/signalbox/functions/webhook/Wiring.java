package dev.signalbox.functions.webhook;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.eventbridge.OwnBus;
import dev.signalbox.aws.hook.HookBodies;
import dev.signalbox.aws.hook.HookGate;
import dev.signalbox.aws.hook.HookLog;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.aws.ledger.DynamoDbDeliveries;
import dev.signalbox.aws.secret.KeptSecrets;
import dev.signalbox.aws.settings.FunctionSettings;
import dev.signalbox.core.hook.Receiver;
import dev.signalbox.core.release.Region;
import dev.signalbox.definitions.CanonicalForm;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The receiver of webhooks and AWS, put together. */
final class Wiring {
  private Wiring() {}

  static HookGate gate(WebhookSettings settings, InstantSource clock) {
    FunctionSettings function = settings.function();
    Connection connection = function.connection();
    DynamoDbClient dynamo = connection.client(DynamoDbClient.builder());
    SecretsManagerClient secretsManager = connection.client(SecretsManagerClient.builder());
    return new HookGate(
        new Receiver(
            new Receiver.Place(function.account(), new Region(function.region().id())),
            new KeptSecrets(() -> secretsManager, settings.secrets(), clock)::of,
            new DynamoDbDeliveries(dynamo, function.ledgerTable()),
            new HookBodies(),
            new DynamoDbDefinitions(
                dynamo,
                function.ledgerTable(),
                CanonicalForm::read,
                DecisionLog::definitionUnreadable),
            new OwnBus(connection.client(EventBridgeClient.builder())),
            HookLog::cause,
            clock));
  }
}
