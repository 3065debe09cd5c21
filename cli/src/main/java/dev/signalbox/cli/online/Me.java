package dev.signalbox.cli.online;

import dev.signalbox.aws.client.Calls;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.release.AccountId;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who asks.
 *
 * @param router the role that the deployed router has, whom roles and buses have to let in
 */
record Me(AccountId account, String arn, String router, Connection connection) {
  /**
   * Asks AWS.
   *
   * @param router the role's name, where it is in the asking account, or its ARN
   */
  static Me of(Connection connection, String router) {
    GetCallerIdentityResponse identity =
        Calls.call(
            "tell who asks",
            "",
            () -> connection.client(StsClient.builder()).getCallerIdentity(request -> {}));
    String[] arn = identity.arn().split(":", 3);
    return new Me(
        new AccountId(identity.account()),
        identity.arn(),
        router.startsWith("arn:")
            ? router
            : "arn:%s:iam::%s:role/%s".formatted(arn[1], identity.account(), router),
        connection);
  }
}
