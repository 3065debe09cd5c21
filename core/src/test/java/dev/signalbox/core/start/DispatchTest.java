package dev.signalbox.core.start;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.Reach;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Relay;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Targets in several accounts and Regions, some of them broken. */
class DispatchTest {
  private static final Account OTHER = account("222222222222", "us-east-1");
  private static final Account ELSEWHERE = account("111111111111", "us-east-1");

  private final List<BusId> told = Collections.synchronizedList(new ArrayList<>());
  private final LedgerInMemory ledger = new LedgerInMemory();
  private final Started pipelines = new Started();
  private Consumer<PipelineId> before = _ -> {};
  private Buses buses = (_, _, bus) -> told.add(bus);
  private InstantSource clock = InstantSource.fixed(Shop.NOON);

  /** Starts everything, once what is to happen before has happened. */
  private final class Started implements Pipelines {
    private final List<PipelineId> all = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Pipeline describe(Trigger trigger) {
      before.accept(trigger.pipeline());
      var source = SourceAction.codeCommit("Source", "shop", Optional.of("main"));
      return new Pipeline(trigger.pipeline(), true, List.of(source));
    }

    @Override
    public ExecutionId start(StartRequest request) {
      all.add(request.trigger().pipeline());
      return new ExecutionId("e" + all.size());
    }

    @Override
    public Optional<ExecutionId> startedBy(Trigger trigger, Instant since) {
      return Optional.empty();
    }
  }

  private static Account account(String id, String region) {
    return new Account(
        id + region,
        new AccountId(id),
        new Region(region),
        new Reach.Role("signalbox-target", Optional.empty()));
  }

  private static Route to(String name, String pipeline, Account account) {
    return new Route(
        name, Shop.REPOSITORY, branches("main"), PathFilter.NONE, start(pipeline, account));
  }

  private Routed accept(Instant deadline, Route... routes) {
    return new Router(
            new Router.Parts(
                () -> definition(routes),
                new History(),
                pipelines,
                (push, relay, bus) -> buses.forward(push, relay, bus),
                ledger),
            clock)
        .accept(event(push("main")), deadline);
  }

  private Routed accept(Route... routes) {
    return accept(Shop.NOON.plusSeconds(30), routes);
  }

  private static List<String> outcomes(Routed routed) {
    return routed.decisions().all().stream().map(d -> name(d) + d.outcome().word()).toList();
  }

