package dev.signalbox.core.start;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ephemeral.Keeper;
import dev.signalbox.core.ephemeral.RegisterInMemory;
import dev.signalbox.core.ephemeral.Sweep;
import dev.signalbox.core.ephemeral.Waiting;
import dev.signalbox.core.ephemeral.WorkshopInMemory;
import dev.signalbox.core.ledger.ExecutionsInMemory;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.reconcile.Branches;
import dev.signalbox.core.reconcile.HeadsInMemory;
import dev.signalbox.core.reconcile.Reconciler;
import dev.signalbox.core.reconcile.Survey;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Duty;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.release.Revision;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.ProgressInMemory;
import dev.signalbox.core.route.Shop;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.core.turn.TurnsInMemory;
import dev.signalbox.core.turn.WaitingRoomInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pushes whose events come late, never, or after somebody has looked. */
class LostPushTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration AGE = Duration.ofDays(14);

  private final Map<String, CommitId> repository = new TreeMap<>();
  private final LedgerInMemory ledger = new LedgerInMemory();
  private final HeadsInMemory heads = new HeadsInMemory();
  private final Runs runs = new Runs(new ProgressInMemory(), new ExecutionsInMemory());
  private final PipelinesInMemory pipelines =
      new PipelinesInMemory()
          .with(
              new Pipeline(
                  Shop.start("ci", Shop.TOOLS).target().pipeline(),
                  true,
                  List.of(SourceAction.codeCommit("Source", "shop", Optional.empty()))));
  private final History history = new History();
  private Definition definition =
      Shop.definition(Shop.route("ci", branches("main", "feature/*"), PathFilter.NONE));
  private Runnable duringTheGrace = () -> {};
  private Instant now = Shop.NOON;
  private boolean broken;

  LostPushTest() {
    for (int i = 1; i < 9; i++) {
      history.commit(i, i - 1, History.added("file" + i));
    }
  }

  /** The repository as the API shows it. */
  private final class Shown implements Branches {
    @Override
    public List<String> names(WatchedRepository watched) {
      if (broken) {
        throw new Refused("access denied");
      }
      return List.copyOf(repository.keySet());
    }

    @Override
    public Optional<CommitId> head(WatchedRepository watched, String branch) {
      return Optional.ofNullable(repository.get(branch));
    }
  }

  private Desk.Handled accept(Event event) {
    var router =
        new Router(
            new Router.Parts(() -> definition, history, pipelines, (_, _, _) -> {}, ledger)
                .with(runs),
            () -> now);
    Reconciler.Pause pause =
        until -> {
          now = until;
          duringTheGrace.run();
        };
    var reconciler = new Reconciler(new Shown(), heads, pause, GRACE, () -> now);
    var waiting = new Waiting(() -> now, Duration.ofSeconds(1), _ -> {});
    var register = new RegisterInMemory();
    var keeper = new Keeper(register, new WorkshopInMemory(), history, waiting);
    var sweep = new Sweep(register, keeper, () -> now);
    var turnstile = new Turnstile(new TurnsInMemory(), new WaitingRoomInMemory(), () -> now);
    return new Desk(
            () -> definition, router, ledger, heads, reconciler, sweep, turnstile, AGE, () -> now)
        .accept(event, now.plusSeconds(60));
  }

  private Desk.Handled.Reconciled reconcile() {
    now = now.plusSeconds(300);
    return (Desk.Handled.Reconciled) accept(new Event.Due("schedule", Duty.RECONCILE));
  }

  /** Moves a branch; a commit of 0 is none. */
  private Event push(String branch, int from, int to) {
    now = now.plusSeconds(5);
    if (to == 0) {
      repository.remove(branch);
    } else {
      repository.put(branch, commit(to));
    }
    return new Event.Pushed(
        new Push("event", Shop.REPOSITORY, Ref.branch(branch), some(from), some(to), now));
  }

  private static Optional<CommitId> some(int commit) {
    return Optional.of(commit).filter(c -> c > 0).map(Shop::commit);
  }

  private List<Revision> started() {
    return pipelines.started().stream().map(start -> start.trigger().cause().revision()).toList();
  }

  private static Revision at(int commit) {
    return Revision.of(commit(commit));
  }

  private static List<Outcome> outcomes(Desk.Handled handled) {
    return handled.routed().stream()
        .flatMap(routed -> routed.decisions().all().stream())
        .map(Decision::outcome)
        .toList();
  }

  @Test
  void theFirstLookAtARepositoryRemembersItsBranchesAndStartsNothing() {
    push("main", 0, 1);
    push("feature/a", 1, 2);

    Desk.Handled.Reconciled first = reconcile();

    assertThat(first.routed()).isEmpty();
    assertThat(first.survey().repositories())
        .containsExactly(new Survey.Looked(Shop.REPOSITORY, 2, 2, Optional.empty()));
    assertThat(reconcile().routed()).isEmpty();
    assertThat(started()).isEmpty();
  }

  @Test
  void aPushWhoseEventNeverComesIsStartedOnceAndSaysWhoFoundIt() {
    push("main", 0, 1);
    reconcile();
    push("main", 1, 2);

    Routed found = reconcile().routed().getFirst();

    assertThat(found.decisions().event())
        .isInstanceOfSatisfying(
            Event.Relayed.class,
            event ->
                assertThat(event.relay()).hasValue(new Relay(Shop.TOOLS.id(), "reconcile", 0)));
    assertThat(reconcile().routed()).isEmpty();
    assertThat(started()).containsExactly(at(2));
  }

  @Test
  void theLateEventOfAPushThatWasFoundStartsNothing() {
    push("main", 0, 1);
    reconcile();
    Event late = push("main", 1, 2);
    Outcome found = outcomes(reconcile()).getFirst();

    assertThat(outcomes(accept(late))).containsExactly(found);
    assertThat(started()).containsExactly(at(2));
  }

  @Test
  void severalLostPushesOfABranchAreOneStartAtItsEnd() {
    push("main", 0, 1);
    reconcile();
    Event first = push("main", 1, 2);
    Event second = push("main", 2, 3);
    reconcile();

    assertThat(outcomes(accept(first))).first().isInstanceOf(Outcome.Stale.class);
    assertThat(outcomes(accept(second))).first().isInstanceOf(Outcome.Skipped.class);
    assertThat(reconcile().routed()).isEmpty();
    assertThat(started()).containsExactly(at(3));
  }

  @Test
  void aBranchThatIsForcedBackStartsAgainThoughSomebodyHasLooked() {
    push("main", 0, 1);
    reconcile();
    accept(push("main", 1, 2));
    accept(push("main", 2, 1));
    reconcile();
    accept(push("main", 1, 2));

    assertThat(started()).startsWith(at(2), at(1));
    assertThat(heads.of(Shop.REPOSITORY).get(Ref.branch("main")))
        .extracting(head -> head.commit().orElseThrow())
        .isEqualTo(commit(2));
  }

  @Test
  void aLostForcePushBackIsFound() {
    push("main", 0, 1);
    reconcile();
    accept(push("main", 1, 2));
    push("main", 2, 1);
    reconcile();

    assertThat(started()).containsExactly(at(2), at(1));
  }

  @Test
  void aNewBranchOfWhichNobodyToldIsFound() {
    push("main", 0, 1);
    reconcile();
    Event late = push("feature/b", 0, 2);
    reconcile();
    accept(late);

    assertThat(started()).containsExactly(at(2));
  }

  @Test
  void aBranchThatNoRouteIsForIsNotLookedAt() {
    push("main", 0, 1);
    push("wip", 0, 2);

    assertThat(reconcile().survey().repositories().getFirst().branches()).isEqualTo(1);
  }

  @Test
  void aRouteForMoreBranchesDoesNotStartThoseThatHaveLongBeenThere() {
    push("main", 0, 1);
    push("release/1", 0, 2);
    reconcile();
    definition =
        new Definition(
            "v2", Shop.definition(Shop.route("ci", branches("**"), PathFilter.NONE)).routes());

    assertThat(reconcile().routed()).isEmpty();
    push("release/1", 2, 3);
    reconcile();
    assertThat(started()).containsExactly(at(3));
  }

  @Test
  void aLostDeletionIsRoutedAndStartsNothing() {
    push("main", 0, 1);
    push("feature/a", 0, 2);
    reconcile();
    push("feature/a", 2, 0);

    Routed found = reconcile().routed().getFirst();

    assertThat(found.decisions().event().cause())
        .hasValueSatisfying(cause -> assertThat(((Push) cause).deletes()).isTrue());
    assertThat(reconcile().routed()).isEmpty();
    assertThat(started()).isEmpty();
  }

  @Test
  void aPushThatWasJustMadeIsLeftToItsEvent() {
    push("main", 0, 1);
    reconcile();
    Event onItsWay = push("main", 1, 2);
    duringTheGrace = () -> accept(onItsWay);

    assertThat(reconcile().routed()).isEmpty();
    assertThat(started()).containsExactly(at(2));
  }

  @Test
  void aBranchThatMovesWhileSomebodyLooksIsLookedAtAgain() {
    push("main", 0, 1);
    reconcile();
    push("main", 1, 2);
    duringTheGrace = () -> repository.put("main", commit(3));

    assertThat(reconcile().routed()).isEmpty();
    duringTheGrace = () -> {};
    reconcile();
    assertThat(started()).containsExactly(at(3));
  }

  @Test
  void aPushThatCouldNotBeServedIsFoundAgainUntilItCan() {
    push("main", 0, 1);
    reconcile();
    var pipeline = Shop.start("ci", Shop.TOOLS).target().pipeline();
    pipelines.answering(
        "shop-ci",
        () -> {
          throw new Unavailable("throttled");
        });
    accept(push("main", 1, 2));
    assertThat(outcomes(reconcile())).containsExactly(new Outcome.Failed("throttled", true));

    pipelines.with(
        new Pipeline(
            pipeline, true, List.of(SourceAction.codeCommit("Source", "shop", Optional.empty()))));
    now = now.plusSeconds(120);
    reconcile();
    assertThat(started()).containsExactly(at(2));
    assertThat(reconcile().routed()).isEmpty();
  }

  @Test
  void aRepositoryThatCannotBeReadSaysSoAndIsTriedAgain() {
    push("main", 0, 1);
    broken = true;
    assertThat(reconcile().survey().repositories())
        .containsExactly(new Survey.Looked(Shop.REPOSITORY, 0, 0, Optional.of("access denied")));

    broken = false;
    reconcile();
    push("main", 1, 2);
    reconcile();
    assertThat(started()).containsExactly(at(2));
  }

  @Test
  void whoHasNotLookedForLongStartsAnew() {
    push("main", 0, 1);
    reconcile();
    push("main", 1, 2);
    push("feature/new", 0, 3);
    now = now.plus(AGE).plusSeconds(1);

    assertThat(reconcile().routed()).isEmpty();
    assertThat(started()).isEmpty();
    push("main", 2, 4);
    reconcile();
    assertThat(started()).containsExactly(at(4));
  }

  @Test
  void theReplayOfADayStartsNothing() {
    push("main", 0, 1);
    reconcile();
    List<Event> day =
        List.of(push("main", 1, 2), push("main", 2, 3), push("main", 3, 2), push("main", 2, 4));
    day.forEach(this::accept);
    int starts = started().size();
    now = now.plus(Duration.ofDays(1));
    day.forEach(this::accept);
    day.reversed().forEach(this::accept);

    assertThat(started()).hasSize(starts);
    assertThat(heads.of(Shop.REPOSITORY).get(Ref.branch("main")))
        .extracting(head -> head.commit().orElseThrow())
        .isEqualTo(commit(4));
    assertThat(reconcile().routed()).isEmpty();
  }

  @Test
  void anEventThatIsOlderThanThePolicyAllowsIsOnRecordAndStartsNothing() {
    Event event = push("main", 0, 1);
    now = now.plus(AGE).plusSeconds(1);

    assertThat(outcomes(accept(event)))
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, r -> assertThat(r.reason()).contains("longer ago than PT336H"));
    assertThat(ledger.recorded()).hasSize(1);
    assertThat(started()).isEmpty();
  }

  @Test
  void whatIsNotBelievedIsNotRemembered() {
    push("main", 0, 1);
    reconcile();
    accept(
        new Event.Relayed(
            new Push(
                "d", Shop.REPOSITORY, Ref.branch("main"), some(1), some(5), now.plusSeconds(60)),
            new Relay(Shop.PROD.id(), "forged", 0)));

    assertThat(reconcile().routed()).isEmpty();
    assertThat(started()).isEmpty();
  }
}
