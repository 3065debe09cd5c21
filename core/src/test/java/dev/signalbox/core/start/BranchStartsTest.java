package dev.signalbox.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.ephemeral.Branches;
import dev.signalbox.core.ephemeral.Keeper;
import dev.signalbox.core.ephemeral.RegisterInMemory;
import dev.signalbox.core.ephemeral.Waiting;
import dev.signalbox.core.ephemeral.Workshop.Run;
import dev.signalbox.core.ephemeral.WorkshopInMemory;
import dev.signalbox.core.ledger.Executions;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.Ephemeral.OnDelete;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.ProgressInMemory;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Shop;
import dev.signalbox.core.route.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BranchStartsTest {
  private static final String BRANCH = "feature/login";
  private static final PipelineId OWN = Branches.pipeline(BRANCH).id();

  /** Commits 1 and 2 on one line, 3 on another; none for a deletion. */
  record Step(Optional<Integer> before, Optional<Integer> after) {
    static Step to(int before, int after) {
      return new Step(
          Optional.of(before).filter(b -> b > 0), Optional.of(after).filter(a -> a > 0));
    }

    Push push(Ref ref) {
      return new Push(
          "d", Shop.REPOSITORY, ref, before.map(Shop::commit), after.map(Shop::commit), Shop.NOON);
    }
  }

  private static final class World {
    private final History history =
        new History()
            .commit(1, 0, History.added("a"))
            .commit(2, 1, History.added("b"))
            .commit(3, 0, History.added("c"))
            .branch("main", 1);
    private final WorkshopInMemory workshop = new WorkshopInMemory();
    private final Map<ExecutionId, StartRequest> requests = new HashMap<>();
    private final LedgerInMemory ledger = new LedgerInMemory();
    private Instant now = Shop.NOON;
    private final Router router =
        new Router(
            new Router.Parts(
                    () -> definition(),
                    history,
                    new RunningPipelines(workshop, requests),
                    (_, _, _) -> {},
                    ledger)
                .with(new Runs(new ProgressInMemory(), Executions.NONE))
                .with(
                    new Keeper(
                        new RegisterInMemory(),
                        workshop,
                        history,
                        new Waiting(() -> now, Duration.ofSeconds(1), t -> now = now.plus(t)))),
            () -> now);

    private static Definition definition() {
      Start start = Shop.start("preview", Shop.TOOLS, "BRANCH", "${branch}");
      var route =
          new Route(
              "previews",
              new On.Branches(Shop.REPOSITORY, Shop.branches("**")),
              PathFilter.NONE,
              new Start(
                  start.target(), start.variables(), Optional.of(Branches.plan(OnDelete.STOP, 50))),
              Set.of());
      return new Definition(
          "v1", new Routes(List.of(Shop.TOOLS), List.of(Branches.SHOP), List.of(route)));
    }

    void happens(Step step) {
      step.after()
          .ifPresentOrElse(commit -> history.branch(BRANCH, commit), () -> history.delete(BRANCH));
    }

    Outcome isTold(Push push) {
      now = now.plusSeconds(1);
      return router
          .accept(Shop.event(push), now.plusSeconds(60))
          .decisions()
          .all()
          .getFirst()
          .outcome();
    }

    Outcome isTold(Step step) {
      return isTold(step.push(Ref.branch(BRANCH)));
    }

    /** The commits that the pipeline which is there now was started at, oldest first. */
    List<String> started() {
      return workshop.runs(Branches.pipeline(BRANCH)).reversed().stream()
          .filter(run -> !run.byCreation())
          .map(Run::id)
          .flatMap(id -> Stream.ofNullable(requests.get(id)))
          .map(request -> request.trigger().cause().revision().value())
          .toList();
    }
  }

  /** The pipelines of the workshop, as far as starting them goes. */
  private record RunningPipelines(
      WorkshopInMemory workshop, Map<ExecutionId, StartRequest> requests) implements Pipelines {
    @Override
    public Pipeline describe(Trigger trigger) {
      return new Pipeline(
          trigger.pipeline(),
          true,
          List.of(SourceAction.codeCommit("Source", "shop", Optional.of(BRANCH))));
    }

    @Override
    public ExecutionId start(StartRequest request) {
      ExecutionId id = workshop.run(request.trigger().pipeline());
      requests.put(id, request);
      return id;
    }

    @Override
    public Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
      return workshop.runs(Branches.pipeline(BRANCH)).stream()
          .map(Run::id)
          .filter(requests::containsKey)
          .filter(id -> trigger.id().equals(trigger(id)))
          .findFirst();
    }

    private TriggerId trigger(ExecutionId id) {
      return Objects.requireNonNull(requests.get(id)).trigger().id();
    }
  }

  private static final Step CREATED = Step.to(0, 1);
  private static final Step UPDATED = Step.to(1, 2);
  private static final Step DELETED = Step.to(2, 0);
  private static final Step ELSEWHERE = Step.to(0, 3);

  private static Stream<List<Step>> lives() {
    return Stream.of(
        List.of(CREATED, UPDATED, DELETED),
        List.of(CREATED, UPDATED, DELETED, ELSEWHERE),
        List.of(CREATED, UPDATED, DELETED, CREATED),
        List.of(CREATED, Step.to(1, 0), CREATED, UPDATED),
        List.of(CREATED, UPDATED, Step.to(2, 3)));
  }

  /** Every order in which steps can happen and be told, each after it has happened. */
  private static void orders(
      int happened, Set<Integer> told, int steps, List<Integer> order, List<List<Integer>> all) {
    if (told.size() == steps) {
      all.add(List.copyOf(order));
      return;
    }
    if (happened < steps) {
      order.add(happened);
      orders(happened + 1, told, steps, order, all);
      order.removeLast();
    }
    for (int i = 0; i < happened; i++) {
      if (!told.contains(i)) {
        Set<Integer> more = new HashSet<>(told);
        more.add(i);
        order.add(-1 - i);
        orders(happened, more, steps, order, all);
        order.removeLast();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lives")
  void inWhateverOrderABranchsLifeIsToldItsPipelineEndsRight(List<Step> life) {
    List<List<Integer>> all = new ArrayList<>();
    orders(0, Set.of(), life.size(), new ArrayList<>(), all);
    for (List<Integer> order : all) {
      var world = new World();
      for (int step : order) {
        if (step >= 0) {
          world.happens(life.get(step));
        } else {
          world.isTold(life.get(-1 - step));
        }
      }
      isRight(world, life, order);
      life.forEach(world::isTold);
      isRight(world, life, order);
    }
  }

  private static void isRight(World world, List<Step> life, List<Integer> order) {
    Optional<Integer> end = life.getLast().after();
    assertThat(world.workshop.has(OWN)).as("told as %s", order).isEqualTo(end.isPresent());
    end.ifPresent(commit ->
        assertThat(world.started())
            .as("told as %s", order)
            .doesNotHaveDuplicates()
            .contains(Shop.commit(commit).value()));
    if (end.equals(Optional.of(2)) && world.started().contains(Shop.commit(1).value())) {
      assertThat(world.started())
          .as("told as %s", order)
          .containsSubsequence(Shop.commit(1).value(), Shop.commit(2).value());
    }
  }

  @Test
  void aDeletedBranchStartsNothingAndTheDecisionSaysWhatBecameOfItsPipeline() {
    var world = new World();
    world.happens(CREATED);

    assertThat(world.isTold(CREATED).reason()).endsWith("its own pipeline CREATED");
    world.happens(UPDATED);
    assertThat(world.isTold(UPDATED).reason()).endsWith("its own pipeline as it was");
    world.workshop.templateIs("2");
    world.happens(CREATED);
    assertThat(world.isTold(Step.to(2, 1)).reason())
        .endsWith("its own pipeline UPDATED like its template");
    world.happens(DELETED);
    assertThat(world.isTold(Step.to(1, 0)))
        .isEqualTo(
            new Outcome.Skipped(
                "the branch was deleted: pipeline '%s' DELETED".formatted(OWN.name())));
  }

  @Test
  void theDeletionOfATagDoesNotTouchThePipelineOfTheBranchOfThatName() {
    var world = new World();
    world.happens(CREATED);
    world.isTold(CREATED);
    world.isTold(Step.to(1, 0).push(Ref.tag(BRANCH)));

    assertThat(world.workshop.has(OWN)).isTrue();
  }

  @Test
  void theDeletionOfTheDefaultBranchIsRefusedEvenIfItIsTrue() {
    var world = new World();
    world.history.delete("main");
    Outcome outcome = world.isTold(Step.to(1, 0).push(Ref.branch("main")));

    assertThat(outcome.reason()).startsWith("the default branch has no pipeline of its own");
  }

  @Test
  void aBranchThatIsMadeAgainAtItsOldCommitIsStartedAgain() {
    var world = new World();
    for (Step step : List.of(CREATED, Step.to(1, 0), CREATED)) {
      world.happens(step);
      world.isTold(step);
    }

    assertThat(world.started()).containsExactly(Shop.commit(1).value());
  }

  @Test
  void aPushThatIsToldTwiceStartsItsPipelineOnce() {
    var world = new World();
    world.happens(CREATED);
    Outcome first = world.isTold(CREATED);
    Outcome second = world.isTold(CREATED);

    assertThat(world.started()).hasSize(1);
    assertThat(((Outcome.Started) second).execution())
        .isEqualTo(((Outcome.Started) first).execution());
  }
}
