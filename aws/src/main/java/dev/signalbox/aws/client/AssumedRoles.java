package dev.signalbox.aws.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Credentials of roles, assumed when first needed and kept while they last. */
public final class AssumedRoles {
  private static final int MOST_KEPT = 200;
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(15);
  private static final Duration RESERVE = Duration.ofMinutes(2);

  private record Session(String roleArn, Optional<String> externalId, String name) {}

  private record Kept(AwsCredentialsProvider provider, Instant until) {}

  private final StsClient sts;
  private final InstantSource clock;
  private final Map<Session, Kept> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Session, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  public AssumedRoles(StsClient sts, InstantSource clock) {
    this.sts = sts;
    this.clock = clock;
  }

  /**
   * The credentials of a role under a session name, which all that is done with them carries. While
   * one role is being assumed, others can be had.
   */
  public AwsCredentialsProvider of(
      String roleArn, Optional<String> externalId, String sessionName) {
    var session = new Session(roleArn, externalId, sessionName);
    return lasting(session).orElseGet(() -> keep(session, assume(session))).provider();
  }

  private synchronized Optional<Kept> lasting(Session session) {
    return Optional.ofNullable(kept.get(session))
        .filter(known -> known.until().isAfter(clock.instant()));
  }

  private synchronized Kept keep(Session session, Kept assumed) {
    kept.put(session, assumed);
    return assumed;
  }

  private Kept assume(Session session) {
    Credentials credentials =
        Calls.call(
            "assume role " + session.roleArn(),
            "Does the role exist, and does it trust this function's role"
                + (session.externalId().isPresent() ? " and this external id?" : "?"),
            () ->
                sts.assumeRole(request ->
                        request
                            .roleArn(session.roleArn())
                            .roleSessionName(session.name())
                            .externalId(session.externalId().orElse(null))
                            .durationSeconds((int) SHORTEST_LIFE.toSeconds()))
                    .credentials());
    return new Kept(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                credentials.sessionToken())),
        credentials.expiration().minus(RESERVE));
  }
}
