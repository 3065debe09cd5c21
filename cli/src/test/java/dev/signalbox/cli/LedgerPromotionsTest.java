package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.aws.ledger.DynamoDbObservations;
import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions.Execution;
import dev.signalbox.core.observe.Observation;
import dev.signalbox.core.observe.Observed;
import dev.signalbox.core.observe.Promoted;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerPromotionsTest {
  @RegisterExtension static final OnThisMachine AWS = new OnThisMachine();

  private final Instant now = Instant.now();
  private String table = "";

  @BeforeEach
  void aTable() {
    table = AWS.table();
  }

  private void promoted(Instant at, String execution, Promoted... promotions) {
    var ended =
        new Execution(
            Shop.start("web", Shop.TOOLS).target().pipeline(), new ExecutionId(execution));
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
            Shop.start("web", Shop.TOOLS).target(),
            Shop.branches("main"),
            false,
            Shop.start("web-prod", Shop.PROD)),
        outcome,
        Optional.of(Shop.push("main")));
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
