package dev.signalbox.aws.codecommit;

import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.Refused;
import dev.signalbox.core.reconcile.Branches;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.route.Sources;
import dev.signalbox.core.route.WatchedRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

/** CodeCommit's repositories: those of our own account, and by their roles those of others. */
public final class CodeCommitSources implements Sources, Branches {
  private static final String SESSION = "signalbox-reads";

  private final Connection connection;
  private final AssumedRoles roles;
  private final AccountId own;
  private final Map<Region, CodeCommitClient> clients = new ConcurrentHashMap<>();

  public CodeCommitSources(Connection connection, AssumedRoles roles, AccountId own) {
    this.connection = connection;
    this.roles = roles;
    this.own = own;
  }

  @Override
  public List<String> names(WatchedRepository watched) {
    return of(watched).branches();
  }

  @Override
  public Optional<CommitId> head(WatchedRepository watched, String branch) {
    return of(watched).head(branch);
  }

  @Override
  public CodeCommitSource of(WatchedRepository watched) {
    return new CodeCommitSource(
        client(watched.repository().region()), watched.repository(), credentials(watched));
  }

  /** Clients are costly to make and know nothing of accounts: one per Region serves all. */
  private CodeCommitClient client(Region region) {
    return clients.computeIfAbsent(
        region,
        r ->
            connection.client(
                CodeCommitClient.builder(), software.amazon.awssdk.regions.Region.of(r.value())));
  }

  private Optional<AwsCredentialsProvider> credentials(WatchedRepository watched) {
    if (watched.repository().account().equals(own)) {
      return Optional.empty();
    }
    return switch (watched.reach()) {
      case Reach.Role role ->
          Optional.of(
              roles.of(
                  role.arn(watched.repository().account(), watched.repository().region()),
                  role.externalId(),
                  SESSION));
      case Reach.Bus _ ->
          throw new Refused(
              "repository %s is in an account that is reached by a bus: it cannot be read from here"
                  .formatted(watched.repository()));
    };
  }
}
