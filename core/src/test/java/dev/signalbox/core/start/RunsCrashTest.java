package dev.signalbox.core.start;

import static dev.signalbox.core.route.Shop.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.ledger.ExecutionsInMemory;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Baseline;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Progress;
import dev.signalbox.core.route.ProgressInMemory;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Shop;
import dev.signalbox.core.route.Standing;
import dev.signalbox.core.start.CrashTest.Fate;
import dev.signalbox.core.start.CrashTest.FatefulLedger;
import dev.signalbox.core.start.CrashTest.FatefulPipelines;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The router dies before and after each thing it notes of a run, and the run's end is told before
 * the event is delivered again, after that, or both.
 */
class RunsCrashTest {
  private static final int MOST_CALLS = 8;
  private static final Route API =
      Shop.route("api", Shop.branches("**"), Shop.paths("api/**").filter());
  private static final PipelineId PIPELINE = API.start().target().pipeline();
  private static final Push CHANGE = push(1, 2);
  private static final Push DOCS = push(2, 3);

  enum Told {
    BEFORE,
    AFTER,
    BOTH
  }

  private final History history =
      new History()
          .commit(1, 0, History.added("README.md"))
          .commit(2, 1, History.added("api/a"))
          .commit(3, 2, History.added("docs/a"));
  private final ProgressInMemory progress = new ProgressInMemory();
  private final ExecutionsInMemory executions = new ExecutionsInMemory();
  private final LedgerInMemory ledger = new LedgerInMemory();
  private final PipelinesInMemory pipelines =
      new PipelinesInMemory()
          .with(
              new Pipeline(
                  PIPELINE,
                  true,
                  List.of(SourceAction.codeCommit("Source", "shop", Optional.empty()))));
  private Instant now = Shop.NOON;

  private static Push push(int before, int after) {
    return Shop.push(Ref.branch("main"), Optional.of(commit(before)), Optional.of(commit(after)));
  }

  private static Stream<Arguments> fates() {
    return Stream.iterate(0, call -> call + 1)
        .limit(MOST_CALLS)
        .flatMap(call -> Stream.of(Told.values()).flatMap(told -> fates(call, told)));
  }

  private static Stream<Arguments> fates(int call, Told told) {
    return Stream.of(End.SUCCEEDED, End.SUPERSEDED)
        .flatMap(end -> Stream.of(true, false).map(after -> Arguments.of(call, after, told, end)));
  }

  private Outcome deliver(Push push, Fate fate) {
    return new Router(
            new Router.Parts(
                    () -> Shop.definition(API),
                    history,
                    new FatefulPipelines(fate, pipelines),
                    (_, _, _) -> {},
                    new FatefulLedger(fate, ledger))
                .with(
                    new Runs(
                        new FatefulProgress(fate, progress),
                        new FatefulExecutions(fate, executions))),
            (InstantSource) () -> now)
        .accept(Shop.event(push), now.plusSeconds(30))
        .decisions()
        .all()
        .getFirst()
        .outcome();
  }

  private void tell(End end) {
    for (StartRequest started : pipelines.started()) {
      pipelines
          .startedBy(started.trigger(), Instant.MIN)
          .ifPresent(id ->
              new Runs(progress, executions).ended(new Executions.Execution(PIPELINE, id), end));
    }
  }

  @ParameterizedTest(name = "dies at call {0}, afterwards: {1}, end told {2}: {3}")
  @MethodSource("fates")
  void whateverIsLostTheEndCountsInTheEnd(int call, boolean afterwards, Told told, End end) {
    try {
      deliver(CHANGE, new Fate(call, afterwards));
    } catch (Error crash) {
      // As Lambda does: the same event again, a minute later.
    }
    if (told != Told.AFTER) {
      tell(end);
    }
    boolean nothingToTell = pipelines.started().isEmpty();
    now = now.plusSeconds(60);
    ExecutionId execution = execution(deliver(CHANGE, new Fate(-1, false)));
    if (told != Told.BEFORE || nothingToTell) {
      tell(end);
    }

    assertThat(pipelines.started()).hasSize(1);
    assertThat(execution(deliver(CHANGE, new Fate(-1, false)))).isEqualTo(execution);
    assertThat(standing().open()).isEmpty();
    assertThat(deliver(DOCS, new Fate(-1, false)))
        .isInstanceOf(end.isSuccess() ? Outcome.Skipped.class : Outcome.Started.class);
  }

  private static ExecutionId execution(Outcome outcome) {
    return ((Outcome.Started) outcome).execution().orElseThrow();
  }

  private Standing standing() {
    return progress.of(Shop.REPOSITORY, Ref.branch("main")).getOrDefault(PIPELINE, Standing.NONE);
  }

  private record FatefulProgress(Fate fate, Progress real) implements Progress {
    @Override
    public Map<PipelineId, Standing> of(Repository repository, Ref ref) {
      return real.of(repository, ref);
    }

    @Override
    public boolean started(Line line, TriggerId trigger, Baseline baseline) {
      return fate.call(() -> real.started(line, trigger, baseline));
    }

    @Override
    public void abandoned(Line line, TriggerId trigger) {
      fate.run(() -> real.abandoned(line, trigger));
    }

    @Override
    public void ended(Line line, TriggerId trigger, boolean succeeded) {
      fate.run(() -> real.ended(line, trigger, succeeded));
    }

    @Override
    public void forgotten(Line line, TriggerId trigger, CommitId commit) {
      fate.run(() -> real.forgotten(line, trigger, commit));
    }
  }

  private record FatefulExecutions(Fate fate, Executions real) implements Executions {
    @Override
    public Known runsFor(Execution execution, Purpose purpose) {
      return fate.call(() -> real.runsFor(execution, purpose));
    }

    @Override
    public Known ended(Execution execution, End end) {
      return fate.call(() -> real.ended(execution, end));
    }
  }
}
