package dev.signalbox.core.start;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.Account;
import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Revision;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Shop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Instant DEADLINE = Shop.NOON.plusSeconds(30);

  private final LedgerInMemory ledger = new LedgerInMemory();
  private final PipelinesInMemory pipelines =
      new PipelinesInMemory()
          .with(pipeline("web", true))
          .with(pipeline("api", true))
          .with(pipeline("old", false));

  private static Route to(String pipeline, Account account, String... variables) {
    return new Route(
        pipeline,
        Shop.REPOSITORY,
        branches("main", "feature/**"),
        PathFilter.NONE,
        start(pipeline, account, variables));
  }

  private static Pipeline pipeline(String name, boolean takesOverrides) {
    return pipeline(
        name, takesOverrides, SourceAction.codeCommit("Source", "shop", Optional.of("main")));
  }

  private static Pipeline pipeline(String name, boolean takesOverrides, SourceAction... sources) {
    return new Pipeline(
        start(name, Shop.TOOLS).target().pipeline(), takesOverrides, List.of(sources));
  }

  private Router router(Definition definition, Buses buses) {
    return new Router(
        new Router.Parts(() -> definition, new History(), pipelines, buses, ledger),
        InstantSource.fixed(Shop.NOON));
  }

  private Routed accept(Push push, Route... routes) {
    return router(definition(routes), (_, _, _) -> {}).accept(event(push), DEADLINE);
  }

  private static List<Outcome> outcomes(Routed routed) {
    return routed.decisions().all().stream().map(Decision::outcome).toList();
  }

  @Test
  void aPipelineStartsAtThePushedCommitWithItsVariables() {
    accept(
        push("main"),
        to("web", Shop.TOOLS, "BRANCH", "${branch}", "WHAT", "${repository}@${commit}"));

    assertThat(pipelines.started())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.revisions()).isEqualTo(Map.of("Source", Revision.of(commit(2))));
          assertThat(request.variables())
              .isEqualTo(Map.of("BRANCH", "main", "WHAT", "shop@" + commit(2)));
        });
  }

  @Test
  void theOutcomeNamesTheExecution() {
    assertThat(outcomes(accept(push("main"), to("web", Shop.TOOLS))))
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Started.class, started -> assertThat(started.execution()).isPresent());
  }

  @Test
  void thePushedCommitGoesToTheSourceActionOfItsRepositoryAndBranch() {
    pipelines.with(
        pipeline(
            "web",
            true,
            SourceAction.codeCommit("Tools", "tools", Optional.of("main")),
            SourceAction.codeCommit("Other", "shop", Optional.of("release")),
            SourceAction.codeCommit("Code", "shop", Optional.of("main"))));

    accept(push("main"), to("web", Shop.TOOLS));

    assertThat(pipelines.started().getFirst().revisions())
        .isEqualTo(Map.of("Code", Revision.of(commit(2))));
  }

  @Test
  void aPipelineServesBranchesThatItsSourceActionDoesNotName() {
    accept(push("feature/x"), to("web", Shop.TOOLS));

    assertThat(pipelines.started().getFirst().revisions())
        .isEqualTo(Map.of("Source", Revision.of(commit(2))));
  }

  @Test
  void aPipelineThatDoesNotReadTheRepositoryIsNotStarted() {
    pipelines.with(
        pipeline("web", true, SourceAction.codeCommit("Source", "other", Optional.empty())));

    assertThat(outcomes(accept(push("main"), to("web", Shop.TOOLS))))
        .singleElement()
        .isInstanceOf(Outcome.Failed.class);
    assertThat(pipelines.started()).isEmpty();
  }

  @Test
  void aPipelineOfTypeV1StartsWithoutOverridesAndTheRecordSaysSo() {
    Routed routed = accept(push("main"), to("old", Shop.TOOLS, "BRANCH", "${branch}"));

    assertThat(pipelines.started())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.revisions()).isEmpty();
          assertThat(request.variables()).isEmpty();
        });
    assertThat(outcomes(routed).getFirst().reason()).contains("type V1");
  }

  @Test
  void theSameEventTenTimesStartsOnce() {
    for (int i = 0; i < 10; i++) {
      assertThat(outcomes(accept(push("main"), to("web", Shop.TOOLS))))
          .singleElement()
          .isInstanceOf(Outcome.Started.class);
    }

    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void theSamePushToldByAnotherEventStartsOnce() {
    accept(push("main"), to("web", Shop.TOOLS));
    Push again =
        new Push(
            "delivery-2",
            Shop.REPOSITORY,
            Ref.branch("main"),
            Optional.of(commit(1)),
            Optional.of(commit(2)),
            Shop.NOON.plusSeconds(60));

    accept(again, to("web", Shop.TOOLS));

    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void theSameCommitOnTwoBranchesStartsTwice() {
    accept(push("main"), to("web", Shop.TOOLS));
    accept(push("feature/x"), to("web", Shop.TOOLS));

    assertThat(pipelines.started()).hasSize(2);
  }

  @Test
  void aBranchThatGoesBackToAnOldCommitStartsAgain() {
    Push there = push("main");
    Push back = push(Ref.branch("main"), Optional.of(commit(2)), Optional.of(commit(1)));

    accept(there, to("web", Shop.TOOLS));
    accept(back, to("web", Shop.TOOLS));

    assertThat(pipelines.started())
        .extracting(request -> request.trigger().cause().revision())
        .containsExactly(Revision.of(commit(2)), Revision.of(commit(1)));
  }

  @Test
  void twoRoutesToOnePipelineStartItOnceForOnePush() {
    Route web = to("web", Shop.TOOLS);
    Route same = new Route("same", web.on(), web.paths(), web.start(), web.options());

    assertThat(outcomes(accept(push("main"), web, same)))
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Started.class));
    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void oneEventInManyProcessesAtOnceStartsOnce() throws InterruptedException {
    Callable<Routed> process = () -> accept(push("main"), to("web", Shop.TOOLS));
    try (var processes = Executors.newVirtualThreadPerTaskExecutor()) {
      processes.invokeAll(IntStream.range(0, 10).mapToObj(_ -> process).toList());
    }

    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void whatIsRefusedFailsWithItsCauseAndTheOthersStart() {
    Routed routed = accept(push("main"), to("nowhere", Shop.TOOLS), to("web", Shop.TOOLS));

    assertThat(outcomes(routed).getFirst())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.again()).isFalse();
              assertThat(failed.reason()).contains("there is no pipeline");
            });
    assertThat(routed.unfinished()).isEmpty();
    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void whatIsRefusedCanBeStartedOnceTheCauseIsGone() {
    accept(push("main"), to("nowhere", Shop.TOOLS));
    pipelines.with(pipeline("nowhere", true));

    accept(push("main"), to("nowhere", Shop.TOOLS));

    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void whatIsUnavailableDoesNotDelayTheOthersAndIsAskedForAgain() {
    pipelines.answering(
        "shop-web",
        () -> {
          throw new Unavailable("throttled");
        });

    Routed routed = accept(push("main"), to("web", Shop.TOOLS), to("api", Shop.TOOLS));

    assertThat(routed.unfinished()).isPresent();
    assertThat(outcomes(routed).getFirst()).isEqualTo(new Outcome.Failed("throttled", true));
    assertThat(pipelines.started())
        .extracting(request -> request.trigger().pipeline().name())
        .containsExactly("shop-api");
  }

  @Test
  void aSecondDeliveryWhileTheFirstIsStillAtItComesBackLater() {
    var id = start("web", Shop.TOOLS).target().pipeline();
    ledger.claim(TriggerId.of(id, push("main")), Shop.NOON, DEADLINE);

    Routed routed = accept(push("main"), to("web", Shop.TOOLS));

    assertThat(routed.unfinished()).isPresent();
    assertThat(pipelines.started()).isEmpty();
  }

  @Test
  void aTargetBehindABusIsForwardedTo() {
    var forwarded = new ArrayList<BusId>();
    Routed routed =
        router(definition(to("prod", Shop.PROD)), (_, _, bus) -> forwarded.add(bus))
            .accept(event(push("main")), DEADLINE);

    assertThat(outcomes(routed)).singleElement().isInstanceOf(Outcome.Forwarded.class);
    assertThat(forwarded)
        .containsExactly(new BusId(Shop.PROD.id(), Shop.PROD.region(), "signalbox"));
  }

  @Test
  void aBusThatRefusesIsAFailure() {
    Routed routed =
        router(
                definition(to("prod", Shop.PROD)),
                (_, _, _) -> {
                  throw new Refused("no");
                })
            .accept(event(push("main")), DEADLINE);

    assertThat(outcomes(routed)).containsExactly(new Outcome.Failed("no", false));
  }

  @Test
  void everyEventThatIsDecidedUponIsOnRecord() {
    accept(push("nobody's"), to("web", Shop.TOOLS));
    router(definition(), (_, _, _) -> {})
        .accept(new Event.Suspect("d", "two accounts", Shop.NOON), DEADLINE);
    router(definition(), (_, _, _) -> {}).accept(new Event.Irrelevant("d", "a comment"), DEADLINE);

    assertThat(ledger.recorded()).hasSize(2);
  }

  @Test
  void nothingIsAskedAboutAnEventThatIsNoneOfOurBusiness() {
    var asked = new ArrayList<String>();
    Definitions unread =
        () -> {
          asked.add("definition");
          return definition();
        };
    Routed routed =
        new Router(
                new Router.Parts(unread, new History(), pipelines, (_, _, _) -> {}, ledger),
                InstantSource.fixed(Shop.NOON))
            .accept(new Event.Irrelevant("d", "an approval"), DEADLINE);

    assertThat(routed.decisions().all()).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(ledger.recorded()).isEmpty();
  }

  @Test
  void theDeletionOfARoutedBranchStartsNothing() {
    Routed routed =
        accept(
            push(Ref.branch("main"), Optional.of(commit(1)), Optional.empty()),
            to("web", Shop.TOOLS));

    assertThat(outcomes(routed))
        .allSatisfy(o -> assertThat(o).isNotInstanceOf(Outcome.Started.class));
    assertThat(pipelines.started()).isEmpty();
  }
}
