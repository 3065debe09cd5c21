package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.client.AssumedRoles;
import dev.signalbox.core.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

class AssumedRolesTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private static final String SESSION = "signalbox-" + "0123456789abcdef".repeat(2);
  private static final Optional<String> EXTERNAL_ID = Optional.of("our-secret");

  private final String router = "router-" + UUID.randomUUID();
  private final String target = "target-" + UUID.randomUUID();
  private final String role = "arn:aws:iam::%s:role/%s".formatted(AwsAccounts.SHOP, target);
  private Instant now = Instant.now();
  private AssumedRoles roles =
      new AssumedRoles(AWS.connection(AwsAccounts.TOOLS).client(StsClient.builder()), () -> now);

  @BeforeEach
  void aRoleThatTrustsTheRouterAndNobodyElse() {
    AWS.createRole(
        AwsAccounts.SHOP,
        target,
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
         "Principal": {"AWS": "arn:aws:iam::%1$s:root"},
         "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::%1$s:role/%2$s"},
                       "StringEquals": {"sts:ExternalId": "our-secret"}}}}\
        """
            .formatted(AwsAccounts.TOOLS, router));
    roles = new AssumedRoles(AWS.actingAs(router).client(StsClient.builder()), () -> now);
  }

  private String caller(AwsCredentialsProvider credentials) {
    return AWS.connection(credentials).client(StsClient.builder()).getCallerIdentity().arn();
  }

  @Test
  void whatIsDoneCarriesTheSessionsName() {
    assertThat(caller(roles.of(role, EXTERNAL_ID, SESSION)))
        .isEqualTo(
            "arn:aws:sts::%s:assumed-role/%s/%s".formatted(AwsAccounts.SHOP, target, SESSION));
  }

  @Test
  void credentialsAreKeptWhileTheyLast() {
    AwsCredentialsProvider first = roles.of(role, EXTERNAL_ID, SESSION);
    now = now.plus(Duration.ofMinutes(12));

    assertThat(roles.of(role, EXTERNAL_ID, SESSION)).isSameAs(first);

    now = now.plus(Duration.ofMinutes(2));
    assertThat(roles.of(role, EXTERNAL_ID, SESSION)).isNotSameAs(first);
  }

  @Test
  void anotherSessionHasCredentialsOfItsOwn() {
    assertThat(caller(roles.of(role, EXTERNAL_ID, "another"))).endsWith("/another");
    assertThat(caller(roles.of(role, EXTERNAL_ID, SESSION))).endsWith(SESSION);
  }

  @Test
  void aWrongExternalIdIsRefusedAndThePersonToldWhereToLook() {
    assertThatThrownBy(() -> roles.of(role, Optional.of("guessed"), SESSION))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "Cannot assume role %s: access denied: sts:AssumeRole on %s. Does the role exist, and does it trust this function's role and this external id?"
                .formatted(role, role));
    assertThatThrownBy(() -> roles.of(role, Optional.empty(), SESSION)).isInstanceOf(Refused.class);
  }

  @Test
  void anotherRoleOfTheSameAccountIsRefused() {
    var strangers =
        new AssumedRoles(
            AWS.actingAs("stranger-" + UUID.randomUUID()).client(StsClient.builder()), () -> now);

    assertThatThrownBy(() -> strangers.of(role, EXTERNAL_ID, SESSION)).isInstanceOf(Refused.class);
  }

  @Test
  void aRoleThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> roles.of(role + "-not", EXTERNAL_ID, SESSION))
        .isInstanceOf(Refused.class);
  }
}
