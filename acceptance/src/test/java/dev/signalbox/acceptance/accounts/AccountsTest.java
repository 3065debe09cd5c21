package dev.signalbox.acceptance.accounts;

import static dev.signalbox.acceptance.accounts.ThreeAccounts.PRODUCTION;
import static dev.signalbox.acceptance.accounts.ThreeAccounts.STAGING;
import static dev.signalbox.acceptance.accounts.ThreeAccounts.TOOLS;
import static dev.signalbox.acceptance.accounts.ThreeAccounts.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.acceptance.Clone;
import dev.signalbox.acceptance.accounts.ThreeAccounts.Place;
import dev.signalbox.aws.eventbridge.EventBuses;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;

/** One push, three accounts, two Regions: some pipelines are started, others decide themselves. */
class AccountsTest {
  @RegisterExtension static final ThreeAccounts AWS = new ThreeAccounts();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  /** Pushes to the mirrors first: their pipelines read them. */
  private String push(String branch, String file) throws IOException {
    Clone origin = clone("origin", TOOLS);
    String commit = origin.commit(branch, Optional.empty(), Map.of(file, UUID.randomUUID() + ""));
    for (Place mirror : List.of(STAGING, PRODUCTION)) {
      AWS.clone(directory.resolve("origin"), mirror).push("refs/heads/" + branch);
    }
    origin.push("refs/heads/" + branch);
    return commit;
  }

  private Clone clone(String name, Place place) throws IOException {
    return AWS.clone(Files.createDirectories(directory.resolve(name)), place);
  }

  private static JsonNode decided(Place place, String commit) {
    return await()
        .atMost(PATIENCE)
        .until(() -> AWS.decisions(place, commit), Optional::isPresent)
        .orElseThrow();
  }

