package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.acceptance.Clone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** A push whose event EventBridge has lost. */
class LostPushTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static String reconcile() throws IOException {
    return SHOP.deliver(
        (ObjectNode)
            new ObjectMapper().readTree(Path.of("../events/router/reconcile.json").toFile()));
  }

  private static void losing(Runnable pushes) {
    try (EventBridgeClient events = SHOP.client(EventBridgeClient.builder())) {
      String rule =
          events.listRules(request -> {}).rules().stream()
              .map(found -> found.name())
              .filter(name -> name.contains("RouterFunctionPushes"))
              .findFirst()
              .orElseThrow();
      events.disableRule(request -> request.name(rule));
      pushes.run();
      events.enableRule(request -> request.name(rule));
    }
  }

  @Test
  void theScheduleStartsItAndItsLateEventDoesNotStartItAgain(@TempDir Path directory)
      throws IOException {
    SHOP.deployWith(
        directory,
        Map.of(
            "MAX_EVENT_AGE: !Ref MaxEventAge",
            "MAX_EVENT_AGE: !Ref MaxEventAge\n          RECONCILE_GRACE: PT1S"));
    Clone clone = SHOP.clone(Files.createDirectory(directory.resolve("clone")));
    String old = clone.commit("main", Optional.empty(), Map.of("web/Page.java", "1"));
    losing(() -> clone.push("refs/heads/main"));
    assertThat(reconcile()).isEqualTo("[]");
    assertThat(SHOP.executions("shop-web", old)).isEmpty();

    String commit = clone.commit("main", Map.of("web/Page.java", "2"));
    losing(() -> clone.push("refs/heads/main"));
    String found = reconcile();

    assertThat(found).contains("\"via\":\"reconcile\"", "\"outcome\":\"STARTED\"");
    assertThat(SHOP.executions("shop-web", commit)).hasSize(1);
    String execution = SHOP.executions("shop-web", commit).getFirst().pipelineExecutionId();
    ObjectNode late =
        await().atMost(PATIENCE).until(() -> SHOP.event(commit), Optional::isPresent).orElseThrow();
    assertThat(SHOP.deliver(late)).contains("\"execution\":\"" + execution + "\"");
    assertThat(reconcile()).isEqualTo("[]");
    assertThat(SHOP.executions("shop-web", commit)).hasSize(1);
  }
}
