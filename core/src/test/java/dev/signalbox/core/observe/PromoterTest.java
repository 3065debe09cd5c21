package dev.signalbox.core.observe;

import static dev.signalbox.core.route.Shop.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions.Execution;
import dev.signalbox.core.ledger.Executions.Purpose;
import dev.signalbox.core.ledger.ExecutionsInMemory;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Revision;
import dev.signalbox.core.release.Target;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.ProgressInMemory;
import dev.signalbox.core.route.Promotion;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Shop;
import dev.signalbox.core.route.Start;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.core.start.Pipeline;
import dev.signalbox.core.start.PipelinesInMemory;
import dev.signalbox.core.start.Runs;
import dev.signalbox.core.start.SourceAction;
import dev.signalbox.core.start.Starter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromoterTest {
  private static final Target API = Shop.start("api", Shop.TOOLS).target();
  private static final Start PROD =
      Shop.start(
          "api-prod",
          Shop.TOOLS,
          "FROM",
          "${from-pipeline}#${from-execution}",
          "BRANCH",
          "${branch}");
  private static final PipelineId PROD_PIPELINE = PROD.target().pipeline();
  private static final SourceAction CHECKOUT =
      SourceAction.codeCommit("Checkout", "shop", Optional.of("main"));
  private static final InstantSource CLOCK = InstantSource.fixed(Shop.NOON);

  /** Commits 1 to 3 in a row on main; 9 is on none. */
  private final History history =
      new History()
          .commit(1, 0, History.added("a"))
          .commit(2, 1, History.added("b"))
          .commit(3, 2, History.added("c"))
          .commit(9, 1, History.added("d"))
          .branch("main", 3);

  private final ProgressInMemory progress = new ProgressInMemory();
  private final ExecutionsInMemory executions = new ExecutionsInMemory();
  private final LedgerInMemory ledger = new LedgerInMemory();
  private final Runs runs = new Runs(progress, executions);
  private final PipelinesInMemory pipelines =
      new PipelinesInMemory().with(new Pipeline(PROD_PIPELINE, true, List.of(CHECKOUT)));
  private final Map<String, PastRun> past = new HashMap<>();
  private final List<Observed> records = new ArrayList<>();
  private int asked;

  private static Promotion toProd(boolean manual, String... branches) {
    return new Promotion("to-prod", API, Shop.branches(branches), manual, PROD);
  }

  private static Definition definition(Promotion promotion) {
    return new Definition(
        "v1",
        new Routes(
            List.of(Shop.TOOLS, Shop.PROD),
            List.of(new WatchedRepository(Shop.REPOSITORY, "main", Shop.TOOLS.reach())),
            List.of(),
            List.of(promotion)));
  }

  private static TriggerId trigger(String execution) {
    return TriggerId.ofPromotion(API.pipeline(), API.pipeline(), new ExecutionId(execution));
  }

  /** An execution that we started for a push of a branch. */
  private void ran(String execution, String branch, int commit) {
    noted(execution, branch);
    past(execution, "Succeeded", false, Optional.of(trigger(execution)), commit);
  }

  private void noted(String execution, String branch) {
    executions.runsFor(
        new Execution(API.pipeline(), new ExecutionId(execution)),
        new Purpose(
            Optional.of(new Progress.Line(API.pipeline(), Shop.REPOSITORY, Ref.branch(branch))),
            trigger(execution)));
  }

  private void past(
      String execution, String status, boolean rollback, Optional<TriggerId> by, int commit) {
    past.put(
        execution,
        new PastRun(status, rollback, by, Map.of(CHECKOUT, Shop.commit(commit).value())));
  }

  private Observed tell(String execution, End end, Promotion promotion) {
    var promoter =
        new Promoter(
            (_, id) -> {
              asked++;
              return Optional.ofNullable(past.get(id.value()))
                  .orElseThrow(() -> new Refused("there is no execution " + id));
            },
            history,
            progress,
            new Starter(pipelines, ledger, runs, CLOCK),
            CLOCK);
    return new Observer(() -> definition(promotion), runs, promoter, records::add)
        .accept(
            new Observation.Ended(
                "delivery-1", new Execution(API.pipeline(), new ExecutionId(execution)), end),
            Shop.NOON.plusSeconds(30));
  }

  private Outcome succeeds(String execution, Promotion promotion) {
    return tell(execution, End.SUCCEEDED, promotion).promotions().getFirst().outcome();
  }

  private Outcome succeeds(String execution) {
    return succeeds(execution, toProd(false, "main"));
  }

  @Test
  void aSuccessGoesOnWithItsOwnCommitAndSaysWhereItComesFrom() {
    ran("e-2", "main", 2);

    assertThat(succeeds("e-2")).isInstanceOf(Outcome.Started.class);
    assertThat(pipelines.started())
        .singleElement()
        .satisfies(start -> {
          assertThat(start.trigger().pipeline()).isEqualTo(PROD_PIPELINE);
          assertThat(start.revisions()).isEqualTo(Map.of("Checkout", Revision.of(commit(2))));
          assertThat(start.variables())
              .isEqualTo(Map.of("FROM", "111111111111/eu-west-1/shop-api#e-2", "BRANCH", "main"));
        });
    assertThat(records).singleElement().matches(Observed::complete);
  }

  @Test
  void toldThreeTimesItGoesOnOnce() {
    ran("e-2", "main", 2);
    Outcome first = succeeds("e-2");

    assertThat(succeeds("e-2")).isEqualTo(first);
    assertThat(succeeds("e-2")).isEqualTo(first);
    assertThat(pipelines.started()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = "SUCCEEDED", mode = EnumSource.Mode.EXCLUDE)
  void noOtherEndGoesOnAndCodePipelineIsNotAsked(End end) {
    ran("e-2", "main", 2);

    assertThat(tell("e-2", end, toProd(true, "**")).promotions()).isEmpty();
    assertThat(asked).isZero();
    assertThat(records).isEmpty();
  }

  @Test
  void aStageThatSucceedsWhenItIsTriedAgainGoesOnOnce() {
    ran("e-2", "main", 2);
    tell("e-2", End.FAILED, toProd(false, "main"));

    assertThat(succeeds("e-2")).isInstanceOf(Outcome.Started.class);
    succeeds("e-2");
    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void anotherBranchOfTheSamePipelineDoesNotGoOn() {
    ran("e-2", "feature/x", 2);

    assertThat(succeeds("e-2"))
        .isEqualTo(new Outcome.Skipped("the branch does not match: 'feature/x'"));
    assertThat(pipelines.started()).isEmpty();
  }

  @Test
  void anOlderCommitDoesNotGoOnAfterANewerOne() {
    ran("e-2", "main", 2);
    ran("e-3", "main", 3);
    succeeds("e-3");

    assertThat(succeeds("e-2"))
        .isEqualTo(new Outcome.Stale("a newer commit of the branch has been promoted", commit(3)));
    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void whatWentOnIsNotTooLateWhenItIsToldAgainAfterANewerOne() {
    ran("e-2", "main", 2);
    ran("e-3", "main", 3);
    Outcome first = succeeds("e-2");
    succeeds("e-3");

    assertThat(succeeds("e-2")).isEqualTo(first);
    assertThat(pipelines.started()).hasSize(2);
  }

  @Test
  void whatSomebodyStartedByHandGoesOnOnlyWhereThatIsAllowed() {
    past("e-2", "Succeeded", false, Optional.empty(), 2);

    assertThat(succeeds("e-2"))
        .isEqualTo(new Outcome.Skipped("it was started by somebody else, and 'manual' is not set"));
    assertThat(succeeds("e-2", toProd(true, "main"))).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void aCommitThatSomebodyNamedByHandMustBeOneOfTheBranch() {
    past("e-9", "Succeeded", false, Optional.empty(), 9);

    assertThat(succeeds("e-9", toProd(true, "main")))
        .isEqualTo(new Outcome.Skipped("it ran a commit that branch 'main' has not got"));
  }

  @Test
  void aRollbackGoesOnOnlyWhereThatIsAllowedAndNeverBehindWhatWentOn() {
    ran("e-3", "main", 3);
    succeeds("e-3");
    past("r-2", "Succeeded", true, Optional.empty(), 2);

    assertThat(succeeds("r-2"))
        .isEqualTo(new Outcome.Skipped("it was a rollback, and 'manual' is not set"));
    assertThat(succeeds("r-2", toProd(true, "main"))).isInstanceOf(Outcome.Stale.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"InProgress", "Failed", "Superseded", "something to come"})
  void whatCodePipelineItselfDoesNotCallASuccessIsNotBelieved(String status) {
    noted("e-2", "main");
    past("e-2", status, false, Optional.of(trigger("e-2")), 2);

    assertThat(succeeds("e-2"))
        .isEqualTo(
            new Outcome.Rejected("CodePipeline says the execution is '%s'".formatted(status)));
  }

  @Test
  void anExecutionThatIsMadeUpStartsNothing() {
    assertThat(succeeds("made-up"))
        .isEqualTo(new Outcome.Failed("there is no execution made-up", false));
    assertThat(pipelines.started()).isEmpty();
  }

  @Test
  void anEndThatIsToldBeforeWhatItRanForIsTriedAgain() {
    past("e-2", "Succeeded", false, Optional.of(trigger("e-2")), 2);
    assertThat(succeeds("e-2"))
        .isInstanceOfSatisfying(Outcome.Failed.class, f -> assertThat(f.again()).isTrue());

    noted("e-2", "main");
    assertThat(succeeds("e-2")).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void whatTheTargetIsStillDoingDoesNotKeepANewerCommitFromGoingOn() {
    ran("e-2", "main", 2);
    ran("e-3", "main", 3);
    succeeds("e-2");

    assertThat(succeeds("e-3")).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void aTargetThatIsOutOfReachIsTriedAgainAndOneThatIsMissingIsNot() {
    ran("e-2", "main", 2);
    pipelines.answering(
        "shop-api-prod",
        () -> {
          throw new Unavailable("throttled");
        });
    assertThat(succeeds("e-2")).isEqualTo(new Outcome.Failed("throttled", true));

    ran("e-3", "main", 3);
    pipelines.answering(
        "shop-api-prod",
        () -> {
          throw new Refused("no such pipeline");
        });
    assertThat(succeeds("e-3")).isEqualTo(new Outcome.Failed("no such pipeline", false));
    assertThat(records.getLast().complete()).isFalse();
  }

  @Test
  void whatRanForNoRefDoesNotGoOn() {
    past("e-2", "Succeeded", false, Optional.of(trigger("e-2")), 2);
    executions.runsFor(
        new Execution(API.pipeline(), new ExecutionId("e-2")),
        new Purpose(Optional.empty(), trigger("e-2")));

    assertThat(succeeds("e-2")).isEqualTo(new Outcome.Skipped("it ran for no commit of a branch"));
  }

  @Test
  void aPipelineThatNothingFollowsIsNotAskedAbout() {
    var other =
        new Promotion(
            "other", Shop.start("web", Shop.TOOLS).target(), Shop.branches("**"), true, PROD);
    ran("e-2", "main", 2);

    assertThat(tell("e-2", End.SUCCEEDED, other).promotions()).isEmpty();
    assertThat(asked).isZero();
  }

  @Test
  void theNextPipelineOfAChainKnowsTheBranchToo() {
    ran("e-2", "main", 2);
    succeeds("e-2");
    ExecutionId prod =
        pipelines.startedBy(pipelines.started().getFirst().trigger(), Shop.NOON).orElseThrow();

    assertThat(executions.ended(new Execution(PROD_PIPELINE, prod), End.SUCCEEDED).purpose())
        .flatMap(Purpose::line)
        .hasValue(new Progress.Line(PROD_PIPELINE, Shop.REPOSITORY, Ref.branch("main")));
  }
}
