package dev.signalbox.functions.gate;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Once;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.evidence.S3Evidence;
import dev.signalbox.aws.gate.AppSpecs;
import dev.signalbox.aws.gate.CodeDeployHooks;
import dev.signalbox.aws.gate.HookDeadlines;
import dev.signalbox.aws.gate.Lookup;
import dev.signalbox.aws.gate.OwnCalls;
import dev.signalbox.aws.gate.RunningDeployments;
import dev.signalbox.aws.gate.StageDesk;
import dev.signalbox.aws.gate.check.Instruments;
import dev.signalbox.aws.gate.check.Services;
import dev.signalbox.aws.gate.check.Ways;
import dev.signalbox.aws.ledger.DynamoDbApprovals;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.aws.ledger.DynamoDbVerdicts;
import dev.signalbox.aws.ledger.EvidenceNotes;
import dev.signalbox.aws.ledger.PastTurns;
import dev.signalbox.core.gate.Declared;
import dev.signalbox.core.gate.Evidence;
import dev.signalbox.core.gate.Examiner;
import dev.signalbox.core.gate.Examiner.Pace;
import dev.signalbox.core.gate.Gatekeeper;
import dev.signalbox.core.gate.HookDesk;
import dev.signalbox.core.gate.Verdicts;
import dev.signalbox.core.gate.Watchdog;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.start.Definitions;
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
            new DynamoDbApprovals(dynamo, table),
            clock,
            Thread::sleep);
    var region = new Region(settings.function().region().id());
    Evidence evidence = evidence(settings, connection, dynamo);
    var hooks =
        keeper(definitions, verdicts, new Examiner(instruments, clock, Pace.STAYING), clock);
    var stages =
        new StageDesk(
            keeper(
                definitions,
                verdicts,
                new Examiner(instruments, clock, Pace.polled(StageDesk.AGAIN)),
                clock),
            new StageDesk.Place(
                new Once<>(() -> HookDeadlines.client(connection)),
                settings.function().account(),
                region,
                settings.name()),
            verdicts,
            evidence,
            clock);
    var appSpecs = new AppSpecs(new Once<>(() -> connection.client(S3Client.builder())));
    var lookup =
        new Lookup(
            settings.function().account(),
            region,
            settings.name(),
            settings.patience(),
            appSpecs,
            clock);
    var lambda = new Once<>(() -> connection.client(LambdaClient.builder()));
    var client = connection.client(CodeDeployClient.builder());
    var codeDeploy = new CodeDeployHooks(client, lookup);
    var watchdog =
        new Watchdog(
            () -> declared(definitions),
            new RunningDeployments(client, appSpecs, settings.name()),
            verdicts,
            settings.lostAfter(),
            clock);
    return new Front(
        new HookDesk(hooks, codeDeploy, verdicts, evidence, clock),
        stages,
        watchdog,
        function -> new OwnCalls(lambda, function),
        clock);
  }

  private static Gatekeeper keeper(
      Definitions definitions, Verdicts verdicts, Examiner examiner, InstantSource clock) {
    return new Gatekeeper(() -> declared(definitions), verdicts, examiner, clock);
  }

  private static Declared declared(Definitions definitions) {
    Definition definition = definitions.inForce();
    return new Declared(definition.version(), definition.gates());
  }

  private static Evidence evidence(
      GateSettings settings, Connection connection, DynamoDbClient dynamo) {
    return new S3Evidence(
        new Once<>(() -> connection.client(S3Client.builder())),
        settings.evidence(),
        settings.function().account().value(),
        new EvidenceNotes(dynamo, settings.function().ledgerTable()),
        new PastTurns(dynamo, settings.function().ledgerTable()),
        settings.version());
  }
}
