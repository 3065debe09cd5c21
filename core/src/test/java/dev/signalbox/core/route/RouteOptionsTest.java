package dev.signalbox.core.route;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.route;
import static dev.signalbox.core.route.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.route.Change.Kind;
import dev.signalbox.core.route.Grounds.Clause;
import dev.signalbox.core.route.Route.Option;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Default routes and kinds of changes. */
class RouteOptionsTest {
  private static final Definition WITH_DEFAULT =
      definition(
          with(route("rest", branches("main"), PathFilter.NONE), Option.DEFAULT),
          route("web", branches("main"), paths("web/**").filter()));

  private static List<Decision> decide(Definition definition, History history) {
    return new Decider(definition, history).decide(event(push("main"))).all();
  }

  @Test
  void theDefaultRouteTakesWhatNoOtherRouteTakes() {
    List<Decision> decisions = decide(WITH_DEFAULT, History.changing("api/x"));

    assertThat(decisions).hasSize(2);
    assertThat(decisions.getFirst().outcome()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void theDefaultRouteGivesWayToAnotherAndSaysToWhich() {
    Decision rest = decide(WITH_DEFAULT, History.changing("web/x")).getFirst();

    assertThat(rest.outcome()).isEqualTo(new Outcome.Skipped("route 'web' takes it"));
    assertThat(rest.grounds())
        .hasValue(new Grounds(Clause.DEFAULT, Optional.empty(), List.of("web")));
  }

  @Test
  void aRouteThatCannotTellWhatHasChangedIsNotPassedOver() {
    assertThat(decide(WITH_DEFAULT, new History()).getFirst().outcome())
        .isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void whatOneCommitOfAPushChangesAndAnotherTakesBackCountsWhereThatIsAskedFor() {
    Source reverted = new Reverted();
    Route plain = route("web", branches("main"), paths("web/**").filter());
    Route any = with(route("any", branches("main"), paths("web/**").filter()), Option.ANY_COMMIT);

    List<Decision> decisions =
        new Decider(definition(plain, any), _ -> reverted).decide(event(push("main"))).all();

    assertThat(decisions.get(0).outcome()).isEqualTo(new Outcome.Skipped("nothing has changed"));
    assertThat(decisions.get(1).outcome()).isInstanceOf(Outcome.Started.class);
  }

  private static final class Reverted implements Source {
    @Override
    public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
      return List.of(List.of());
    }

    @Override
    public Iterable<List<Change>> changesOfEach(Optional<CommitId> from, CommitId to) {
      return List.of(
          List.of(new Change(Kind.ADDED, "web/a")), List.of(new Change(Kind.DELETED, "web/a")));
    }

    @Override
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
      return Optional.of(one);
    }

    @Override
    public Optional<CommitId> head(String branch) {
      return Optional.empty();
    }
  }

  @ParameterizedTest(name = "{0} for a route that is for {1}: {2}")
  @CsvSource({
    "ADDED,    ADDED,   started",
    "MODIFIED, ADDED,   paths.changes",
    "DELETED,  DELETED, started",
    "DELETED,  ADDED,   paths.changes",
  })
  void aRouteCanBeForSomeKindsOfChangesOnly(Kind changed, Kind wanted, String expected) {
    var history =
        new History()
            .commit(1, 0, History.added("README.md"))
            .commit(2, 1, List.of(new Change(changed, "web/a"), new Change(Kind.ADDED, "x")));
    Definition definition =
        definition(route("web", branches("main"), paths("web/**").only(wanted).filter()));
    Decision decision = decide(definition, history).getFirst();

    assertThat(
            decision.outcome() instanceof Outcome.Started
                ? "started"
                : decision.grounds().orElseThrow().clause().word())
        .isEqualTo(expected);
  }

  @Test
  void aFileChangedInAnotherWayShowsAsTheWitness() {
    Definition definition =
        definition(route("web", branches("main"), paths("web/**").only(Kind.ADDED).filter()));
    Decision decision = decide(definition, History.changing("a", "web/b")).getFirst();

    assertThat(decision.outcome().reason()).isEqualTo("no matching file was added");
    assertThat(decision.grounds().orElseThrow().witnesses()).containsExactly("web/b");
  }

  @Test
  void aFileChangedInAnotherWayVetoesNothing() {
    Definition definition =
        definition(
            route("web", branches("main"), paths("**").vetoed("lock").only(Kind.ADDED).filter()));
    var history =
        new History()
            .commit(1, 0, History.added("README.md"))
            .commit(2, 1, List.of(new Change(Kind.MODIFIED, "lock"), new Change(Kind.ADDED, "x")));

    assertThat(decide(definition, history).getFirst().outcome())
        .isInstanceOf(Outcome.Started.class);
  }
}
