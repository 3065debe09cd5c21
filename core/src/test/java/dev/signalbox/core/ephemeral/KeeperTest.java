package dev.signalbox.core.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.route.Ephemeral.OnDelete;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeeperTest {
  private static final BranchPipeline LOGIN = Branches.pipeline("login");

  private final RegisterInMemory register = new RegisterInMemory();
  private final WorkshopInMemory workshop = new WorkshopInMemory();
  private final History history =
      new History()
          .commit(1, 0, History.added("a"))
          .commit(2, 1, History.added("b"))
          .commit(3, 0, History.added("c"));
  private Instant now = Shop.NOON;
  private final Waiting waiting =
      new Waiting(() -> now, Duration.ofSeconds(1), time -> now = now.plus(time));
  private final Keeper keeper = new Keeper(register, workshop, history, waiting);
  private final Sweep sweep = new Sweep(register, keeper, () -> now);

  private Instant deadline() {
    return now.plusSeconds(60);
  }

  private Kept<ExecutionId> push(BranchPipeline pipeline, int commit) {
    return keeper.use(
        pipeline, Branches.SHOP, Shop.commit(commit), deadline(), _ -> workshop.run(pipeline.id()));
  }

  private Kept<ExecutionId> push(String branch) {
    history.branch(branch, 1);
    return push(Branches.pipeline(branch), 1);
  }

  private Fate delete(BranchPipeline pipeline) {
    history.delete(pipeline.ref().name());
    return keeper.remove(pipeline, Branches.SHOP, deadline());
  }

  private List<Sweep.Swept> sweep() {
    return sweep.run(
        new Routes(List.of(Shop.TOOLS), List.of(Branches.SHOP), List.of()), deadline());
  }

  private static Kept.Used.How how(Kept<?> kept) {
    return ((Kept.Used<?>) kept).how();
  }

  @Test
  void aNewBranchGetsItsPipelineAndOnlyTheRunOfItsPush() {
    assertThat(how(push("login"))).isEqualTo(Kept.Used.How.CREATED);

    assertThat(workshop.runs(LOGIN))
        .filteredOn(run -> run.state() == Workshop.Run.State.RUNNING)
        .singleElement()
        .matches(run -> !run.byCreation());
    assertThat(workshop.log()).containsExactly("make", "abandon");
  }

  @Test
  void theNextPushUsesThePipelineThatIsThere() {
    push("login");

    assertThat(how(push("login"))).isEqualTo(Kept.Used.How.AS_IT_WAS);
    assertThat(workshop.log()).containsExactly("make", "abandon");
  }

  @Test
  void whereTheTemplateHasChangedTheNextPushChangesThePipeline() {
    push("login");
    workshop.templateIs("2");

    assertThat(how(push("login"))).isEqualTo(Kept.Used.How.UPDATED);
    assertThat(workshop.versionOf(LOGIN.id())).isEqualTo("2");
  }

  @Test
  void thePipelineIsDeletedWithItsBranchAfterItsRunWasStopped() {
    push("login");

    assertThat(delete(LOGIN).kind()).isEqualTo(Fate.Kind.DELETED);
    assertThat(workshop.log()).containsExactly("make", "abandon", "stop", "delete");
    assertThat(register.all()).isEmpty();
  }

  @Test
  void deletingTwiceIsNoProblem() {
    push("login");
    delete(LOGIN);

    assertThat(delete(LOGIN).kind()).isEqualTo(Fate.Kind.NONE);
  }

  @Test
  void theDeletionOfABranchThatNobodyKnowsDoesNothing() {
    assertThat(delete(LOGIN).kind()).isEqualTo(Fate.Kind.NONE);
    assertThat(workshop.log()).isEmpty();
  }

  @Test
  void aPushThatIsToldAfterItsBranchWasDeletedMakesNothing() {
    assertThat(push(LOGIN, 1)).isInstanceOf(Kept.Gone.class);
    assertThat(workshop.log()).isEmpty();
    assertThat(register.all()).isEmpty();
  }

  @Test
  void aDeletionThatIsToldAfterItsBranchIsThereAgainDeletesNothing() {
    push("login");

    assertThat(keeper.remove(LOGIN, Branches.SHOP, deadline()).kind()).isEqualTo(Fate.Kind.STAYS);
    assertThat(workshop.has(LOGIN.id())).isTrue();
  }

  @Test
  void aCommitThatTheBranchHasBeenMovedAwayFromIsNotStarted() {
    history.branch("login", 3);

    assertThat(push(LOGIN, 1)).isEqualTo(new Kept.Elsewhere<>(Shop.commit(3)));
    assertThat(workshop.log()).isEmpty();
  }

  @Test
  void aCommitThatTheBranchHasGrownBeyondIsStarted() {
    history.branch("login", 2);

    assertThat(push(LOGIN, 1)).isInstanceOf(Kept.Used.class);
  }

  @Test
  void anOlderCommitNeverOvertakesANewerOne() {
    history.branch("login", 2);
    push(LOGIN, 2);

    assertThat(push(LOGIN, 1)).isEqualTo(new Kept.Overtaken<>(Shop.commit(2)));
    history.branch("login", 1);
    assertThat(push(LOGIN, 1)).isInstanceOf(Kept.Used.class);
  }

  @Test
  void aDeletionWhileThePipelineIsBeingMadeIsToldToAskAgainAndThenDeletesIt() {
    history.branch("login", 1);
    workshop.whileMaking(() ->
        assertThatThrownBy(() -> delete(LOGIN))
            .isInstanceOf(Busy.class)
            .hasMessageContaining("someone else is at work"));
    push(LOGIN, 1);

    assertThat(keeper.remove(LOGIN, Branches.SHOP, deadline()).kind()).isEqualTo(Fate.Kind.DELETED);
    assertThat(workshop.has(LOGIN.id())).isFalse();
  }

  @Test
  void aPipelineOfTheSameNameThatIsNotOursIsNeitherUsedNorDeleted() {
    workshop.foreign(LOGIN.id(), Map.of("team", "payments"));

    assertThatThrownBy(() -> push("login"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is not touched");
    assertThat(delete(LOGIN).kind()).isEqualTo(Fate.Kind.FOREIGN);
    assertThat(workshop.has(LOGIN.id())).isTrue();
    assertThat(workshop.log()).isEmpty();
  }

  @Test
  void thePipelineOfAnotherSignalboxIsNotOurs() {
    workshop.foreign(LOGIN.id(), new OwnerTags("another").of(LOGIN));

    assertThat(delete(LOGIN).kind()).isEqualTo(Fate.Kind.FOREIGN);
  }

  @Test
  void aPipelineWhoseTagsNameAnotherBranchIsNotThisBranchs() {
    workshop.foreign(
        LOGIN.id(), new OwnerTags("tools/eu-west-1/ledger").of(Branches.pipeline("Login")));

    assertThat(delete(LOGIN).kind()).isEqualTo(Fate.Kind.FOREIGN);
  }

  @Test
  void aRunThatMayEndByItselfIsWaitedForWithoutStoppingIt() {
    var patient = Branches.pipeline("login", Branches.plan(OnDelete.WAIT, 50));
    history.branch("login", 1);
    push(patient, 1);

    assertThat(delete(patient).kind()).isEqualTo(Fate.Kind.LATER);
    assertThat(workshop.log()).containsExactly("make", "abandon");
    workshop.endAll(patient.id());
    assertThat(sweep()).extracting(one -> one.fate().kind()).containsExactly(Fate.Kind.DELETED);
  }

  @Test
  void aRunThatDoesNotStopKeepsThePipelineForTheNextSweep() {
    push("login");
    workshop.stubborn(true);

    assertThat(delete(LOGIN).kind()).isEqualTo(Fate.Kind.LATER);
    assertThat(sweep()).extracting(one -> one.fate().kind()).containsExactly(Fate.Kind.LATER);
    workshop.endAll(LOGIN.id());
    assertThat(sweep()).extracting(one -> one.fate().kind()).containsExactly(Fate.Kind.DELETED);
    assertThat(sweep()).isEmpty();
  }

  @Test
  void aRunIsAskedToStopOnce() {
    push("login");
    workshop.stubborn(true);
    delete(LOGIN);
    sweep();

    assertThat(workshop.log()).containsExactly("make", "abandon", "stop");
  }

  @Test
  void aDeletionThatFailsIsTriedAgainBySweepsUntilItWorks() {
    push("login");
    workshop.deletingFailsWith(new Unavailable("throttled"));

    assertThatThrownBy(() -> delete(LOGIN)).isInstanceOf(Unavailable.class);
    assertThat(sweep())
        .singleElement()
        .satisfies(
            one -> assertThat(one.fate()).isEqualTo(new Fate(Fate.Kind.FAILED, "throttled")));
    workshop.deletingWorks();
    assertThat(sweep()).extracting(one -> one.fate().kind()).containsExactly(Fate.Kind.DELETED);
  }

  @Test
  void theDeletionThatWasNeverToldIsFoundByTheSweep() {
    push("login");
    push("logout");
    history.delete("login");

    assertThat(sweep())
        .singleElement()
        .satisfies(one -> assertThat(one.pipeline()).isEqualTo(LOGIN.id()));
    assertThat(workshop.has(LOGIN.id())).isFalse();
    assertThat(workshop.has(Branches.pipeline("logout").id())).isTrue();
  }

  @Test
  void aPipelineThatNobodyUsesIsDeletedAfterItsTime() {
    push("login");
    workshop.endAll(LOGIN.id());

    now = now.plus(Duration.ofDays(7)).minusSeconds(1);
    assertThat(sweep()).isEmpty();
    now = now.plusSeconds(2);
    assertThat(sweep()).extracting(one -> one.fate().kind()).containsExactly(Fate.Kind.DELETED);
    assertThat(how(push("login"))).isEqualTo(Kept.Used.How.CREATED);
  }

  @Test
  void everyPushGivesThePipelineItsTimeAnew() {
    push("login");
    now = now.plus(Duration.ofDays(6));
    push("login");
    workshop.endAll(LOGIN.id());
    now = now.plus(Duration.ofDays(6));

    assertThat(sweep()).isEmpty();
  }

  @Test
  void aPipelineWhoseTimeIsUpIsNotStoppedWhileItRuns() {
    push("login");
    now = now.plus(Duration.ofDays(8));

    assertThat(sweep()).extracting(one -> one.fate().kind()).containsExactly(Fate.Kind.LATER);
    assertThat(workshop.log()).containsExactly("make", "abandon");
  }

  @Test
  void whatIsNotOnTheListIsNeverSwept() {
    workshop.foreign(LOGIN.id(), Map.of());

    assertThat(sweep()).isEmpty();
    assertThat(workshop.has(LOGIN.id())).isTrue();
  }

  @Test
  void theNewestBranchBeyondTheMostGetsNoneAndNothingHalfMade() {
    var plan = Branches.plan(OnDelete.STOP, 2);
    for (String branch : List.of("a", "b", "c")) {
      history.branch(branch, 1);
    }
    push(Branches.pipeline("a", plan), 1);
    push(Branches.pipeline("b", plan), 1);

    assertThatThrownBy(() -> push(Branches.pipeline("c", plan), 1))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("there are 2 pipelines like 'shop-preview' already");
    assertThat(workshop.count()).isEqualTo(2);
    assertThat(register.all()).hasSize(2);
    assertThat(how(push(Branches.pipeline("a", plan), 1))).isEqualTo(Kept.Used.How.AS_IT_WAS);
    delete(Branches.pipeline("a", plan));
    assertThat(how(push(Branches.pipeline("c", plan), 1))).isEqualTo(Kept.Used.How.CREATED);
  }

  @Test
  void whereTheAccountHasNoRoomNothingIsHalfMade() {
    workshop.roomFor(0);

    assertThatThrownBy(() -> push("login")).isInstanceOf(Refused.class);
    assertThat(register.all()).isEmpty();
  }

  @Test
  void whatWasNeverMadeInFullIsSweptAfterAnHour() {
    var lease = (Lease.Taken) register.take(LOGIN, now, now);
    history.branch("login", 1);
    register.write(lease, Registered.planned(LOGIN, now, now));
    workshop.make(LOGIN);
    register.giveBack(lease);

    assertThat(sweep()).isEmpty();
    now = now.plus(Duration.ofHours(1)).plusSeconds(1);
    assertThat(sweep()).extracting(one -> one.fate().kind()).containsExactly(Fate.Kind.DELETED);
  }

  @Test
  void aSweepWithoutTimeLeavesTheRestToTheNext() {
    push("login");
    history.delete("login");
    var routes = new Routes(List.of(Shop.TOOLS), List.of(Branches.SHOP), List.of());

    assertThat(sweep.run(routes, now.plusSeconds(10))).isEmpty();
    assertThat(workshop.has(LOGIN.id())).isTrue();
  }

  @Test
  void aRepositoryThatIsNoLongerInTheDefinitionCannotBeAskedAndItsPipelinesLastTheirTime() {
    push("login");
    history.delete("login");
    workshop.endAll(LOGIN.id());
    var nothing = new Routes(List.of(Shop.TOOLS), List.of(), List.of());

    assertThat(sweep.run(nothing, deadline())).isEmpty();
    now = now.plus(Duration.ofDays(8));
    assertThat(sweep.run(nothing, deadline())).hasSize(1);
  }
}
