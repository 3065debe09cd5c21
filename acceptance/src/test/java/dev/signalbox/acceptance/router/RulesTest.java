package dev.signalbox.acceptance.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/** Which events the rules of the deployed template let through to the router. */
class RulesTest {
  @RegisterExtension static final DeployedShop SHOP = new DeployedShop(1);

  private static final Path SAMPLES = Path.of("../events/router");

  private static ObjectNode sample(String name) throws IOException {
    return sample(SAMPLES, name);
  }

  private static ObjectNode sample(Path directory, String name) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(directory.resolve(name + ".json").toFile());
  }

  /** The enabled rules with a pattern that this event fits, by the ends of their names. */
  private static List<String> rulesFor(ObjectNode event) {
    try (EventBridgeClient events = SHOP.client(EventBridgeClient.builder())) {
      return events.listRules(request -> {}).rules().stream()
          .filter(rule -> rule.state() == RuleState.ENABLED && rule.eventPattern() != null)
          .filter(rule ->
              events
                  .testEventPattern(
                      test -> test.eventPattern(rule.eventPattern()).event(event.toString()))
                  .result())
          .map(RulesTest::event)
          .toList();
    }
  }

  private static String event(Rule rule) {
    return rule.name().replaceFirst("^.*RouterFunction([A-Za-z]+).*$", "$1");
  }

  @ParameterizedTest
  @CsvSource({
    "branch-created, Pushes",
    "branch-deleted, Pushes",
    "branch-merged, Pushes",
    "branch-updated, Pushes",
    "branch-with-a-hostile-name, Pushes",
    "tag-created, Pushes",
    "pull-request-created, PullRequests",
    "pull-request-updated, PullRequests",
    "pull-request-merged, PullRequests",
    "pull-request-closed, PullRequests",
    "image-pushed, Images",
    "object-created, Objects",
  })
  void whatPipelinesMayStartForReachesTheRouterByOneRule(String sample, String rule)
      throws IOException {
    SHOP.deploy(Map.of("SourceBuckets", "other-drop,shop-drop"));

    assertThat(rulesFor(sample(sample))).singleElement().asString().startsWith(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "comment-on-commit-created",
        "forged-source",
        "image-deleted",
        "object-deleted",
        "pull-request-approved",
        "unreferenced-merge-commit-created",
      })
  void whatConcernsNobodyNeverReachesTheRouter(String sample) throws IOException {
    SHOP.deploy(Map.of("SourceBuckets", "shop-drop"));

    assertThat(rulesFor(sample(sample))).isEmpty();
  }

  @Test
  void anImageWhosePushFailedDoesNotReachTheRouter() throws IOException {
    ObjectNode event = sample("image-pushed");
    event.withObject("/detail").put("result", "FAILURE");

    assertThat(rulesFor(event)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "other-drop", "shop-dro", "shop-drop-2,other-drop"})
  void objectsOfBucketsThatAreNotNamedDoNotReachTheRouter(String buckets) throws IOException {
    SHOP.deploy(Map.of("SourceBuckets", buckets));

    assertThat(rulesFor(sample("object-created"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "execution-succeeded, true",
    "execution-failed, true",
    "execution-stopped, true",
    "execution-superseded, true",
    "execution-started, false",
    "execution-in-a-state-to-come, false",
    "stage-succeeded, false",
    "action-succeeded, false",
    "forged-source, false",
    "unlisted-account, false",
  })
  void onlyEndsOfWholeExecutionsReachTheObserver(String sample, boolean reaches)
      throws IOException {
    assertThat(rulesFor(sample(Path.of("../events/observer"), sample)))
        .hasSize(reaches ? 1 : 0)
        .allMatch(rule -> rule.contains("ObserverFunctionExecutions"));
  }
}
