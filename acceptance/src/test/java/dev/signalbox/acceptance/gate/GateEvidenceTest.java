package dev.signalbox.acceptance.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.acceptance.router.SignalboxCommand;
import dev.signalbox.acceptance.router.SignalboxCommand.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the packed gate leaves of a deployment that it has stopped. */
class GateEvidenceTest {
  @RegisterExtension static final GuardedShop SHOP = new GuardedShop();

  @TempDir private Path home;

  @Test
  void theBundleOfARealGateIsJudgedTheSameAgain() throws Exception {
    String id = SHOP.deploy(SHOP.version("ill", false), SHOP.output("GateFunctionArn"));
    SHOP.follow(id, "Failed");
    var signalbox = new SignalboxCommand(SHOP.endpoint(), home);
    String table = SHOP.output("LedgerTableName");
    Path bundle = home.resolve("evidence.zip");
    Path report = home.resolve("report.html");

    // The evidence is kept after the deployment was told.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          signalbox.run(
              "gate",
              "show",
              id,
              "--table",
              table,
              "--bundle",
              bundle.toString(),
              "--report",
              report.toString());
          return Files.exists(report);
        });
    Ended replayed =
        signalbox.run("gate", "replay", bundle.toString(), "--ledger", "--table", table);

    assertThat(replayed.exit()).as(replayed.out() + replayed.err()).isZero();
    assertThat(replayed.out())
        .contains("FAIL", "status 404", id, "THE SAME verdict, to the byte")
        .doesNotContain("left no observation");
    assertThat(Files.readString(report)).contains("Failed", "shop-prod", "status 404");
  }
}
