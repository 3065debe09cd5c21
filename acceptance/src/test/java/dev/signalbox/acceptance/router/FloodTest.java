package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.acceptance.Clone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;

/** One push of many branches at once. */
class FloodTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final int BRANCHES = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void everyBranchOfAPushOfManyStartsOnce(@TempDir Path directory) {
    Clone clone = SHOP.clone(directory);
    String base = clone.commit("main", Optional.empty(), Map.of("README.md", "1"));
    clone.push("refs/heads/main");
    List<String> commits = new ArrayList<>();
    for (int i = 0; i < BRANCHES; i++) {
      commits.add(
          clone.commit("release/" + i, Optional.of(base), Map.of("web/Page.java", "page " + i)));
    }
    clone.push("refs/heads/release/*:refs/heads/release/*");

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(started()).containsAll(commits));
    assertThat(started()).containsExactlyInAnyOrderElementsOf(commits);
  }

  private static List<String> started() {
    return SHOP
        .client(CodePipelineClient.builder())
        .listPipelineExecutionsPaginator(request -> request.pipelineName("shop-web"))
        .stream()
        .flatMap(page -> page.pipelineExecutionSummaries().stream())
        .flatMap(one -> one.sourceRevisions().stream())
        .map(SourceRevision::revisionId)
        .toList();
  }
}
