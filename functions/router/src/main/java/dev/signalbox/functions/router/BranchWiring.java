package dev.signalbox.functions.router;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.codepipeline.CodePipelineWorkshop;
import dev.signalbox.aws.ledger.DynamoDbRegister;
import dev.signalbox.aws.settings.FunctionSettings;
import dev.signalbox.core.ephemeral.Keeper;
import dev.signalbox.core.ephemeral.OwnerTags;
import dev.signalbox.core.ephemeral.Register;
import dev.signalbox.core.ephemeral.Sweep;
import dev.signalbox.core.ephemeral.Waiting;
import dev.signalbox.core.route.Sources;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What keeps the pipelines that branches have of their own, and AWS, put together. */
record BranchWiring(Keeper keeper, Sweep sweep) {
  private static final Duration STEP = Duration.ofMillis(500);

  static BranchWiring of(
      FunctionSettings settings,
      Connection connection,
      AssumedRoles roles,
      DynamoDbClient dynamo,
      Sources sources,
      Waiting.Pause pause,
      InstantSource clock) {
    Register register = new DynamoDbRegister(dynamo, settings.ledgerTable());
    var keeper =
        new Keeper(
            register,
            new CodePipelineWorkshop(connection, roles, new OwnerTags(owner(settings))),
            sources,
            new Waiting(clock, STEP, pause));
    return new BranchWiring(keeper, new Sweep(register, keeper, clock));
  }

  /** Whoever has the same ledger is the same Signalbox. */
  private static String owner(FunctionSettings settings) {
    return "%s/%s/%s".formatted(settings.account(), settings.region().id(), settings.ledgerTable());
  }
}
