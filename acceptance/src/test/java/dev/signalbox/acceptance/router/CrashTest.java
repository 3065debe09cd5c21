package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.acceptance.Clone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** How the ledger is told of an execution. */
  private static final String CONFIRMATION = "SET execution = :execution";

  @Test
  void aRouterThatIsKilledBetweenStartAndConfirmationStartsNothingASecondTime(
      @TempDir Path directory) throws Exception {
    try (var saboteur = new Saboteur(SHOP.address())) {
      // A claim lasts as long as who has it may run: not too long for a test.
      SHOP.deployWith(
          directory,
          Map.of(
              "Timeout: 300",
              "Timeout: 10",
              "ACCOUNT_ID: !Ref AWS::AccountId",
              "ACCOUNT_ID: !Ref AWS::AccountId\n          AWS_ENDPOINT_URL: "
                  + saboteur.address()));
      var killed = new CompletableFuture<Integer>();
      saboteur.insteadOf(
          CONFIRMATION,
          () -> {
            List<ProcessHandle> routers = routers();
            routers.forEach(ProcessHandle::destroyForcibly);
            killed.complete(routers.size());
          });
      Clone clone = SHOP.clone(Files.createDirectory(directory.resolve("clone")));
      String commit = clone.commit("release/1", Optional.empty(), Map.of("web/Page.java", "1"));
      clone.push("refs/heads/release/1");
      assertThat(killed.get(90, TimeUnit.SECONDS)).isPositive();
      assertThat(SHOP.executions("shop-web", commit)).hasSize(1);

      ObjectNode event = SHOP.event(commit).orElseThrow();
      String execution = SHOP.executions("shop-web", commit).getFirst().pipelineExecutionId();
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(SHOP.deliver(event)).contains(execution));
      assertThat(SHOP.executions("shop-web", commit)).hasSize(1);
    }
  }

  /** Of what a test starts only functions are Java. */
  private static List<ProcessHandle> routers() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
