package dev.signalbox.acceptance.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.acceptance.router.SignalboxCommand;
import dev.signalbox.local.Authority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packed gate asks a test listener that speaks TLS. */
class EncryptedGateTest {
  @RegisterExtension static final GuardedShop SHOP = new GuardedShop();

  private static final String DEFINITION =
      """
      version: 1
      accounts:
        shop: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories: {}
      routes: []
      gates:
        - name: shop-prod
          on: {application: shop, deployment-group: prod}
          budget: 2m
          checks:
            - name: healthy
              http: {path: /health, host: shop.example, requests: 3, timeout: 20s}
              budget: 80s
      """;

  @TempDir private Path home;

  /** Deploys; the deployment's id. */
  private static String deployed(String word, String status) {
    String before = SHOP.served();
    String id = SHOP.deploy(SHOP.version(word, true), SHOP.output("GateFunctionArn"));
    SHOP.follow(id, status);
    if (status.equals("Failed")) {
      SHOP.follow(SHOP.deployment(id).rollbackInfo().rollbackDeploymentId(), "Succeeded");
      assertThat(SHOP.served()).isEqualTo(before);
    }
    return id;
  }

  /** What the gate has noted of the deployment. */
  private String report(String id) {
    Path report = home.resolve(id + ".html");
    var signalbox = new SignalboxCommand(SHOP.endpoint(), home);
    // The evidence is kept after the deployment was told.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          signalbox.run(
              "gate",
              "show",
              id,
              "--table",
              SHOP.output("LedgerTableName"),
              "--report",
              report.toString());
          return Files.exists(report);
        });
    return read(report);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Scenario 33. */
  @Test
  void onlyACertificateThatIsGoodForTheNameLetsAVersionPass() {
    var authority = new Authority(home);
    SHOP.give(
        "JAVA_TOOL_OPTIONS",
        "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=password"
            .formatted(authority.trustStore()));
    SHOP.publish(DEFINITION);

    SHOP.encryptTestTraffic(authority.issue("dns:shop.example"));
    deployed("good", "Succeeded");
    assertThat(SHOP.served()).isEqualTo("good");

    SHOP.encryptTestTraffic(authority.issue("dns:shop.example.net"));
    assertThat(report(deployed("other", "Failed")))
        .contains("No subject alternative DNS name matching shop.example found");

    encryptUntilItIsOver(authority);
    assertThat(report(deployed("late", "Failed"))).contains("validity check failed");
  }

  /** A certificate that is over already cannot be uploaded. */
  private static void encryptUntilItIsOver(Authority authority) {
    var issued = authority.issue("dns:shop.example", "-startdate", "-86380S", "-validity", "1");
    Instant over = Instant.now().plusSeconds(20);
    SHOP.encryptTestTraffic(issued);
    await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().isAfter(over));
  }
}
