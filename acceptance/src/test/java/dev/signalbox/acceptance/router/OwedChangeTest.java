package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.acceptance.Clone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** The router starts, the pipeline runs, the observer counts how that ended: all of it for real. */
class OwedChangeTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String BRANCH = "release/1";

  private static final String DEFINITION =
      """
      version: 1
      accounts:
        tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: tools, default-branch: main}
      routes:
        - name: web
          on: {repository: shop, branches: ["**"]}
          paths: {include: ["web/**"]}
          start: {pipeline: shop-web, account: tools}
      """;

  /** Fails until somebody has written the manual. */
  private static final String BUILDSPEC =
      """
      version: 0.2
      env: {exported-variables: [RELEASE]}
      phases: {build: {commands: [test -e docs/manual.md, RELEASE=1]}}
      artifacts: {files: ["**/*"]}
      """;

  private static JsonNode decided(String commit) {
    return await()
        .atMost(PATIENCE)
        .until(() -> SHOP.decisions(BRANCH, commit), Optional::isPresent)
        .orElseThrow()
        .at("/decisions/0");
  }

  private static void ends(String commit, PipelineExecutionStatus status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(SHOP.executions("shop-web", commit))
                .extracting(PipelineExecutionSummary::status)
                .containsExactly(status));
    await().atMost(PATIENCE).until(SHOP::runsGoingOn, open -> open == 0);
  }

  @Test
  void theChangesOfARunThatFailedAreOwedUntilOneWithThemHasSucceeded(@TempDir Path directory) {
    SHOP.publish(DEFINITION);
    Clone clone = SHOP.clone(directory);

    String broken = clone.commit(BRANCH, Optional.empty(), Map.of("web/buildspec.yml", BUILDSPEC));
    clone.push("refs/heads/" + BRANCH);
    assertThat(decided(broken).path("outcome").asText()).isEqualTo("STARTED");
    ends(broken, PipelineExecutionStatus.FAILED);

    String mended = clone.commit(BRANCH, Map.of("docs/manual.md", "It works."));
    clone.push("refs/heads/" + BRANCH);
    JsonNode owed = decided(mended);
    assertThat(owed.path("outcome").asText()).isEqualTo("STARTED");
    assertThat(owed.path("witnesses"))
        .extracting(JsonNode::asText)
        .isEqualTo(List.of("web/buildspec.yml"));
    ends(mended, PipelineExecutionStatus.SUCCEEDED);

    String docs = clone.commit(BRANCH, Map.of("docs/manual.md", "It works well."));
    clone.push("refs/heads/" + BRANCH);
    JsonNode green = decided(docs);
    assertThat(green.path("outcome").asText()).isEqualTo("SKIPPED");
    assertThat(green.at("/baseline/rung").asText()).isEqualTo("last-green");
    assertThat(green.at("/baseline/from").asText()).isEqualTo(mended);
  }
}
