package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.acceptance.Clone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.Target;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** From a pull request that is opened, updated and merged to the pipeline that checks it. */
class PullRequestTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String CHECKS =
      """
      version: 1
      accounts:
        tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: tools, default-branch: main}
      routes:
        - name: checks
          on: {repository: shop, pull-requests: {into: [main]}}
          paths: {include: ["web/**"]}
          start: {pipeline: shop-web, account: tools, variables: {BRANCH: "${branch}"}}
      """;

  private static PipelineExecutionSummary only(String commit) {
    List<PipelineExecutionSummary> all =
        await()
            .atMost(PATIENCE)
            .until(() -> SHOP.executions("shop-web", commit), found -> !found.isEmpty());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static String open(CodeCommitClient codecommit) {
    var target =
        Target.builder()
            .repositoryName("shop")
            .sourceReference("feature/checkout")
            .destinationReference("main")
            .build();
    return codecommit
        .createPullRequest(request -> request.title("Checkout").targets(target))
        .pullRequest()
        .pullRequestId();
  }

  @Test
  void itsPipelineRunsForEachOfItsCommitsAndOnceMoreForNoneWhenItIsMerged(@TempDir Path directory) {
    SHOP.publish(CHECKS);
    Clone clone = SHOP.clone(directory);
    String base = clone.commit("main", Optional.empty(), Map.of("README.md", "1"));
    String first =
        clone.commit("feature/checkout", Optional.of(base), Map.of("web/Cart.java", "1"));
    clone.push("refs/heads/main", "refs/heads/feature/checkout");

    try (CodeCommitClient codecommit = SHOP.client(CodeCommitClient.builder())) {
      String id = open(codecommit);
      only(first);
      String second = clone.commit("feature/checkout", Map.of("web/Cart.java", "2"));
      clone.push("refs/heads/feature/checkout");
      only(second);
      codecommit.mergePullRequestByFastForward(
          request -> request.pullRequestId(id).repositoryName("shop"));

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(SHOP.decisionsOn("pull-request"))
                  .extracting(record -> record.at("/decisions/0/outcome").asText())
                  .containsExactlyInAnyOrder("STARTED", "STARTED", "SKIPPED"));
      assertThat(SHOP.executions("shop-web", first)).hasSize(1);
      assertThat(SHOP.executions("shop-web", second)).hasSize(1);
    }
  }
}
