package dev.signalbox.core.route;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.newBranch;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.route.Baseline.Rung;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static Decision decide(Sources sources, Push push) {
    Definition definition =
        definition(route("api", branches("**"), paths("api/**", "README.md").filter()));
    return new Decider(definition, sources).decide(event(push)).all().getFirst();
  }

  @Test
  void anUpdatedBranchIsComparedWithItsOldCommit() {
    assertThat(decide(History.changing("api/x"), push("main")).baseline())
        .hasValue(new Baseline(Rung.OLD_COMMIT, Optional.of(commit(1)), commit(2), false));
  }

  @Test
  void aNewBranchIsComparedWithWhereItLeftTheDefaultBranch() {
    var history =
        new History()
            .commit(1, 0, History.added("README.md"))
            .commit(3, 1, History.added("api/from-main"))
            .commit(4, 1, History.added("docs/x"))
            .commit(2, 4, History.added("docs/y"))
            .branch("main", 3);

    Decision decision = decide(history, newBranch("feature/x"));

    assertThat(decision.baseline())
        .hasValue(new Baseline(Rung.MERGE_BASE, Optional.of(commit(1)), commit(2), false));
    assertThat(decision.outcome()).isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void aNewBranchThatAddsNothingIsAnEmptyDifference() {
    var history = new History().commit(2, 0, History.added("api/x")).branch("main", 2);

    assertThat(decide(history, newBranch("feature/x")).outcome().reason())
        .isEqualTo("nothing has changed");
  }

  @Test
  void theFirstPushOfTheDefaultBranchAddsEveryFile() {
    var history = new History().commit(2, 0, History.added("api/x"));

    Decision decision = decide(history, newBranch("main"));

    assertThat(decision.baseline())
        .hasValue(new Baseline(Rung.EVERYTHING, Optional.empty(), commit(2), false));
    assertThat(decision.outcome()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void aBranchWithoutACommonAncestorAddsEveryFile() {
    var history =
        new History()
            .commit(1, 0, History.added("README.md"))
            .commit(2, 0, History.added("api/x"))
            .branch("main", 1);

    assertThat(decide(history, newBranch("orphan")).baseline().orElseThrow().rung())
        .isEqualTo(Rung.EVERYTHING);
  }

  @Test
  void aForcePushIsComparedWithTheOldCommitAndMarked() {
    var history =
        new History()
            .commit(3, 0, History.added("README.md"))
            .commit(1, 3, History.added("docs/old"))
            .commit(2, 3, History.added("api/new"));

    assertThat(decide(history, push("main")).baseline())
        .hasValue(new Baseline(Rung.OLD_COMMIT, Optional.of(commit(1)), commit(2), true));
  }

  @Test
  void whereTheOldCommitIsGoneTheNextRungIsUsedAndSaid() {
    var history =
        new History()
            .commit(3, 0, History.added("README.md"))
            .commit(2, 3, History.added("api/new"))
            .branch("main", 3);

    assertThat(decide(history, push("feature/x")).baseline())
        .hasValue(new Baseline(Rung.MERGE_BASE, Optional.of(commit(3)), commit(2), true));
  }

  @Test
  void anOldCommitEqualToTheNewOneIsNone() {
    var same =
        new Push(
            "d",
            Shop.REPOSITORY,
            Ref.branch("x"),
            Optional.of(commit(2)),
            Optional.of(commit(2)),
            Shop.NOON);

    assertThat(same.creates()).isTrue();
  }
}
