package dev.signalbox.functions.observer;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.codecommit.CodeCommitSources;
import dev.signalbox.aws.codepipeline.CodePipelineRuns;
import dev.signalbox.aws.codepipeline.CodePipelines;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.aws.ledger.DynamoDbExecutions;
import dev.signalbox.aws.ledger.DynamoDbLedger;
import dev.signalbox.aws.ledger.DynamoDbObservations;
import dev.signalbox.aws.ledger.DynamoDbProgress;
import dev.signalbox.aws.settings.FunctionSettings;
import dev.signalbox.core.observe.Observer;
import dev.signalbox.core.observe.Promoter;
import dev.signalbox.core.start.Runs;
import dev.signalbox.core.start.Starter;
import dev.signalbox.definitions.CanonicalForm;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The observer and AWS, put together. */
final class Wiring {
  private Wiring() {}

  static Observer observer(FunctionSettings settings, InstantSource clock) {
    Connection connection = settings.connection();
    DynamoDbClient dynamo = connection.client(DynamoDbClient.builder());
    var roles = new AssumedRoles(connection.client(StsClient.builder()), clock);
    String table = settings.ledgerTable();
    var progress = new DynamoDbProgress(dynamo, table, clock);
    var runs = new Runs(progress, new DynamoDbExecutions(dynamo, table, clock));
    return new Observer(
        new DynamoDbDefinitions(
            dynamo, table, CanonicalForm::read, DecisionLog::definitionUnreadable),
        runs,
        new Promoter(
            new CodePipelineRuns(connection, roles),
            new CodeCommitSources(connection, roles, settings.account()),
            progress,
            new Starter(
                new CodePipelines(connection, roles),
                new DynamoDbLedger(dynamo, table, clock),
                runs,
                clock),
            clock),
        new DynamoDbObservations(dynamo, table, clock));
  }
}
