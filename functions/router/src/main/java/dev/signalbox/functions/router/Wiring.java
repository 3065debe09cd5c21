package dev.signalbox.functions.router;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.codecommit.CodeCommitSources;
import dev.signalbox.aws.codepipeline.CodePipelines;
import dev.signalbox.aws.decision.DecisionLog;
import dev.signalbox.aws.eventbridge.EventBuses;
import dev.signalbox.aws.hosted.HostedBranches;
import dev.signalbox.aws.hosted.HostedSources;
import dev.signalbox.aws.ledger.DynamoDbDefinitions;
import dev.signalbox.aws.ledger.DynamoDbExecutions;
import dev.signalbox.aws.ledger.DynamoDbHeads;
import dev.signalbox.aws.ledger.DynamoDbLedger;
import dev.signalbox.aws.ledger.DynamoDbProgress;
import dev.signalbox.aws.ledger.DynamoDbTurns;
import dev.signalbox.aws.ledger.DynamoDbWaitingRoom;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.reconcile.Branches;
import dev.signalbox.core.reconcile.Reconciler;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.route.Sources;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.core.start.Desk;
import dev.signalbox.core.start.Patience;
import dev.signalbox.core.start.Router;
import dev.signalbox.core.start.Runs;
import dev.signalbox.core.start.Turnstile;
import dev.signalbox.definitions.CanonicalForm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The router and AWS, put together. */
final class Wiring {
  private Wiring() {}

  static Desk desk(RouterSettings settings, InstantSource clock) {
    return desk(settings, settings.function().connection(), clock);
  }

  static Desk desk(RouterSettings settings, Connection connection, InstantSource clock) {
    DynamoDbClient dynamo = connection.client(DynamoDbClient.builder());
    String table = settings.function().ledgerTable();
    var roles = new AssumedRoles(connection.client(StsClient.builder()), clock);
    var codeCommit = new CodeCommitSources(connection, roles, settings.function().account());
    HostedSources others = settings.providers().sources(connection, clock);
    Sources sources =
        watched ->
            (watched.repository().provider() == Provider.CODECOMMIT ? codeCommit : others)
                .of(watched);
    var definitions =
        new DynamoDbDefinitions(
            dynamo, table, CanonicalForm::read, DecisionLog::definitionUnreadable);
    var ledger = new DynamoDbLedger(dynamo, table, clock);
    BranchWiring branches =
        BranchWiring.of(
            settings.function(), connection, roles, dynamo, sources, Wiring::pause, clock);
    var router =
        new Router(
            new Router.Parts(
                    definitions,
                    sources,
                    new CodePipelines(connection, roles),
                    new EventBuses(connection),
                    ledger)
                .with(
                    new Runs(
                        new DynamoDbProgress(dynamo, table, clock),
                        new DynamoDbExecutions(dynamo, table, clock)))
                .with(branches.keeper())
                .with(Patience.with(Wiring::pause)),
            clock);
    var heads = new DynamoDbHeads(dynamo, table);
    var reconciler =
        new Reconciler(
            branches(codeCommit, new HostedBranches(others)),
            heads,
            until -> pause(Duration.between(clock.instant(), until)),
            settings.grace(),
            clock);
    var turnstile =
        new Turnstile(
            new DynamoDbTurns(dynamo, table), new DynamoDbWaitingRoom(dynamo, table), clock);
    return new Desk(
        definitions,
        router,
        ledger,
        heads,
        reconciler,
        branches.sweep(),
        turnstile,
        settings.maxAge(),
        clock);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("Cannot wait: this process is being stopped", e);
    }
  }

  private static Branches branches(Branches codeCommit, Branches others) {
    return new Branches() {
      private Branches of(WatchedRepository watched) {
        return watched.hosting().isEmpty() ? codeCommit : others;
      }

      @Override
      public List<String> names(WatchedRepository watched) {
        return of(watched).names(watched);
      }

      @Override
      public Optional<CommitId> head(WatchedRepository watched, String branch) {
        return of(watched).head(watched, branch);
      }
    };
  }
}
