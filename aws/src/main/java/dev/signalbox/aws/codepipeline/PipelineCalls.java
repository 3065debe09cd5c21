package dev.signalbox.aws.codepipeline;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** Calls of CodePipeline in every account and Region that a role reaches. */
final class PipelineCalls {
  private final Connection connection;
  private final AssumedRoles roles;
  private final Map<Region, CodePipelineClient> clients = new ConcurrentHashMap<>();

  PipelineCalls(Connection connection, AssumedRoles roles) {
    this.connection = connection;
    this.roles = roles;
  }

  /** Clients are costly to make and know nothing of accounts: one per Region serves all. */
  CodePipelineClient client(PipelineId pipeline) {
    return clients.computeIfAbsent(
        pipeline.region(),
        region ->
            connection.client(
                CodePipelineClient.builder(),
                software.amazon.awssdk.regions.Region.of(region.value())));
  }

  /**
   * Makes a call about a pipeline.
   *
   * @param what the call tries to do with it
   * @param session what all that is done carries
   */
  <T> T call(
      String what,
      PipelineId pipeline,
      Reach.Role role,
      String session,
      Function<AwsCredentialsProvider, T> call) {
    AwsCredentialsProvider credentials =
        roles.of(role.arn(pipeline.account(), pipeline.region()), role.externalId(), session);
    return Calls.call(
        what + " pipeline " + pipeline,
        "Does role '%s' there allow it?".formatted(role.name()),
        () -> call.apply(credentials));
  }
}
