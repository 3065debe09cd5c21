package dev.signalbox.core.start;

import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.image;
import static dev.signalbox.core.route.Shop.object;
import static dev.signalbox.core.route.Shop.pullRequest;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.route;
import static dev.signalbox.core.route.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.ledger.LedgerInMemory;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.PullRequest.Stage;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.release.Revision;
import dev.signalbox.core.release.Revision.Type;
import dev.signalbox.core.route.Definition;
import dev.signalbox.core.route.History;
import dev.signalbox.core.route.NameFilter;
import dev.signalbox.core.route.On;
import dev.signalbox.core.route.PathFilter;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.route.Route.Option;
import dev.signalbox.core.route.Routes;
import dev.signalbox.core.route.Shop;
import dev.signalbox.core.route.WatchedRepository;
import dev.signalbox.core.start.SourceAction.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each kind of cause starts a pipeline with. */
class RevisionsTest {
  private static final Route IMAGE =
      route("web", new On.Images(Shop.TOOLS.id(), Shop.TOOLS.region(), "shop/api", NameFilter.ALL));
  private static final Route OBJECT =
      route("web", new On.Objects(Shop.TOOLS.id(), Shop.TOOLS.region(), "drop", NameFilter.ALL));

  private final PipelinesInMemory pipelines = new PipelinesInMemory();
  private final LedgerInMemory ledger = new LedgerInMemory();

  private void reads(SourceAction... sources) {
    pipelines.with(
        new Pipeline(Shop.start("web", Shop.TOOLS).target().pipeline(), true, List.of(sources)));
  }

  private void accept(Event event, Route... routes) {
    new Router(
            new Router.Parts(
                () -> definition(routes), new History(), pipelines, (_, _, _) -> {}, ledger),
            InstantSource.fixed(Shop.NOON))
        .accept(event, Shop.NOON.plusSeconds(30));
  }

  private Map<String, Revision> revisions() {
    return pipelines.started().getFirst().revisions();
  }

  @Test
  void anImageStartsItsPipelineWithItsDigestOnTheActionOfItsTag() {
    reads(
        new SourceAction("Code", Kind.CODECOMMIT, "shop/api", Optional.of("main")),
        new SourceAction("Base", Kind.ECR, "shop/api", Optional.of("base")),
        new SourceAction("Image", Kind.ECR, "shop/api", Optional.of("v1")));

    accept(image("shop/api", Optional.of("v1")), IMAGE);

    assertThat(revisions())
        .isEqualTo(Map.of("Image", new Revision(Type.IMAGE_DIGEST, "sha256:" + "a".repeat(64))));
  }

  @Test
  void anObjectStartsItsPipelineWithItsVersion() {
    reads(new SourceAction("Drop", Kind.S3, "drop", Optional.of("in/a b.zip")));

    accept(object("drop", "in/a b.zip", Optional.of("v-1")), OBJECT);

    assertThat(revisions())
        .isEqualTo(Map.of("Drop", new Revision(Type.S3_OBJECT_VERSION_ID, "v-1")));
  }

  @Test
  void anObjectOfAnotherKeyThanTheActionReadsStartsItWithItsKey() {
    reads(new SourceAction("Drop", Kind.S3, "drop", Optional.of("latest.zip")));

    accept(object("drop", "in/a.zip", Optional.of("v-1")), OBJECT);

    assertThat(revisions()).isEqualTo(Map.of("Drop", new Revision(Type.S3_OBJECT_KEY, "in/a.zip")));
  }

  @Test
  void aPullRequestStartsItsPipelineAtTheCommitToBeMerged() {
    reads(SourceAction.codeCommit("Source", "shop", Optional.of("main")));
    Route review =
        route(
            "web",
            new On.PullRequests(
                Shop.REPOSITORY, NameFilter.ALL, NameFilter.ALL, Set.of(Stage.OPENED)));

    accept(pullRequest(Stage.OPENED, "feature/x", "main"), review);

    assertThat(revisions()).isEqualTo(Map.of("Source", Revision.of(commit(2))));
  }

  @Test
  void aMergeToldThreeTimesStartsAPipelineOnceForItsCommitWhereThatIsAskedFor() {
    reads(SourceAction.codeCommit("Source", "shop", Optional.empty()));
    Route ended =
        with(
            route(
                "web",
                new On.PullRequests(
                    Shop.REPOSITORY,
                    NameFilter.ALL,
                    NameFilter.ALL,
                    Set.of(Stage.MERGED, Stage.CLOSED))),
            Option.ONCE_PER_REVISION);
    Route pushed = with(route("web", NameFilter.ALL, PathFilter.NONE), Option.ONCE_PER_REVISION);

    accept(pullRequest(Stage.CLOSED, "feature/x", "main"), ended);
    accept(pullRequest(Stage.MERGED, "feature/x", "main"), ended);
    accept(event(push("main")), pushed);

    assertThat(pipelines.started()).hasSize(1);
  }

  @Test
  void aPushToTwoBranchesStartsAPipelineForEachUnlessItRunsOncePerRevision() {
    reads(SourceAction.codeCommit("Source", "shop", Optional.empty()));
    Route usual = route("web", NameFilter.ALL, PathFilter.NONE);
    var other = push(Ref.branch("other"), Optional.of(commit(1)), Optional.of(commit(2)));

    accept(event(push("main")), with(usual, Option.ONCE_PER_REVISION));
    accept(event(other), with(usual, Option.ONCE_PER_REVISION));
    assertThat(pipelines.started()).hasSize(1);

    accept(event(push("main")), usual);
    accept(event(other), usual);
    assertThat(pipelines.started()).hasSize(3);
  }

  @Test
  void aPushToAnotherProviderGoesToTheConnectionThatReadsJustThatRepository() {
    var repository =
        new Repository(Provider.GITHUB, Shop.TOOLS.id(), Shop.TOOLS.region(), "acme/shop");
    reads(
        new SourceAction("Same", Kind.CODECOMMIT, "acme/shop", Optional.of("main")),
        new SourceAction("Other", Kind.CONNECTION, "acme/shop2", Optional.of("main")),
        new SourceAction("Code", Kind.CONNECTION, "acme/shop", Optional.of("develop")));

    new Router(
            new Router.Parts(
                () ->
                    new Definition(
                        "v1",
                        new Routes(
                            List.of(Shop.TOOLS),
                            List.of(new WatchedRepository(repository, "main", Shop.TOOLS.reach())),
                            List.of(route("web", new On.Branches(repository, NameFilter.ALL))))),
                new History(),
                pipelines,
                (_, _, _) -> {},
                ledger),
            InstantSource.fixed(Shop.NOON))
        .accept(
            event(
                new Push(
                    "d-1",
                    repository,
                    Ref.branch("main"),
                    Optional.empty(),
                    Optional.of(commit(2)),
                    Shop.NOON)),
            Shop.NOON.plusSeconds(30));

    assertThat(revisions())
        .containsExactly(Map.entry("Code", new Revision(Type.COMMIT_ID, commit(2).value())));
  }
}
