package dev.signalbox.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.ledger.Claim;
import dev.signalbox.core.ledger.Ledger;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The router dies before and after each call to the outside, and the event is delivered again. */
class CrashTest {
  private static final int MOST_CALLS = 12;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The process is gone; nothing of ours may catch it. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Counts calls and dies at one of them, before or after it has had its effect. */
  static final class Fate {
    private int callsLeft;
    private final boolean afterwards;

    Fate(int dieAtCall, boolean afterwards) {
      this.callsLeft = dieAtCall;
      this.afterwards = afterwards;
    }

    <T> T call(Supplier<T> call) {
      boolean now = callsLeft-- == 0;
      if (now && !afterwards) {
        throw new Crash();
      }
      T result = call.get();
      if (now) {
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
  }

  private final LedgerInMemory ledger = new LedgerInMemory();
  private final PipelinesInMemory pipelines = new PipelinesInMemory();
  private Instant now = Shop.NOON;

  private static Stream<Fate> fates() {
    return Stream.iterate(0, call -> call + 1)
        .limit(MOST_CALLS)
        .flatMap(call -> Stream.of(new Fate(call, false), new Fate(call, true)));
  }

  private static Route route(String name) {
    return Shop.route(name, Shop.branches("main"), PathFilter.NONE);
  }

  private Routed deliver(Fate fate) {
    for (String name : List.of("web", "api")) {
      pipelines.with(
          new Pipeline(
              route(name).start().target().pipeline(),
              true,
              List.of(SourceAction.codeCommit("Source", "shop", Optional.empty()))));
    }
    var clock = (InstantSource) () -> now;
    return new Router(
            new Router.Parts(
                () -> Shop.definition(route("web"), route("api")),
                new History(),
                new FatefulPipelines(fate, pipelines),
                (_, _, _) -> {},
                new FatefulLedger(fate, ledger)),
            clock)
        .accept(Shop.event(Shop.push("main")), now.plus(TIMEOUT));
  }

  @ParameterizedTest
  @MethodSource("fates")
  void whereverItDiesEachPipelineStartsExactlyOnceInTheEnd(Fate fate) {
    try {
      deliver(fate);
    } catch (Crash crash) {
      // As Lambda does: the same event again, a minute later.
    }
    now = now.plusSeconds(60);
    Routed routed = deliver(new Fate(-1, false));

    assertThat(routed.unfinished()).isEmpty();
    assertThat(routed.decisions().all())
        .allSatisfy(d -> assertThat(d.outcome()).isInstanceOf(Outcome.Started.class));
    assertThat(pipelines.started())
        .extracting(request -> request.trigger().pipeline().name())
        .containsExactlyInAnyOrder("shop-web", "shop-api");
    assertThat(ledger.recorded()).singleElement().matches(Decisions::complete);
  }

  @Test
  void anImmediateRedeliveryDoesNotStartWhatTheDeadOneMayHaveStarted() {
    try {
      // The calls are: claim, describe, start.
      deliver(new Fate(2, true));
    } catch (Crash crash) {
      // Nobody knows of the start but the pipeline.
    }
    Routed routed = deliver(new Fate(-1, false));

    assertThat(routed.unfinished()).isPresent();
    assertThat(pipelines.started())
        .extracting(request -> request.trigger().pipeline().name())
        .containsExactlyInAnyOrder("shop-web", "shop-api");
  }

  record FatefulPipelines(Fate fate, Pipelines real) implements Pipelines {
    @Override
    public Pipeline describe(Trigger trigger) {
      return fate.call(() -> real.describe(trigger));
    }

    @Override
    public ExecutionId start(StartRequest request) {
      return fate.call(() -> real.start(request));
    }

    @Override
    public Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
      return fate.call(() -> real.startedBy(trigger, since));
    }
  }

  record FatefulLedger(Fate fate, Ledger real) implements Ledger {
    @Override
    public Claim claim(TriggerId trigger, Instant now, Instant until) {
      return fate.call(() -> real.claim(trigger, now, until));
    }

    @Override
    public void confirm(TriggerId trigger, ExecutionId execution, Instant now) {
      fate.run(() -> real.confirm(trigger, execution, now));
    }

    @Override
    public void release(TriggerId trigger) {
      fate.run(() -> real.release(trigger));
    }

    @Override
    public void record(Decisions decisions) {
      fate.run(() -> real.record(decisions));
    }
  }
}
