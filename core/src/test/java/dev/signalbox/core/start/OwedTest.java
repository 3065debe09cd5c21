package dev.signalbox.core.start;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.route;
import static dev.signalbox.core.route.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.ledger.ExecutionsInMemory;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Revision;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.ProgressInMemory;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Route.Option;
import dev.signalbox.core.route.Shop;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The router keeps account of what each pipeline owes each branch. */
class OwedTest {
  private static final Route API = route("api", branches("**"), paths("api/**").filter());
  private static final Push FIRST = push("main");
  private static final Push SECOND =
      push(Ref.branch("main"), Optional.of(commit(2)), Optional.of(commit(3)));

  private final History history =
      new History()
          .commit(1, 0, History.added("README.md"))
          .commit(2, 1, History.added("api/a"))
          .commit(3, 2, History.added("docs/a"));
  private final ProgressInMemory progress = new ProgressInMemory();
  private final ExecutionsInMemory executions = new ExecutionsInMemory();
  private final LedgerInMemory ledger = new LedgerInMemory();
  private final PipelinesInMemory pipelines = new PipelinesInMemory().with(pipeline());

  private static Pipeline pipeline() {
    return new Pipeline(
        API.start().target().pipeline(),
        true,
        List.of(SourceAction.codeCommit("Source", "shop", Optional.empty())));
  }

  private Decision accept(Push push, Route route) {
    return new Router(
            new Router.Parts(() -> definition(route), history, pipelines, (_, _, _) -> {}, ledger)
                .with(new Runs(progress, executions)),
            InstantSource.fixed(Shop.NOON))
        .accept(event(push), Shop.NOON.plusSeconds(30))
        .decisions()
        .all()
        .getFirst();
  }

  @Test
  void aRunThatGoesOnIsNotStartedAgainAndOneThatFailedIsOwed() {
    accept(FIRST, API);
    assertThat(accept(SECOND, API).outcome()).isInstanceOf(Outcome.Skipped.class);

    progress.ended(
        new Progress.Line(API.start().target().pipeline(), Shop.REPOSITORY, FIRST.ref()),
        API.trigger(FIRST),
        false);
    assertThat(accept(SECOND, API).outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(pipelines.started())
        .extracting(request -> request.trigger().cause().revision())
        .containsExactly(Revision.of(commit(2)), Revision.of(commit(3)));
  }

  @ParameterizedTest
  @EnumSource
  void whileARunGoesOnNothingStartsTwiceAndOnlyASuccessPaysForItsChanges(End end) {
    ExecutionId execution =
        ((Outcome.Started) accept(FIRST, API).outcome()).execution().orElseThrow();
    assertThat(accept(SECOND, API).outcome()).isInstanceOf(Outcome.Skipped.class);

    new Runs(progress, executions)
        .ended(new Executions.Execution(API.start().target().pipeline(), execution), end);

    assertThat(accept(SECOND, API).outcome())
        .isInstanceOf(end.isSuccess() ? Outcome.Skipped.class : Outcome.Started.class);
  }

  @Test
  void aRunThatSucceedsWhenItIsTriedAgainPaysToo() {
    ExecutionId id = ((Outcome.Started) accept(FIRST, API).outcome()).execution().orElseThrow();
    var execution = new Executions.Execution(API.start().target().pipeline(), id);
    new Runs(progress, executions).ended(execution, End.FAILED);
    new Runs(progress, executions).ended(execution, End.SUCCEEDED);

    assertThat(accept(SECOND, API).outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(accept(FIRST, API).outcome())
        .isEqualTo(new Outcome.Started("a changed file matches", Optional.of(id)));
  }

  @Test
  void whatAPipelineCouldNotBeStartedForIsOwedByTheNextPush() {
    pipelines.answering(
        "shop-api",
        () -> {
          throw new Refused("access denied");
        });
    assertThat(accept(FIRST, API).outcome()).isInstanceOf(Outcome.Failed.class);

    pipelines.with(pipeline());
    assertThat(accept(SECOND, API).outcome()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void aStartThatWorksTheSecondTimeIsOneStart() {
    pipelines.answering(
        "shop-api",
        () -> {
          throw new Unavailable("throttled");
        });
    assertThat(accept(FIRST, API).outcome()).isEqualTo(new Outcome.Failed("throttled", true));

    pipelines.with(pipeline());
    ledger.release(API.trigger(FIRST));
    assertThat(accept(FIRST, API).outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(accept(FIRST, API).outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void whatAMarkerSkipsIsOwedUnlessTheRouteForgetsIt() {
    history.message(2, "[skip ci]");
    accept(FIRST, with(API, Option.SKIP_FORGETS));
    assertThat(accept(SECOND, with(API, Option.SKIP_FORGETS)).outcome())
        .isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void thePushAfterASkippedOneOnTheSameBranchIncludesIt() {
    progress.started(
        new Progress.Line(API.start().target().pipeline(), Shop.REPOSITORY, FIRST.ref()),
        API.trigger(push(Ref.branch("main"), Optional.empty(), Optional.of(commit(1)))),
        new Baseline(Baseline.Rung.EVERYTHING, Optional.empty(), commit(1), false));
    history.message(2, "[skip ci]");

    assertThat(accept(FIRST, API).outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(accept(SECOND, API).outcome()).isInstanceOf(Outcome.Started.class);
  }
}
