package dev.signalbox.functions.gate;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.evidence.S3Evidence;
import dev.signalbox.aws.gate.CodeDeployHooks;
import dev.signalbox.aws.gate.Lookup;
import dev.signalbox.aws.gate.OwnCalls;
import dev.signalbox.aws.gate.check.Instruments;
import dev.signalbox.aws.gate.check.Services;
import dev.signalbox.aws.gate.check.Ways;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.aws.ledger.DynamoDbVerdicts;
import dev.signalbox.aws.ledger.EvidenceNotes;
import dev.signalbox.core.gate.Evidence;
import dev.signalbox.core.gate.Examiner;
import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.Gatekeeper;
import dev.signalbox.core.gate.HookDesk;
import dev.signalbox.core.release.Region;
import dev.signalbox.definitions.CanonicalForm;
import java.time.InstantSource;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The gate and AWS, put together. */
final class Wiring {
  private Wiring() {}

  static Front front(GateSettings settings, InstantSource clock) {
    Connection connection = settings.function().connection();
    DynamoDbClient dynamo = connection.client(DynamoDbClient.builder());
    String table = settings.function().ledgerTable();
    var verdicts = new DynamoDbVerdicts(dynamo, table);
    var definitions =
        new DynamoDbDefinitions(
            dynamo, table, CanonicalForm::read, DecisionLog::definitionUnreadable);
    var instruments =
        new Instruments(
            new Services(connection),
            new Ways(settings.function().endpoint().isPresent(), settings.inside()),
            clock,
            Thread::sleep);
    var keeper =
        new Gatekeeper(
            definitions::inForce, verdicts, new Examiner(instruments, clock, Pace.USUAL), clock);
    var lookup =
        new Lookup(
            settings.function().account(),
            new Region(settings.function().region().id()),
            settings.name(),
            settings.patience(),
            clock);
    var codeDeploy = new CodeDeployHooks(connection.client(CodeDeployClient.builder()), lookup);
    return new Front(
        new HookDesk(keeper, codeDeploy, verdicts, evidence(settings, connection, dynamo), clock),
        function -> new OwnCalls(() -> connection.client(LambdaClient.builder()), function),
        clock);
  }

  private static Evidence evidence(
      GateSettings settings, Connection connection, DynamoDbClient dynamo) {
    return new S3Evidence(
        () -> connection.client(S3Client.builder()),
        settings.evidence(),
        settings.function().account().value(),
        new EvidenceNotes(dynamo, settings.function().ledgerTable()),
        settings.version());
  }
}