  private static PipelineExecutionSummary only(Place place, String commit) {
    List<PipelineExecutionSummary> all =
        await()
            .atMost(PATIENCE)
            .until(() -> AWS.executions(place, commit), found -> !found.isEmpty());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void onePushStartsHereAndInAnotherAccountAndRegionAndIsForwardedToAThirdWhichDecides()
      throws IOException {
    String commit = push("main", "web/index.html");

    assertThat(outcomes(decided(TOOLS, commit)))
        .isEqualTo(
            Map.of(
                "web", "STARTED",
                "web-staging", "STARTED",
                "web-production", "FORWARDED"));
    assertThat(outcomes(decided(PRODUCTION, commit))).isEqualTo(Map.of("web", "STARTED"));
    assertThat(only(TOOLS, commit).trigger().triggerDetail())
        .startsWith("arn:aws:sts::111111111111:assumed-role/signalbox-target/signalbox-");
    assertThat(only(STAGING, commit).trigger().triggerDetail())
        .startsWith("arn:aws:sts::222222222222:assumed-role/signalbox-target/signalbox-");
    assertThat(only(PRODUCTION, commit).trigger().triggerDetail())
        .startsWith("arn:aws:sts::333333333333:assumed-role/signalbox-target/signalbox-");
  }

  @Test
  void whatRunsInAnotherAccountAndRegionIsToldHereWhenItHasSucceeded() throws IOException {
    String commit = push("main", "web/green.html");
    only(STAGING, commit);

    await().atMost(PATIENCE).until(() -> AWS.greenIn(STAGING), Optional.of(commit)::equals);
  }

  @Test
  void whatTheThirdDoesNotWantItSkipsThoughItWasTold() throws IOException {
    String commit = push("release/1", "web/index.html");

    assertThat(outcomes(decided(TOOLS, commit))).containsEntry("web-production", "FORWARDED");
    assertThat(outcomes(decided(PRODUCTION, commit))).containsEntry("web", "SKIPPED");
    assertThat(only(STAGING, commit).trigger().triggerDetail()).contains("222222222222");
    assertThat(AWS.executions(PRODUCTION, commit)).isEmpty();
  }

  @Test
  void whoIsToldHasTheSameEventAndTheSameMoveOnRecord() throws IOException {
    String commit = push("main", "web/about.html");

    JsonNode here = decided(TOOLS, commit).path("event");
    JsonNode there = decided(PRODUCTION, commit).path("event");

    assertThat(there.path("id")).isEqualTo(here.path("id"));
    assertThat(there.path("before")).isEqualTo(here.path("before"));
    assertThat(there.path("ref")).isEqualTo(here.path("ref"));
    assertThat(there.path("sender").asText()).isEqualTo(TOOLS.account());
    assertThat(there.path("hops").asInt()).isEqualTo(1);
  }

  @Test
  void aPushThatIsToldBackAndForthIsForwardedOnce() throws IOException {
    AWS.publishText(
        PRODUCTION,
        """
        version: 1
        accounts:
          tools: {id: "111111111111", region: eu-west-1, role: signalbox-source, external-id: shop-production}
          tools-themselves: {id: "111111111111", region: eu-west-1, bus: signalbox}
          production: {id: "333333333333", region: us-east-1, role: signalbox-target}
        repositories:
          shop: {account: tools, default-branch: main}
        routes:
          - name: back
            on: {repository: shop}
            start: {pipeline: shop-web, account: tools-themselves}
        """);
    try {
      String commit = push("main", "web/loop.html");

      JsonNode back = decided(PRODUCTION, commit).at("/decisions/0");
      assertThat(back.path("outcome").asText()).isEqualTo("SKIPPED");
      assertThat(back.path("reason").asText()).contains("a push is forwarded once");
    } finally {
      AWS.publish(PRODUCTION, "production.yaml");
    }
  }

  @Test
  void anAccountThatSpeaksOfTheRepositoriesOfAnotherIsNotBelieved() throws IOException {
    String real = push("main", "web/real.html");
    decided(PRODUCTION, real);
    // Staging may write to the tools account's bus, but it is no place of that repository.
    var forged =
        new Push(
            "forged",
            new Repository(new AccountId(TOOLS.account()), new Region(TOOLS.region().id()), "shop"),
            Ref.branch("main"),
            Optional.empty(),
            Optional.of(new CommitId(real)),
            Instant.now());

    new EventBuses(AWS.root(STAGING))
        .forward(
            forged,
            Optional.empty(),
            new BusId(
                new AccountId(TOOLS.account()), new Region(TOOLS.region().id()), "signalbox"));

    JsonNode rejected =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    AWS.decisions(TOOLS).stream()
                        .filter(record -> record.at("/event/id").asText().equals("forged"))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    assertThat(rejected.at("/decisions/0/outcome").asText()).isEqualTo("REJECTED");
    assertThat(rejected.at("/decisions/0/reason").asText())
        .isEqualTo("account 222222222222 speaks of a push in account 111111111111");
    assertThat(AWS.executions(TOOLS, real)).hasSize(1);
  }

  @Test
  void anAccountThatRefusesHoldsUpNoOtherAndIsServedWhenItLetsUsInAgain() throws IOException {
    AWS.publishText(
        TOOLS, ThreeAccounts.read("tools.yaml").replace("shop-staging", "not-the-secret"));
    String commit;
    try {
      commit = push("main", "web/denied.html");
      JsonNode record = decided(TOOLS, commit);
      assertThat(outcomes(record))
          .isEqualTo(
              Map.of("web", "STARTED", "web-staging", "FAILED", "web-production", "FORWARDED"));
      assertThat(record.at("/decisions/1/reason").asText())
          .contains("role/signalbox-target: access denied", "and this external id?");
      only(PRODUCTION, commit);
    } finally {
      AWS.publish(TOOLS, "tools.yaml");
    }

    AWS.redrive(commit);

    only(STAGING, commit);
    assertThat(AWS.executions(TOOLS, commit)).hasSize(1);
    assertThat(AWS.executions(PRODUCTION, commit)).hasSize(1);
  }

  @Test
  void aPipelineThatIsNotThereFailsAlone() throws IOException {
    AWS.publishText(
        TOOLS,
        ThreeAccounts.read("tools.yaml")
            .replace(
                "pipeline: shop-web, account: staging", "pipeline: shop-none, account: staging"));
    try {
      String commit = push("main", "web/none.html");

      JsonNode record = decided(TOOLS, commit);
      assertThat(outcomes(record))
          .isEqualTo(
              Map.of("web", "STARTED", "web-staging", "FAILED", "web-production", "FORWARDED"));
      assertThat(record.at("/decisions/1/reason").asText())
          .contains("222222222222/us-east-1/shop-none", "PipelineNotFoundException");
    } finally {
      AWS.publish(TOOLS, "tools.yaml");
    }
  }
}
