package dev.signalbox.acceptance.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.secret.KeptSecrets;
import dev.signalbox.core.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class KeptSecretsTest {
  @RegisterExtension static final AwsAccounts AWS = new AwsAccounts();

  private final String name = "shop-" + UUID.randomUUID();
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final KeptSecrets secrets =
      new KeptSecrets(KeptSecretsTest::client, "signalbox/hooks/", () -> now);

  private static SecretsManagerClient client() {
    return AWS.connection(AwsAccounts.TOOLS).client(SecretsManagerClient.builder());
  }

  private void create(String value) {
    client().createSecret(request -> request.name("signalbox/hooks/" + name).secretString(value));
  }

  private void change(String value) {
    client()
        .putSecretValue(request -> request.secretId("signalbox/hooks/" + name).secretString(value));
  }

  @Test
  void aSecretIsFoundBelowItsPrefix() {
    create("one");

    assertThat(secrets.of(name, false)).containsExactly("one");
    assertThat(secrets.inForce(name)).isEqualTo("one");
  }

  @Test
  void whatThereIsNotIsNone() {
    assertThat(secrets.of(name, false)).isEmpty();
    assertThatThrownBy(() -> secrets.inForce(name))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("there is no secret 'signalbox/hooks/" + name + "'");
  }

  @Test
  void theOneBeforeIsKnownAsWell() {
    create("one");
    change("two");

    assertThat(secrets.of(name, false)).containsExactly("two", "one");
  }

  @Test
  void aSecretIsKeptForMinutesAndReadAgainWhereThereIsDoubt() {
    create("one");
    secrets.of(name, false);
    change("two");

    assertThat(secrets.of(name, false)).containsExactly("one");
    assertThat(secrets.of(name, true)).as("it was read a moment ago").containsExactly("one");
    now = now.plus(Duration.ofSeconds(21));
    assertThat(secrets.of(name, false)).containsExactly("one");
    assertThat(secrets.of(name, true)).containsExactly("two", "one");
    change("three");
    now = now.plus(Duration.ofSeconds(301));
    assertThat(secrets.of(name, false)).containsExactly("three", "two");
  }
}
