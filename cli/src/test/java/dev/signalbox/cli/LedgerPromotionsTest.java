package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.aws.ledger.DynamoDbObservations;
import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions.Execution;
import dev.signalbox.core.observe.Observation;
import dev.signalbox.core.observe.Observed;
import dev.signalbox.core.observe.Promoted;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Start;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerPromotionsTest {
  @RegisterExtension static final OnThisMachine AWS = new OnThisMachine();

  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final Region REGION = new Region("eu-west-1");

  private final Instant now = Instant.now();
  private String table = "";

  @BeforeEach
  void aTable() {
    table = AWS.table();
  }

  private void promoted(Instant at, String execution, Promoted... promotions) {
    var ended = new Execution(start("shop-web").target().pipeline(), new ExecutionId(execution));
    new DynamoDbObservations(AWS.dynamo(), table, InstantSource.fixed(at))
        .record(
            new Observed(
                new Observation.Ended("e-" + execution, ended, End.SUCCEEDED),
                Observed.Outcome.COUNTED,
                "it ran for main",
                "v1",
                List.of(promotions)));
  }

  private static Promoted by(String name, Outcome outcome) {
    return new Promoted(
        new Promotion(
            name,
            start("shop-web").target(),
            new NameFilter(List.of(), List.of()),
            false,
            start("shop-web-prod")),
        outcome,
        Optional.of(
            new Push(
                "delivery-1",
                new Repository(ACCOUNT, REGION, "shop"),
                Ref.branch("main"),
                Optional.empty(),
                Optional.of(new CommitId("2".repeat(40))),
                Instant.EPOCH)));
  }

  private static Start start(String pipeline) {
    return new Start(
        new Target(
            new PipelineId(ACCOUNT, REGION, pipeline),
            new Reach.Role("signalbox-target", Optional.empty())),
        Map.of());
  }

  private static Outcome started(String reason) {
    return new Outcome.Started(reason, Optional.of(new ExecutionId("x-1")));
  }

  private CommandRun promotions(Object... more) {
    return AWS.run(table, List.of("ledger", "promotions"), more);
  }

  @Test
  void whatFollowedIsListedTheNewestFirst() {
    promoted(now.minus(Duration.ofHours(3)), "1", by("to-prod", started("first")));
    promoted(
        now,
        "2",
        by("to-prod", started("second")),
        by("to-dr", new Outcome.Failed("no \u001b[31m pipeline", false)));

    CommandRun listed = promotions();

    assertThat(listed.exit()).as(listed.err()).isZero();
    assertThat(listed.out())
        .containsSubsequence("second", "first")
        .contains("to-prod → STARTED", "to-dr → FAILED", "web-prod")
        .doesNotContain("\u001b");
    assertThat(promotions("--since", "1h").out()).doesNotContain("first");
    assertThat(promotions("--promotion", "to-dr", "--json").out())
        .contains("\"promotion\":\"to-dr\"", "\"execution\":\"2\"")
        .doesNotContain("to-prod");
    assertThat(promotions("--last", "0").exit()).isEqualTo(2);
  }

  @Test
  void anEndThatPromotesNothingIsNotListed() {
    promoted(now, "1");
    assertThat(promotions().out()).contains("Nothing has been promoted");
  }
}
