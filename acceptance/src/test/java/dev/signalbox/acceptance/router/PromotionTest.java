package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.acceptance.Clone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.ResolvedPipelineVariable;

/** One pipeline succeeds, and what follows starts at the same commit: all of it for real. */
class PromotionTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final Duration PATIENCE = Duration.ofSeconds(90);

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
      promotions:
        - name: to-prod
          after: {pipeline: shop-web, account: tools, branches: ["release/*"]}
          start: {pipeline: shop-api, account: tools, variables: {BRANCH: "${branch} of ${from-execution}"}}
      """;

  private static final String BUILDSPEC =
      """
      version: 0.2
      env: {exported-variables: [RELEASE]}
      phases: {build: {commands: [RELEASE=1]}}
      artifacts: {files: ["**/*"]}
      """;

  private static PipelineExecutionSummary ends(String pipeline, String commit) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(SHOP.executions(pipeline, commit))
                .extracting(PipelineExecutionSummary::status)
                .containsExactly(PipelineExecutionStatus.SUCCEEDED));
    return SHOP.executions(pipeline, commit).getFirst();
  }

  private static String push(Clone clone, String branch) {
    String commit =
        clone.commit(
            branch,
            Optional.empty(),
            Map.of("web/buildspec.yml", BUILDSPEC, "api/buildspec.yml", BUILDSPEC, "is", branch));
    clone.push("refs/heads/" + branch);
    return commit;
  }

  private static List<ResolvedPipelineVariable> variables(PipelineExecutionSummary execution) {
    return SHOP.client(CodePipelineClient.builder())
        .getPipelineExecution(request ->
            request.pipelineName("shop-api").pipelineExecutionId(execution.pipelineExecutionId()))
        .pipelineExecution()
        .variables();
  }

  @Test
  void whatSucceedsGoesOnOnceAtItsCommitAndOnlyForItsBranches(@TempDir Path directory) {
    SHOP.publish(DEFINITION);
    Clone clone = SHOP.clone(directory);
    String feature = push(clone, "feature/1");
    String release = push(clone, "release/1");

    PipelineExecutionSummary web = ends("shop-web", release);
    PipelineExecutionSummary promoted = ends("shop-api", release);
    assertThat(variables(promoted))
        .extracting(ResolvedPipelineVariable::name, ResolvedPipelineVariable::resolvedValue)
        .containsExactly(tuple("BRANCH", "release/1 of " + web.pipelineExecutionId()));
    assertThat(promoted.trigger().triggerDetail()).contains("/signalbox-target/signalbox-");

    ObjectNode success =
        SHOP.lastEvent(event ->
            event.at("/detail/execution-id").asText().equals(web.pipelineExecutionId())
                && event.at("/detail/state").asText().equals("SUCCEEDED")
                && event.path("detail-type").asText().contains("Pipeline Execution"));
    assertThat(SHOP.observe(success)).contains(promoted.pipelineExecutionId());
    assertThat(SHOP.executions("shop-api", release)).hasSize(1);

    ends("shop-web", feature);
    await().atMost(PATIENCE).until(SHOP::runsGoingOn, open -> open == 0);
    assertThat(SHOP.executions("shop-api", feature)).isEmpty();
  }
}