  private static String name(Decision decision) {
    return decision.route().orElseThrow().name() + " ";
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new Unavailable("interrupted", e);
    }
  }

  @Test
  void oneSlowAccountHoldsNoOtherUp() {
    var othersHaveStarted = new CountDownLatch(2);
    before =
        pipeline -> {
          if (pipeline.account().equals(Shop.TOOLS.id())
              && pipeline.region().equals(Shop.TOOLS.region())) {
            await(othersHaveStarted);
          } else {
            othersHaveStarted.countDown();
          }
        };

    Routed routed =
        accept(to("a", "web", Shop.TOOLS), to("b", "web", OTHER), to("c", "web", ELSEWHERE));

    assertThat(outcomes(routed)).containsExactly("a STARTED", "b STARTED", "c STARTED");
  }

  @Test
  void oneAccountThatNeverAnswersIsLeftForTheNextDelivery() {
    before =
        pipeline -> {
          if (pipeline.account().equals(OTHER.id())) {
            await(new CountDownLatch(1));
          }
        };

    Routed routed =
        accept(
            Shop.NOON.plusMillis(200),
            to("a", "web", OTHER),
            to("b", "api", OTHER),
            to("c", "web", Shop.TOOLS));

    assertThat(outcomes(routed)).containsExactly("a FAILED", "b FAILED", "c STARTED");
    assertThat(routed.unfinished().orElseThrow())
        .hasMessage("222222222222/us-east-1 has not answered in time");
    assertThat(pipelines.all).containsExactly(start("web", Shop.TOOLS).target().pipeline());
  }

  @Test
  void oneAccountThatRefusesIsAFailureOfItsRoutesAlone() {
    before =
        pipeline -> {
          if (pipeline.account().equals(OTHER.id())) {
            throw new Refused("access denied");
          }
        };

    assertThat(outcomes(accept(to("a", "web", OTHER), to("b", "web", Shop.TOOLS))))
        .containsExactly("a FAILED", "b STARTED");
  }

  @Test
  void whatIsNotReadyForAnythingIsLoud() {
    before =
        pipeline -> {
          throw new IllegalStateException("a bug");
        };

    assertThatThrownBy(() -> accept(to("a", "web", OTHER), to("b", "web", Shop.TOOLS)))
        .hasMessage("a bug");
  }

  @Test
  void onePipelineNameInThreePlacesIsThreePipelines() {
    accept(to("a", "web", Shop.TOOLS), to("b", "web", OTHER), to("c", "web", ELSEWHERE));

    assertThat(pipelines.all)
        .containsExactlyInAnyOrder(
            start("web", Shop.TOOLS).target().pipeline(),
            start("web", OTHER).target().pipeline(),
            start("web", ELSEWHERE).target().pipeline());
  }

  @Test
  void aBusThatManyRoutesLeadToIsToldOnce() {
    Routed routed = accept(to("a", "web", Shop.PROD), to("b", "api", Shop.PROD));

    assertThat(outcomes(routed)).containsExactly("a FORWARDED", "b FORWARDED");
    assertThat(told).containsExactly(new BusId(Shop.PROD.id(), Shop.PROD.region(), "signalbox"));
  }

  @Test
  void aBusThatCannotBeToldIsAFailureOfAllRoutesToIt() {
    buses =
        (_, _, bus) -> {
          told.add(bus);
          throw new Unavailable("throttled");
        };

    Routed routed =
        accept(to("a", "web", Shop.PROD), to("b", "api", Shop.PROD), to("c", "web", OTHER));

    assertThat(outcomes(routed)).containsExactly("a FAILED", "b FAILED", "c STARTED");
    assertThat(told).hasSize(1);
    assertThat(routed.unfinished()).isPresent();
  }

  @Test
  void aBusThatIsBusyIsToldInAMoment() {
    buses =
        (_, _, bus) -> {
          told.add(bus);
          if (told.size() == 1) {
            throw new Busy("throttled");
          }
        };

    Routed routed =
        new Router(
                new Router.Parts(
                        () -> definition(to("a", "web", Shop.PROD), to("b", "api", Shop.PROD)),
                        new History(),
                        pipelines,
                        buses,
                        ledger)
                    .with(Patience.with(_ -> {})),
                clock)
            .accept(event(push("main")), Shop.NOON.plusSeconds(30));

    assertThat(outcomes(routed)).containsExactly("a FORWARDED", "b FORWARDED");
    assertThat(told).hasSize(2);
  }

  @Test
  void aBusIsToldHowThePushCame() {
    var relays = new AtomicReference<Optional<Relay>>();
    buses = (_, relay, _) -> relays.set(relay);
    var relay = new Relay(Shop.TOOLS.id(), "webhook", 0);

    new Router(
            new Router.Parts(
                () -> definition(to("a", "web", Shop.PROD)),
                new History(),
                pipelines,
                buses,
                ledger),
            clock)
        .accept(new Event.Relayed(push("main"), relay), Shop.NOON.plusSeconds(30));

    assertThat(relays.get()).contains(relay);
  }

  @Test
  void whoWakesUpAfterItsDeadlineStartsNothing() {
    var now = new AtomicReference<>(Shop.NOON);
    clock = now::get;
    before = _ -> now.updateAndGet(noon -> noon.plus(Duration.ofMinutes(5)));

    assertThat(outcomes(accept(to("a", "web", Shop.TOOLS)))).containsExactly("a FAILED");
    assertThat(pipelines.all).isEmpty();
  }

  @Test
  void aDefinitionThatComesIntoForceWhileAnEventIsDealtWithIsForTheNextOne() {
    Definition old = definition(to("a", "web", Shop.TOOLS), to("b", "api", Shop.TOOLS));
    var inForce = new AtomicReference<>(old);
    before =
        _ -> inForce.set(new Definition("v2", definition(to("c", "new", Shop.TOOLS)).routes()));
    var router =
        new Router(new Router.Parts(inForce::get, new History(), pipelines, buses, ledger), clock);

    Routed first = router.accept(event(push("main")), Shop.NOON.plusSeconds(30));
    Routed second = router.accept(event(push("main")), Shop.NOON.plusSeconds(30));

    assertThat(first.decisions().version()).isEqualTo(old.version());
    assertThat(outcomes(first)).containsExactly("a STARTED", "b STARTED");
    assertThat(second.decisions().version()).isEqualTo("v2");
    assertThat(outcomes(second)).containsExactly("c STARTED");
  }
}
