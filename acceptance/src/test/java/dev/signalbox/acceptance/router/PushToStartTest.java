package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.acceptance.Clone;
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
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.ResolvedPipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.TriggerType;

@SuppressWarnings("NullAway.Init") // made before each test
class PushToStartTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ANY_BRANCH =
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
          start: {pipeline: shop-web, account: tools, variables: {BRANCH: "${branch}"}}
        - name: api
          on: {repository: shop, branches: ["**"]}
          paths: {include: ["api/**"]}
          start: {pipeline: shop-api, account: tools, variables: {BRANCH: "${branch}"}}
      """;

  @TempDir private Path directory;
  private Clone clone;

  @BeforeEach
  void aCloneAndADefinition() {
    clone = SHOP.clone(directory);
    SHOP.publish(ANY_BRANCH);
  }

  private String push(String branch, String file) {
    String commit = clone.commit(branch, Optional.empty(), Map.of(file, UUID.randomUUID() + ""));
    clone.push("refs/heads/" + branch);
    return commit;
  }

  private static JsonNode decided(String branch, String commit) {
    return await()
        .atMost(PATIENCE)
        .until(() -> SHOP.decisions(branch, commit), Optional::isPresent)
        .orElseThrow();
  }

  private static PipelineExecutionSummary only(String pipeline, String commit) {
    List<PipelineExecutionSummary> all =
        await()
            .atMost(PATIENCE)
            .until(() -> SHOP.executions(pipeline, commit), found -> !found.isEmpty());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aPushStartsThePipelineOfItsRouteAtExactlyThatCommitUnderTheTriggersName() {
    String branch = "release/" + UUID.randomUUID();
    String commit = push(branch, "web/Page.java");

    JsonNode record = decided(branch, commit);
    PipelineExecutionSummary execution = only("shop-web", commit);

    assertThat(execution.sourceRevisions())
        .extracting(SourceRevision::actionName)
        .containsExactly("Checkout");
    assertThat(execution.trigger().triggerType()).isEqualTo(TriggerType.START_PIPELINE_EXECUTION);
    assertThat(execution.trigger().triggerDetail())
        .matches("arn:aws:sts::111111111111:assumed-role/signalbox-target/[A-Za-z0-9-]{20,64}");
    assertThat(record.at("/decisions/0/route").asText()).isEqualTo("web");
    assertThat(record.at("/decisions/0/outcome").asText()).isEqualTo("STARTED");
    assertThat(record.at("/decisions/0/execution").asText())
        .isEqualTo(execution.pipelineExecutionId());
    assertThat(record.at("/decisions/1/route").asText()).isEqualTo("api");
    assertThat(record.at("/decisions/1/outcome").asText()).isEqualTo("SKIPPED");
    assertThat(SHOP.executions("shop-api", commit)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x;curl${IFS}e|sh", "ünï/çødé-分支", "-n", "a'b\"c&d"})
  void aHostileBranchNameIsDataFromEndToEnd(String branch) {
    String commit = push(branch, "web/a b\n'\"é.txt");

    assertThat(decided(branch, commit).at("/decisions/0/outcome").asText()).isEqualTo("STARTED");
    assertThat(variables(only("shop-web", commit)))
        .extracting(ResolvedPipelineVariable::name, ResolvedPipelineVariable::resolvedValue)
        .containsExactly(tuple("BRANCH", branch));
  }

  private static List<ResolvedPipelineVariable> variables(PipelineExecutionSummary execution) {
    return SHOP.client(CodePipelineClient.builder())
        .getPipelineExecution(request ->
            request.pipelineName("shop-web").pipelineExecutionId(execution.pipelineExecutionId()))
        .pipelineExecution()
        .variables();
  }

  @Test
  void anEventThatIsDeliveredManyTimesStartsOneExecution() {
    String branch = "release/" + UUID.randomUUID();
    String commit = push(branch, "web/Page.java");
    ObjectNode event =
        await().atMost(PATIENCE).until(() -> SHOP.event(commit), Optional::isPresent).orElseThrow();

    for (int i = 0; i < 3; i++) {
      SHOP.deliverLater(event);
    }
    String execution = only("shop-web", commit).pipelineExecutionId();

    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(SHOP.deliver(event)).contains("\"execution\":\"" + execution + "\""));
    assertThat(SHOP.executions("shop-web", commit)).hasSize(1);
  }

  @Test
  void theCommandTellsWhatWasDecidedAndWhyFromTheLedgerAlone() {
    String branch = "asked/" + UUID.randomUUID();
    String commit = push(branch, "web/Page.java");
    JsonNode record = decided(branch, commit);
    var command = new SignalboxCommand(SHOP.address(), directory);

    var decisions =
        await()
            .atMost(PATIENCE)
            .until(
                () -> command.run("ledger", "decisions", "--branch", branch),
                ended -> ended.out().contains("web → STARTED"));
    assertThat(decisions.out()).contains("shop@" + branch, commit.substring(0, 12));
    assertThat(command.run("ledger", "explain", "--commit", commit, "--json").out())
        .isEqualTo(record + "\n");
    assertThat(command.run("ledger", "explain", "--commit", commit, "--route", "api").out())
        .contains("SKIPPED", "paths.include", "web/Page.java", "api/**");
  }
}
