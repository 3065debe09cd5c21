package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.acceptance.Clone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

/** Branches are pushed and deleted with git, and have pipelines for as long as they live. */
@SuppressWarnings("NullAway.Init") // made before each test
class BranchPipelinesTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop("previews", 1);

  /** A push that has to wait for its turn may be left to the schedule, which comes each minute. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String BUILD = "version: 0.2\nphases: {build: {commands: [echo built]}}\n";

  @TempDir private Path directory;
  private Clone clone;

  @BeforeEach
  void aClone() {
    clone = SHOP.clone(directory);
    // The first branch of a repository is its default branch, which stays.
    push("main", Optional.empty());
  }

  private String push(String branch, Optional<String> from) {
    String commit =
        clone.commit(branch, from, Map.of("buildspec.yml", BUILD, "id", UUID.randomUUID() + ""));
    clone.push("refs/heads/" + branch);
    return commit;
  }

  private static JsonNode decided(String branch, String commit) {
    return await()
        .atMost(PATIENCE)
        .until(() -> SHOP.decisions(branch, commit), Optional::isPresent)
        .orElseThrow()
        .at("/decisions/0");
  }

  private static CodePipelineClient codepipeline() {
    return SHOP.client(CodePipelineClient.builder());
  }

  private static String pipeline(JsonNode decision) {
    return decision.path("target").asText().replaceFirst(".*/", "");
  }

  private static List<String> pipelines() {
    return codepipeline().listPipelinesPaginator(request -> {}).pipelines().stream()
        .map(PipelineSummary::name)
        .toList();
  }

  private static PipelineDeclaration declaration(String pipeline) {
    return codepipeline().getPipeline(request -> request.name(pipeline)).pipeline();
  }

  /** What was started for pushes: whether the run by creation is over in no time is luck. */
  private static PipelineExecutionSummary succeeded(String pipeline) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(started(pipeline))
                .extracting(PipelineExecutionSummary::status)
                .containsExactly(PipelineExecutionStatus.SUCCEEDED));
    return started(pipeline).getFirst();
  }

  private static List<PipelineExecutionSummary> started(String pipeline) {
    return codepipeline()
        .listPipelineExecutions(request -> request.pipelineName(pipeline))
        .pipelineExecutionSummaries()
        .stream()
        .filter(one -> one.trigger().triggerType() == TriggerType.START_PIPELINE_EXECUTION)
        .toList();
  }

  @Test
  void aBranchHasAPipelineForAsLongAsItLives() {
    String branch = "feature/" + UUID.randomUUID();
    String first = push(branch, Optional.empty());
    JsonNode created = decided(branch, first);
    String pipeline = pipeline(created);

    assertThat(created.path("outcome").asText()).isEqualTo("STARTED");
    assertThat(created.path("reason").asText()).endsWith("its own pipeline CREATED");
    assertThat(succeeded(pipeline).sourceRevisions())
        .extracting(SourceRevision::revisionId)
        .containsExactly(first);

    codepipeline()
        .updatePipeline(request ->
            request.pipeline(
                declaration("shop-preview").toBuilder().executionMode("PARALLEL").build()));
    String second = push(branch, Optional.of(first));
    assertThat(decided(branch, second).path("reason").asText())
        .endsWith("its own pipeline UPDATED like its template");
    assertThat(declaration(pipeline).executionModeAsString()).isEqualTo("PARALLEL");

    clone.push(":refs/heads/" + branch);
    await().atMost(PATIENCE).until(() -> !pipelines().contains(pipeline));
    assertThat(pipelines()).contains("shop-preview");
  }

  @ParameterizedTest
  @ValueSource(strings = {"feature/x;curl${IFS}e|sh", "feature/ünï-分支", "feature/a'b\"c&d"})
  void aHostileBranchNameIsDataFromEndToEnd(String branch) {
    String commit = push(branch, Optional.empty());
    String pipeline = pipeline(decided(branch, commit));

    assertThat(pipeline).matches("shop-feature-[a-z0-9.@_-]+");
    assertThat(declaration(pipeline).stages().getFirst().actions().getFirst().configuration())
        .containsEntry("BranchName", branch);
    succeeded(pipeline);
    clone.push(":refs/heads/" + branch);
    await().atMost(PATIENCE).until(() -> !pipelines().contains(pipeline));
  }

  @Test
  void aPipelineOfTheSameNameThatIsNotOursIsNotTouched() {
    String branch = "feature/" + UUID.randomUUID();
    String commit = push(branch, Optional.empty());
    String pipeline = pipeline(decided(branch, commit));
    String arn = "arn:aws:codepipeline:%s:%s:%s".formatted("eu-west-1", "111111111111", pipeline);
    codepipeline().untagResource(request -> request.resourceArn(arn).tagKeys("signalbox:owner"));
    codepipeline()
        .tagResource(request ->
            request.resourceArn(arn).tags(Tag.builder().key("team").value("payments").build()));

    clone.push(":refs/heads/" + branch);
    String again = push(branch, Optional.of(commit));

    assertThat(decided(branch, again).path("reason").asText()).endsWith("it is not touched");
    assertThat(pipelines()).contains(pipeline);
  }

  @Test
  void aPushWhoseBranchIsGoneMakesNothing() {
    String branch = "feature/" + UUID.randomUUID();
    String commit = push(branch, Optional.empty());
    var event =
        await().atMost(PATIENCE).until(() -> SHOP.event(commit), Optional::isPresent).orElseThrow();
    String pipeline = pipeline(decided(branch, commit));
    clone.push(":refs/heads/" + branch);
    await().atMost(PATIENCE).until(() -> !pipelines().contains(pipeline));

    assertThat(SHOP.deliver(event)).contains("the branch is gone again");
    assertThat(pipelines()).doesNotContain(pipeline);
  }

  @Test
  void aBranchThatIsMadeChangedAndDeletedAtOnceLeavesNoPipeline() {
    String branch = "feature/" + UUID.randomUUID();
    String first = push(branch, Optional.empty());
    String second = push(branch, Optional.of(first));
    clone.push(":refs/heads/" + branch);
    String pipeline = pipeline(decided(branch, first));

    assertThat(pipeline(decided(branch, second))).isEqualTo(pipeline);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(deleted(branch)).contains("the branch was deleted: "));
    assertThat(pipelines()).doesNotContain(pipeline);
  }

  /** What was decided about the deletion of a branch. */
  private static String deleted(String branch) {
    return SHOP.decisions(branch, "null")
        .map(record -> record.at("/decisions/0/reason").asText())
        .orElse("");
  }

  @Test
  void thePipelineOfABranchWhoseDeletionNoRouteWasForIsSwept() throws IOException {
    String branch = "feature/" + UUID.randomUUID();
    String pipeline = pipeline(decided(branch, push(branch, Optional.empty())));
    String definition = DeployedShop.read(Path.of("../examples/previews/signalbox.yaml"));
    SHOP.publish(definition.replace("feature/**", "preview/**"));
    try {
      clone.push(":refs/heads/" + branch);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(deleted(branch)).isEqualTo("the branch does not match"));
      assertThat(pipelines()).contains(pipeline);

      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(SHOP.deliver(sweep())).contains(pipeline, "\"deleted\""));
      assertThat(pipelines()).doesNotContain(pipeline).contains("shop-preview");
    } finally {
      SHOP.publish(definition);
    }
  }

  private static ObjectNode sweep() throws IOException {
    return (ObjectNode)
        new ObjectMapper().readTree(Path.of("../events/router/sweep.json").toFile());
  }
}
