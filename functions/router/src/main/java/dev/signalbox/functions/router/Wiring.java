package dev.signalbox.functions.router;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.FunctionCredentials;
import dev.signalbox.aws.client.Http;
import dev.signalbox.aws.codecommit.CodeCommitSources;
import dev.signalbox.aws.codepipeline.CodePipelines;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.eventbridge.EventBuses;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.aws.ledger.DynamoDbExecutions;
import dev.signalbox.aws.ledger.DynamoDbLedger;
import dev.signalbox.aws.ledger.DynamoDbProgress;
import dev.signalbox.core.start.Router;
import dev.signalbox.core.start.Runs;
import dev.signalbox.definitions.CanonicalForm;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The router and AWS, put together. */
final class Wiring {
  private Wiring() {}

  static Router router(RouterSettings settings, InstantSource clock) {
    return router(
        settings,
        new Connection(
            settings.region(),
            settings.endpoint(),
            new FunctionCredentials(settings.restored()),
            Http.client()),
        clock);
  }

  static Router router(RouterSettings settings, Connection connection, InstantSource clock) {
    DynamoDbClient dynamo = connection.client(DynamoDbClient.builder());
    var roles = new AssumedRoles(connection.client(StsClient.builder()), clock);
    return new Router(
        new DynamoDbDefinitions(
            dynamo, settings.ledgerTable(), CanonicalForm::read, DecisionLog::definitionUnreadable),
        new CodeCommitSources(connection, roles, settings.account()),
        new CodePipelines(connection, roles),
        new EventBuses(connection),
        new DynamoDbLedger(dynamo, settings.ledgerTable(), clock),
        new Runs(
            new DynamoDbProgress(dynamo, settings.ledgerTable(), clock),
            new DynamoDbExecutions(dynamo, settings.ledgerTable(), clock)),
        clock);
  }
}
