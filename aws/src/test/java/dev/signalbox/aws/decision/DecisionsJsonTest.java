package dev.signalbox.aws.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Grounds;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Start;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionsJsonTest {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final Region REGION = new Region("eu-west-1");
  private static final Repository SHOP = new Repository(ACCOUNT, REGION, "shop");
  private static final CommitId NEW = new CommitId("2".repeat(40));
  private static final Route WEB =
      new Route(
          "web",
          SHOP,
          NameFilter.ALL,
          new PathFilter(List.of(Glob.of("web/**")), List.of(), List.of(), List.of()),
          new Start(
              new Target(
                  new PipelineId(ACCOUNT, REGION, "shop-web"),
                  new Reach.Role("target", Optional.empty())),
              Map.of()));

  private static Event push(String branch) {
    return new Event.Pushed(
        new Push(
            "d-1",
            SHOP,
            Ref.branch(branch),
            Optional.empty(),
            Optional.of(NEW),
            Instant.parse("2026-11-20T12:00:00Z")));
  }

  private static String json(Event event, Decision... decisions) {
    return DecisionsJson.of(new Decisions(event, "v1", List.of(decisions)));
  }

  @Test
  void aStartNamesItsRouteTargetExecutionGroundsAndBaseline() {
    var decision =
        new Decision(
            Optional.of(WEB),
            new Outcome.Started("a changed file matches", Optional.of(new ExecutionId("e-1"))),
            Optional.of(
                new Grounds(
                    Grounds.Clause.PATHS_INCLUDE, Optional.of("web/**"), List.of("web/a.js"))),
            Optional.of(
                new Baseline(
                    Baseline.Rung.OLD_COMMIT,
                    Optional.of(new CommitId("1".repeat(40))),
                    NEW,
                    true)));

    assertThat(json(push("main"), decision))
        .isEqualTo(
            """
            {"event":{"id":"d-1","kind":"push","account":"111111111111","region":"eu-west-1",\
            "repository":"shop","ref":"refs/heads/main","before":null,\
            "after":"2222222222222222222222222222222222222222","time":"2026-11-20T12:00:00Z"},\
            "version":"v1","decisions":[{"route":"web","target":"111111111111/eu-west-1/shop-web",\
            "outcome":"STARTED","reason":"a changed file matches","execution":"e-1",\
            "clause":"paths.include","pattern":"web/**","witnesses":["web/a.js"],\
            "baseline":{"rung":"old-commit","from":"1111111111111111111111111111111111111111",\
            "to":"2222222222222222222222222222222222222222","forced":true}}]}\
            """);
  }

  @Test
  void aDecisionAboutThePushAsAWholeHasNoRoute() {
    var decision =
        new Decision(
            Optional.empty(),
            new Outcome.NoRoute("no route takes this push"),
            Optional.empty(),
            Optional.empty());

    assertThat(json(push("main"), decision))
        .endsWith(
            """
            "decisions":[{"route":null,"target":null,"outcome":"NO_ROUTE",\
            "reason":"no route takes this push","clause":null,"pattern":null,"witnesses":[],\
            "baseline":null}]}\
            """);
  }

  @Test
  void anyNameCanBeWritten() {
    assertThat(json(push("a\"b\\c\n\u0000\u001b[31m\u202e\ud83d é🚀")))
        .contains("a\\\"b\\\\c\\n\\u0000\\u001B[31m")
        .doesNotContain("\n");
  }

  @Test
  void aSuspectEventShowsWhy() {
    assertThat(json(new Event.Suspect("d-2", "two accounts", Instant.EPOCH)))
        .startsWith("{\"event\":{\"id\":\"d-2\",\"kind\":\"suspect\",\"reason\":\"two accounts\"");
  }
}
