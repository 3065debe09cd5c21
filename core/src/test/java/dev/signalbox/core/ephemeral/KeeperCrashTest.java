package dev.signalbox.core.ephemeral;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever keeps a branch's pipeline dies before and after each call to the outside. */
class KeeperCrashTest {
  private static final int MOST_CALLS = 14;
  private static final BranchPipeline LOGIN = Branches.pipeline("login");

  /** The process is gone; nothing of ours may catch it. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Counts calls and dies at one of them, before or after it has had its effect; then for good. */
  static final class Doom {
    private int callsLeft;
    private final boolean afterwards;
    private boolean dead;

    Doom(int dieAtCall, boolean afterwards) {
      this.callsLeft = dieAtCall;
      this.afterwards = afterwards;
    }

    <T> T call(Supplier<T> call) {
      dead = dead || (callsLeft == 0 && !afterwards);
      if (dead) {
        throw new Crash();
      }
      T result = call.get();
      dead = callsLeft-- == 0;
      if (dead) {
        throw new Crash();
      }
      return result;
    }

    void run(Runnable call) {
      call(() -> {
        call.run();
        return true;
      });
    }

    @Override
    public String toString() {
      return (afterwards ? "after" : "before") + " call " + callsLeft;
    }
  }

  private static Stream<Doom> dooms() {
    return IntStream.range(0, MOST_CALLS)
        .boxed()
        .flatMap(call -> Stream.of(new Doom(call, false), new Doom(call, true)));
  }

  private final RegisterInMemory register = new RegisterInMemory();
  private final WorkshopInMemory workshop = new WorkshopInMemory();
  private final History history = new History().commit(1, 0, History.added("a")).branch("login", 1);
  private Instant now = Shop.NOON;

  private Keeper keeper(Doom doom) {
    return new Keeper(
        new DoomedRegister(doom, register),
        new DoomedWorkshop(doom, workshop),
        history,
        new Waiting(() -> now, Duration.ofSeconds(1), time -> now = now.plus(time)));
  }

  private void push(Doom doom) {
    keeper(doom)
        .use(LOGIN, Branches.SHOP, Shop.commit(1), now.plusSeconds(60), _ -> startOnce(doom));
  }

  /** As the ledger has it: one start for one push. */
  private boolean startOnce(Doom doom) {
    if (workshop.runs(LOGIN).stream().allMatch(Workshop.Run::byCreation)) {
      doom.run(() -> workshop.run(LOGIN.id()));
    }
    return true;
  }

  private void untilItDies(Runnable work) {
    try {
      work.run();
    } catch (Crash e) {
      // As Lambda does: the same event again, after its time-out.
    }
    now = now.plusSeconds(90);
  }

  private void sweep(Doom doom) {
    var routes = new Routes(List.of(Shop.TOOLS), List.of(Branches.SHOP), List.of());
    new Sweep(new DoomedRegister(doom, register), keeper(doom), () -> now)
        .run(routes, now.plusSeconds(60));
  }

  private static Doom none() {
    return new Doom(-1, false);
  }

  @ParameterizedTest
  @MethodSource("dooms")
  void whereverItDiesThePipelineIsMadeInTheEndAndRunsForThePushAlone(Doom doom) {
    untilItDies(() -> push(doom));
    push(none());

    assertThat(workshop.runs(LOGIN))
        .filteredOn(run -> run.state() == Workshop.Run.State.RUNNING)
        .singleElement()
        .matches(run -> !run.byCreation());
    assertThat(register.all()).singleElement().matches(known -> known.version().isPresent());
  }

  @ParameterizedTest
  @MethodSource("dooms")
  void whereverItDiesInMakingNothingIsLeftWhenTheBranchIsDeleted(Doom doom) {
    untilItDies(() -> push(doom));
    history.delete("login");
    keeper(none()).remove(LOGIN, Branches.SHOP, now.plusSeconds(60));

    nothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("dooms")
  void whereverItDiesInMakingTheSweepFindsWhatIsLeft(Doom doom) {
    untilItDies(() -> push(doom));
    history.delete("login");
    sweep(none());

    nothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("dooms")
  void whereverItDiesInDeletingTheSweepDoesTheRest(Doom doom) {
    push(none());
    history.delete("login");
    untilItDies(() -> keeper(doom).remove(LOGIN, Branches.SHOP, now.plusSeconds(60)));
    untilItDies(() -> sweep(new Doom(2, true)));
    sweep(none());

    nothingIsLeft();
  }

  private void nothingIsLeft() {
    assertThat(workshop.has(LOGIN.id())).isFalse();
    assertThat(register.all()).isEmpty();
  }

  private record DoomedRegister(Doom doom, Register real) implements Register {
    @Override
    public Lease take(BranchPipeline pipeline, Instant now, Instant until) {
      return doom.call(() -> real.take(pipeline, now, until));
    }

    @Override
    public void write(Lease.Taken lease, Registered known) {
      doom.run(() -> real.write(lease, known));
    }

    @Override
    public void erase(Lease.Taken lease) {
      doom.run(() -> real.erase(lease));
    }

    @Override
    public void giveBack(Lease.Taken lease) {
      doom.run(() -> real.giveBack(lease));
    }

    @Override
    public List<Registered> of(PipelineId template) {
      return doom.call(() -> real.of(template));
    }

    @Override
    public List<Registered> all() {
      return doom.call(real::all);
    }
  }

  private record DoomedWorkshop(Doom doom, Workshop real) implements Workshop {
    @Override
    public Found find(BranchPipeline pipeline) {
      return doom.call(() -> real.find(pipeline));
    }

    @Override
    public String make(BranchPipeline pipeline) {
      return doom.call(() -> real.make(pipeline));
    }

    @Override
    public String remake(BranchPipeline pipeline, Optional<String> known) {
      return doom.call(() -> real.remake(pipeline, known));
    }

    @Override
    public List<Run> runs(BranchPipeline pipeline) {
      return doom.call(() -> real.runs(pipeline));
    }

    @Override
    public void stop(BranchPipeline pipeline, ExecutionId run, boolean abandon) {
      doom.run(() -> real.stop(pipeline, run, abandon));
    }

    @Override
    public void delete(BranchPipeline pipeline) {
      doom.run(() -> real.delete(pipeline));
    }
  }
}
