package dev.signalbox.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises. The one in memory and the one in DynamoDB both run these. */
public abstract class LedgerContract {
  private static final Instant NOON = Shop.NOON;
  private static final TriggerId TRIGGER =
      TriggerId.of(Shop.start("web", Shop.TOOLS).target().pipeline(), Shop.push("main"));
  private static final TriggerId OTHER =
      TriggerId.of(Shop.start("api", Shop.TOOLS).target().pipeline(), Shop.push("main"));
  private static final ExecutionId EXECUTION = new ExecutionId("e-1");

  private Ledger ledger = new LedgerInMemory();

  protected abstract Ledger emptyLedger();

  /** The outcomes on record, one text per record such as "v1 FAILED SKIPPED". */
  protected abstract List<String> recorded(Ledger ledger);

  @BeforeEach
  final void startEmpty() {
    ledger = emptyLedger();
  }

  private Claim claimAt(int second) {
    return ledger.claim(TRIGGER, NOON.plusSeconds(second), NOON.plusSeconds(second + 30));
  }

  @Test
  void whoAsksFirstGetsTheTrigger() {
    assertThat(claimAt(0)).isEqualTo(new Claim.Granted());
  }

  @Test
  void whoAsksSecondIsToldUntilWhenTheFirstHasIt() {
    claimAt(0);

    assertThat(claimAt(10)).isEqualTo(new Claim.Held(NOON.plusSeconds(30)));
  }

  @Test
  void afterTheFirstOnesDeadlineTheTriggerIsRecoveredWithTheTimeOfTheFirstClaim() {
    claimAt(0);

    assertThat(claimAt(30)).isEqualTo(new Claim.Recovered(NOON));
    assertThat(claimAt(31)).isEqualTo(new Claim.Held(NOON.plusSeconds(60)));
    assertThat(claimAt(60)).isEqualTo(new Claim.Recovered(NOON));
  }

  @Test
  void whatIsConfirmedStaysConfirmedForEver() {
    claimAt(0);
    ledger.confirm(TRIGGER, EXECUTION, NOON);

    assertThat(claimAt(1_000_000)).isEqualTo(new Claim.Confirmed(EXECUTION));
  }

  @Test
  void theFirstConfirmationStays() {
    claimAt(0);
    ledger.confirm(TRIGGER, EXECUTION, NOON);
    ledger.confirm(TRIGGER, new ExecutionId("e-2"), NOON);

    assertThat(claimAt(1)).isEqualTo(new Claim.Confirmed(EXECUTION));
  }

  @Test
  void whatIsReleasedIsGrantedToWhoeverAsksNext() {
    claimAt(0);
    ledger.release(TRIGGER);

    assertThat(claimAt(1)).isEqualTo(new Claim.Granted());
  }

  @Test
  void whatIsConfirmedCannotBeReleased() {
    claimAt(0);
    ledger.confirm(TRIGGER, EXECUTION, NOON);
    ledger.release(TRIGGER);

    assertThat(claimAt(1)).isEqualTo(new Claim.Confirmed(EXECUTION));
  }

  @Test
  void releasingWhatNobodyHasChangesNothing() {
    ledger.release(TRIGGER);

    assertThat(claimAt(0)).isEqualTo(new Claim.Granted());
  }

  @Test
  void triggersDoNotKnowEachOther() {
    claimAt(0);

    assertThat(ledger.claim(OTHER, NOON, NOON.plusSeconds(1))).isEqualTo(new Claim.Granted());
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsIt() throws InterruptedException {
    assertThat(allAtOnce(() -> claimAt(0))).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
  }

  @Test
  void ofManyWhoRecoverAtOnceOneGetsIt() throws InterruptedException {
    claimAt(0);

    assertThat(allAtOnce(() -> claimAt(100)))
        .filteredOn(Claim.Recovered.class::isInstance)
        .hasSize(1);
  }

  private static List<Claim> allAtOnce(Callable<Claim> asker) throws InterruptedException {
    try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
      return askers.invokeAll(Stream.generate(() -> asker).limit(20).toList()).stream()
          .map(Future::resultNow)
          .toList();
    }
  }

  private static Decisions decisions(String version, Outcome... outcomes) {
    return new Decisions(
        Shop.event(Shop.push("main")),
        version,
        Stream.of(outcomes)
            .map(o -> new Decision(Optional.empty(), o, Optional.empty(), Optional.empty()))
            .toList());
  }

  private static final Outcome FAILED = new Outcome.Failed("not now", true);
  private static final Outcome REFUSED = new Outcome.Failed("never", false);
  private static final Outcome STARTED = new Outcome.Started("", Optional.of(EXECUTION));
  private static final Outcome SKIPPED = new Outcome.Skipped("");

  @Test
  void whatFailedIsReplacedByWhatBecameOfItLater() {
    ledger.record(decisions("v1", FAILED, SKIPPED));
    ledger.record(decisions("v1", REFUSED, SKIPPED));
    ledger.record(decisions("v1", STARTED, SKIPPED));

    assertThat(recorded(ledger)).containsExactly("v1 STARTED SKIPPED");
  }

  @Test
  void whatWasCarriedOutInFullIsNotReplacedByALateFailure() {
    ledger.record(decisions("v1", STARTED));
    ledger.record(decisions("v1", FAILED));

    assertThat(recorded(ledger)).containsExactly("v1 STARTED");
  }

  @Test
  void anotherVersionOfTheDefinitionMakesAnotherRecord() {
    ledger.record(decisions("v1", STARTED));
    ledger.record(decisions("v2", SKIPPED));

    assertThat(recorded(ledger)).containsExactlyInAnyOrder("v1 STARTED", "v2 SKIPPED");
  }

  @Test
  void aRecordOfAThousandRoutesIsKept() {
    Outcome[] outcomes = Stream.generate(() -> SKIPPED).limit(1000).toArray(Outcome[]::new);
    ledger.record(decisions("v1", outcomes));

    assertThat(recorded(ledger)).singleElement().asString().hasSize(2 + 8 * 1000);
  }
}
