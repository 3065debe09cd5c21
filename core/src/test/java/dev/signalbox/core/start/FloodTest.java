package dev.signalbox.core.start;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More to start than there is time or room for. */
class FloodTest {
  private final LedgerInMemory ledger = new LedgerInMemory();
  private final Map<String, Integer> refusals = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> started = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Shop.NOON;
  private long takes;
  private RuntimeException refusal = new Busy("throttled");

  /** Starts what it is asked to, in its own time, but for those that it is too busy for. */
  private final class Slow implements Pipelines {
    @Override
    public Pipeline describe(Trigger trigger) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(takes));
      return new Pipeline(
          trigger.pipeline(),
          true,
          List.of(SourceAction.codeCommit("Source", "shop", Optional.empty())));
    }

    @Override
    public ExecutionId start(StartRequest request) {
      String name = request.trigger().pipeline().name();
      asked.add(name);
      if (refusals.merge(name, -1, Integer::sum) >= 0) {
        throw refusal;
      }
      started.add(name);
      return new ExecutionId(name);
    }

    @Override
    public Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
      String name = trigger.pipeline().name();
      return started.contains(name) ? Optional.of(new ExecutionId(name)) : Optional.empty();
    }
  }

  private Routed accept(Duration time, int routes) {
    var patience = Patience.with(pauses::add);
    return new Router(
            new Router.Parts(
                    () ->
                        definition(
                            IntStream.range(0, routes)
                                .mapToObj(i ->
                                    Shop.route(
                                        "%03d".formatted(i), branches("main"), PathFilter.NONE))
                                .toArray(Route[]::new)),
                    new History(),
                    new Slow(),
                    (_, _, _) -> {},
                    ledger)
                .with(patience),
            () -> now)
        .accept(event(push("main")), now.plus(time));
  }

  private static List<String> failed(Routed routed) {
    return routed.decisions().all().stream()
        .filter(decision -> decision.outcome() instanceof Outcome.Failed)
        .map(FloodTest::pipeline)
        .toList();
  }

  private static String pipeline(Decision decision) {
    return decision.target().orElseThrow().pipeline().name();
  }

  @Test
  void aPushForMoreRoutesThanThereIsTimeForGoesOnWhereItStopped() {
    takes = 20;
    Routed first = accept(Duration.ofSeconds(1), 200);
    List<String> left = failed(first);

    assertThat(left).isNotEmpty().hasSizeLessThan(200);
    assertThat(first.unfinished()).isPresent();
    assertThat(ledger.recorded()).hasSize(1);

    asked.clear();
    takes = 0;
    Routed second = accept(Duration.ofSeconds(60), 200);

    assertThat(failed(second)).isEmpty();
    assertThat(asked).containsExactlyElementsOf(left);
    assertThat(started).hasSize(200).doesNotHaveDuplicates();
    assertThat(ledger.recorded()).singleElement().matches(Decisions::complete);
  }

  @Test
  void whoIsBusyIsAskedAgainAfterAllOthersHaveStarted() {
    refusals.put("shop-001", 2);

    Routed routed = accept(Duration.ofSeconds(60), 5);

    assertThat(failed(routed)).isEmpty();
    assertThat(asked)
        .containsExactly(
            "shop-000", "shop-001", "shop-002", "shop-003", "shop-004", "shop-001", "shop-001");
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
    assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
  }

  @Test
  void whoStaysBusyIsLeftForTheNextDeliveryWhichStartsNothingElse() {
    refusals.put("shop-001", 100);
    Routed routed = accept(Duration.ofSeconds(60), 5);
    assertThat(failed(routed)).containsExactly("shop-001");
    assertThat(routed.unfinished()).isPresent();

    refusals.clear();
    asked.clear();
    now = now.plus(Duration.ofMinutes(2));
    assertThat(failed(accept(Duration.ofSeconds(60), 5))).isEmpty();
    assertThat(asked).containsExactly("shop-001");
    assertThat(started).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void whoDoesNotSayWhetherItStartedIsNotAskedAgainAtOnce() {
    refusal = new Unavailable("connection lost");
    refusals.put("shop-001", 1);

    Routed routed = accept(Duration.ofSeconds(60), 5);

    assertThat(failed(routed)).containsExactly("shop-001");
    assertThat(asked).hasSize(5);
    assertThat(pauses).isEmpty();
  }
}
