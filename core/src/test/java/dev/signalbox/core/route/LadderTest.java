package dev.signalbox.core.route;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Baseline.Rung;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is owed: the changes of runs that did not succeed. */
class LadderTest {
  private static final Route API = route("api", branches("**"), paths("api/**").filter());
  private static final PipelineId PIPELINE = API.start().target().pipeline();
  private static final Progress.Line MAIN =
      new Progress.Line(PIPELINE, Shop.REPOSITORY, Ref.branch("main"));

  private final ProgressInMemory progress = new ProgressInMemory();

  /** Commits 1 to 5 in a row; 2 and 5 change api, 3 and 4 docs. */
  private final History history =
      new History()
          .commit(1, 0, History.added("README.md"))
          .commit(2, 1, History.added("api/a"))
          .commit(3, 2, History.added("docs/a"))
          .commit(4, 3, History.added("docs/b"))
          .commit(5, 4, History.added("api/b"))
          .branch("main", 1);

  private static Push push(int before, int after) {
    return Shop.push(
        Ref.branch("main"),
        Optional.of(before).filter(b -> b > 0).map(Shop::commit),
        Optional.of(commit(after)));
  }

  /** Decides and, where that starts the pipeline, notes the run. */
  private Decision push(Push push) {
    Decision decision =
        new Decider(definition(API), history, progress).decide(event(push)).all().getFirst();
    if (decision.outcome() instanceof Outcome.Started) {
      progress.started(MAIN, TriggerId.of(PIPELINE, push), decision.baseline().orElseThrow());
    }
    return decision;
  }

  private static Baseline everything(int commit) {
    return new Baseline(Rung.EVERYTHING, Optional.empty(), commit(commit), false);
  }

  private void ends(Push push, boolean succeeded) {
    progress.ended(MAIN, TriggerId.of(PIPELINE, push), succeeded);
  }

  @Test
  void theChangesOfAFailedRunAreOwedByTheNextPushWhateverThatChanges() {
    push(push(1, 2));
    ends(push(1, 2), false);

    Decision decision = push(push(2, 3));

    assertThat(decision.outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(decision.baseline())
        .hasValue(new Baseline(Rung.OWED, Optional.of(commit(1)), commit(3), false));
  }

  @Test
  void onceTheyHaveSucceededTheyAreOwedNoMore() {
    push(push(1, 2));
    ends(push(1, 2), false);
    push(push(2, 3));
    ends(push(2, 3), true);

    Decision decision = push(push(3, 4));

    assertThat(decision.outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(decision.baseline().orElseThrow().rung()).isEqualTo(Rung.LAST_GREEN);
  }

  @Test
  void whatARunIsDealingWithRightNowIsNotStartedAgain() {
    push(push(1, 2));

    Decision decision = push(push(2, 3));

    assertThat(decision.outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(decision.baseline())
        .hasValue(new Baseline(Rung.LAST_ROUTED, Optional.of(commit(2)), commit(3), false));
  }

  @Test
  void whatThatRunFailsToDoIsOwedByThePushAfterIt() {
    push(push(1, 2));
    push(push(2, 3));
    ends(push(1, 2), false);

    assertThat(push(push(3, 4)).outcome()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void aNewerRunThatSucceedsPaysForTheOlderOneThatFailed() {
    push(push(1, 2));
    push(push(2, 5));
    ends(push(2, 5), true);
    ends(push(1, 2), false);

    history.commit(6, 5, History.added("docs/c"));
    assertThat(push(push(5, 6)).outcome()).isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void anOlderRunThatSucceedsLateTakesNothingBack() {
    push(push(1, 2));
    push(push(2, 5));
    ends(push(2, 5), true);
    ends(push(1, 2), true);
    history.commit(6, 5, History.added("docs/c"));

    assertThat(push(push(5, 6)).baseline().orElseThrow().from()).hasValue(commit(5));
  }

  @Test
  void aPushToldAgainIsDecidedAsItWasTheFirstTime() {
    Decision first = push(push(1, 2));
    Decision again = push(push(1, 2));

    assertThat(again).isEqualTo(first);
  }

  @Test
  void anOlderCommitOfTheRefComesTooLate() {
    push(push(2, 5));

    assertThat(push(push(1, 2)).outcome())
        .isEqualTo(
            new Outcome.Stale(
                "its pipeline has been started at a newer commit of this ref", commit(5)));
  }

  @Test
  void whatANewerPushDidNotTakeIsNotTooLate() {
    push(push(2, 3));

    assertThat(push(push(1, 2)).outcome()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void aRefMovedBackOnPurposeIsNotTooLate() {
    push(push(1, 5));

    Decision decision = push(push(5, 2));

    assertThat(decision.outcome()).isNotInstanceOf(Outcome.Stale.class);
    assertThat(decision.baseline().orElseThrow().forced()).isTrue();
  }

  @Test
  void aGreenCommitThatIsGoneGivesWayToTheNextRung() {
    Push vanished = push(0, 9);
    progress.started(MAIN, TriggerId.of(PIPELINE, vanished), everything(9));
    progress.ended(MAIN, TriggerId.of(PIPELINE, vanished), true);

    assertThat(push(push(4, 5)).baseline())
        .hasValue(new Baseline(Rung.OLD_COMMIT, Optional.of(commit(4)), commit(5), false));
  }

  @Test
  void routesWhosePipelinesHaveComeUnequallyFarAreComparedUnequally() {
    Route web = route("web", branches("**"), paths("api/**").filter());
    progress.started(MAIN, TriggerId.of(PIPELINE, push(1, 2)), everything(2));
    progress.ended(MAIN, TriggerId.of(PIPELINE, push(1, 2)), true);

    var decisions =
        new Decider(definition(API, web), history, progress).decide(event(push(1, 3))).all();

    assertThat(decisions.get(0).outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(decisions.get(1).outcome()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void theFirstRunOfARefThatFailedOwesEverything() {
    progress.started(MAIN, TriggerId.of(PIPELINE, push(0, 2)), everything(2));
    progress.ended(MAIN, TriggerId.of(PIPELINE, push(0, 2)), false);

    assertThat(push(push(2, 3)).baseline().orElseThrow().rung()).isEqualTo(Rung.EVERYTHING);
  }

  @Test
  void whatIsForgottenIsNotOwed() {
    progress.forgotten(MAIN, TriggerId.of(PIPELINE, push(1, 2)), commit(2));

    assertThat(push(push(2, 3)).outcome()).isInstanceOf(Outcome.Skipped.class);
  }
}
