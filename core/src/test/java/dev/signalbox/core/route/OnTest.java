package dev.signalbox.core.route;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.globs;
import static dev.signalbox.core.route.Shop.image;
import static dev.signalbox.core.route.Shop.object;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.pullRequest;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.PullRequest.Stage;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags, pull requests, images and objects. */
class OnTest {
  private static final Route RELEASE =
      route("rel", new On.Tags(Shop.REPOSITORY, new NameFilter(globs("v*.*.*"), globs("*-rc*"))));
  private static final Route REVIEW =
      route(
          "review",
          new On.PullRequests(
              Shop.REPOSITORY,
              branches("main"),
              new NameFilter(List.of(), globs("wip/**")),
              Set.of(Stage.OPENED, Stage.UPDATED)));
  private static final Route IMAGE =
      route(
          "image", new On.Images(Shop.TOOLS.id(), Shop.TOOLS.region(), "shop/api", branches("v*")));
  private static final Route OBJECT =
      route(
          "object",
          new On.Objects(Shop.TOOLS.id(), Shop.TOOLS.region(), "drop", branches("in/**")));

  private static Decision decide(Route route, Event event) {
    return decide(route, event, new History());
  }

  private static Decision decide(Route route, Event event, History history) {
    return new Decider(definition(route), history).decide(event).all().getFirst();
  }

  private static Event tag(String name) {
    return event(push(Ref.tag(name), Optional.empty(), Optional.of(commit(2))));
  }

  @ParameterizedTest(name = "tag {0} starts the release: {1}")
  @CsvSource({"v1.2.3, true", "v1.2.3-rc1, false", "v1.2, false", "V1.2.3, false"})
  void aTagStartsTheRoutesWhoseTagFilterItMeets(String tag, boolean starts) {
    assertThat(decide(RELEASE, tag(tag)).outcome() instanceof Outcome.Started).isEqualTo(starts);
  }

  @Test
  void anExcludedTagSaysWhichPatternExcludedIt() {
    assertThat(decide(RELEASE, tag("v1.2.3-rc1")).grounds())
        .hasValue(new Grounds(Clause.TAGS_EXCLUDE, Optional.of("*-rc*"), List.of("v1.2.3-rc1")));
  }

  @Test
  void aBranchOfATagsNameIsNotThatTag() {
    Decision decision = decide(RELEASE, event(push("v1.2.3")));

    assertThat(decision.outcome())
        .isEqualTo(new Outcome.Skipped("it is for tags, this is a branch"));
    assertThat(decision.grounds().orElseThrow().clause()).isEqualTo(Clause.ON);
  }

  @Test
  void aDeletedTagStartsNothing() {
    Event deleted = event(push(Ref.tag("v1.2.3"), Optional.of(commit(2)), Optional.empty()));

    assertThat(decide(RELEASE, deleted).outcome().reason())
        .isEqualTo("the tag was deleted, there is no commit to start");
  }

  @ParameterizedTest(name = "{0} of {1} into {2}: {3}")
  @CsvSource({
    "OPENED,  feature/x, main,  started",
    "UPDATED, feature/x, main,  started",
    "CLOSED,  feature/x, main,  on.pull-requests.events",
    "MERGED,  feature/x, main,  on.pull-requests.events",
    "OPENED,  feature/x, other, on.pull-requests.into",
    "OPENED,  wip/x,     main,  on.pull-requests.from.exclude",
  })
  void aPullRequestIsAskedForItsDestinationItsSourceAndItsStage(
      Stage stage, String from, String into, String clauseOrStarted) {
    Decision decision = decide(REVIEW, pullRequest(stage, from, into));

    assertThat(
            decision.outcome() instanceof Outcome.Started
                ? "started"
                : decision.grounds().orElseThrow().clause().word())
        .isEqualTo(clauseOrStarted);
  }

  @Test
  void aPullRequestIsComparedWithWhereItLeftItsDestination() {
    Route web = new Route("web", REVIEW.on(), paths("web/**").filter(), REVIEW.start(), Set.of());
    var history =
        new History()
            .commit(3, 0, History.added("README.md"))
            .commit(1, 3, History.added("web/on-main-only"))
            .commit(2, 3, History.added("docs/x"));

    Decision decision = decide(web, pullRequest(Stage.OPENED, "feature/x", "main"), history);

    assertThat(decision.outcome().reason()).isEqualTo("the one changed file does not match");
    assertThat(decision.baseline().orElseThrow().from()).hasValue(commit(3));
  }

  @Test
  void closingAndMergingAPullRequestIsOneMove() {
    assertThat(pullRequest(Stage.CLOSED, "x", "main").cause().orElseThrow().move())
        .isEqualTo(pullRequest(Stage.MERGED, "x", "main").cause().orElseThrow().move())
        .isNotEqualTo(pullRequest(Stage.OPENED, "x", "main").cause().orElseThrow().move());
  }

  @ParameterizedTest(name = "image {0}:{1} -> {2}")
  @CsvSource({
    "shop/api, v1,     started",
    "shop/api, latest, on.image.tags",
    "shop/api, ,       on.image.tags",
    "api,      v1,     on.image",
  })
  void anImageIsAskedForItsRepositoryAndItsTag(String repository, String tag, String expected) {
    Decision decision = decide(IMAGE, image(repository, Optional.ofNullable(tag)));

    assertThat(
            decision.outcome() instanceof Outcome.Started
                ? "started"
                : decision.grounds().orElseThrow().clause().word())
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{1} in {0} -> {2}")
  @CsvSource({
    "drop,  in/a b.zip, started",
    "drop,  out/a.zip,  on.object.keys",
    "other, in/a.zip,   on.object",
  })
  void anObjectIsAskedForItsBucketAndItsKey(String bucket, String key, String expected) {
    Decision decision = decide(OBJECT, object(bucket, key, Optional.of("v-1")));

    assertThat(
            decision.outcome() instanceof Outcome.Started
                ? "started"
                : decision.grounds().orElseThrow().clause().word())
        .isEqualTo(expected);
  }

  @Test
  void whatNoRouteTakesIsADecisionWhateverItIs() {
    var decisions =
        new Decider(definition(IMAGE), new History()).decide(object("b", "k", Optional.empty()));

    assertThat(decisions.all().getLast().outcome())
        .isEqualTo(new Outcome.NoRoute("no route takes this object"));
  }
}
