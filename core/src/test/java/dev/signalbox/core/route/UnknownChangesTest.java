package dev.signalbox.core.route;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.paths;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Baseline.Rung;
import dev.signalbox.core.route.Hosting.Unknown;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scenario 47: what has changed may be past finding out. */
class UnknownChangesTest {
  private static final Repository REPOSITORY =
      new Repository(Provider.GITHUB, Shop.TOOLS.id(), Shop.TOOLS.region(), "acme/shop");
  private static final Push PUSH =
      new Push(
          "d-1",
          REPOSITORY,
          Ref.branch("main"),
          Optional.of(commit(1)),
          Optional.of(commit(2)),
          Shop.NOON);

  private static Route route(PathFilter paths) {
    return new Route("web", REPOSITORY, branches("main"), paths, Shop.start("web", Shop.TOOLS));
  }

  private static Decision decide(Source source, Unknown unknown, PathFilter paths) {
    var hosting = new Hosting("shop", Optional.empty(), unknown);
    var watched =
        new WatchedRepository(
            REPOSITORY, "main", List.of(), Shop.TOOLS.reach(), Optional.of(hosting));
    var routes = new Routes(List.of(Shop.TOOLS), List.of(watched), List.of(route(paths)));
    return new Decider(new Definition("v1", routes), _ -> source)
        .decide(new Event.Pushed(PUSH))
        .all()
        .getFirst();
  }

  /** Nobody answers. */
  private static class Silent implements Source {
    @Override
    public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
      throw new UnknownHistory("no token is given");
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
      throw new UnknownHistory("no token is given");
    }

    @Override
    public Optional<CommitId> head(String branch) {
      throw new UnknownHistory("no token is given");
    }
  }

  /** Tells a page and then that there is more than it can tell. */
  private static final class Truncating extends Silent {
    @Override
    public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
      return () ->
          List.of(List.of(new Change(Change.Kind.ADDED, "docs/a")), List.<Change>of()).stream()
              .peek(page -> {
                if (page.isEmpty()) {
                  throw new UnknownHistory("the answer is cut off");
                }
              })
              .iterator();
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
      return Optional.of(one);
    }
  }

  @Test
  void aRouteWithPathsRunsThenAndTheRecordSaysWhy() {
    Decision decision = decide(new Silent(), Unknown.RUN, paths("web/**").filter());

    assertThat(decision.outcome())
        .isInstanceOf(Outcome.Started.class)
        .extracting(Outcome::reason)
        .asString()
        .contains("what has changed is unknown, and its repository says to run then");
    assertThat(decision.baseline())
        .hasValue(new Baseline(Rung.UNKNOWN, Optional.of(commit(1)), commit(2), false));
  }

  @Test
  void orItIsSkippedWhereTheRepositorySaysSo() {
    Decision decision = decide(new Silent(), Unknown.SKIP, paths("web/**").filter());

    assertThat(decision.outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(decision.baseline().map(Baseline::rung)).hasValue(Rung.UNKNOWN);
  }

  @Test
  void aPartOfTheChangesNeverSaysThatNothingMatches() {
    Decision decision = decide(new Truncating(), Unknown.RUN, paths("web/**").filter());

    assertThat(decision.outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(decision.baseline().map(Baseline::rung)).hasValue(Rung.UNKNOWN);
  }

  @Test
  void aFileOfThatPartThatMatchesIsEnough() {
    Decision decision = decide(new Truncating(), Unknown.SKIP, paths("docs/**").filter());

    assertThat(decision.outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(decision.baseline().map(Baseline::rung)).hasValue(Rung.OLD_COMMIT);
  }

  @Test
  void aRouteWithoutPathsNeedsToKnowNothing() {
    Decision decision = decide(new Silent(), Unknown.SKIP, PathFilter.NONE);

    assertThat(decision.outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(decision.baseline().map(Baseline::rung)).hasValue(Rung.OLD_COMMIT);
  }

  @Test
  void aNameThatIsAPatternElsewhereIsANameHere() {
    var alike = new Repository(Provider.GITHUB, Shop.TOOLS.id(), Shop.TOOLS.region(), "acme/sho.");
    var watched = new WatchedRepository(alike, "main", Shop.TOOLS.reach());
    var routes =
        new Routes(
            List.of(Shop.TOOLS),
            List.of(watched),
            List.of(
                new Route(
                    "web", alike, branches("**"), PathFilter.NONE, Shop.start("web", Shop.TOOLS))));

    assertThat(
            new Decider(new Definition("v1", routes), _ -> new Silent())
                .decide(new Event.Pushed(PUSH))
                .all())
        .extracting(d -> d.outcome().word())
        .containsExactly("SKIPPED", "NO_ROUTE");
  }
}
