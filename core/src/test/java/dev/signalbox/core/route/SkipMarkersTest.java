package dev.signalbox.core.route;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.route;
import static dev.signalbox.core.route.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.Refused;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.route.Grounds.Clause;
import dev.signalbox.core.route.Route.Option;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkipMarkersTest {
  private static final Definition TWO =
      definition(
          route("web", branches("**"), PathFilter.NONE),
          route("api", branches("**"), paths("api/**").filter()));

  private static List<String> taken(Definition definition, Source source) {
    return new Decider(definition, _ -> source)
        .decide(event(push("main"))).all().stream()
            .filter(decision -> decision.outcome() instanceof Outcome.Started)
            .map(decision -> decision.route().orElseThrow().name())
            .toList();
  }

  private static History saying(String message) {
    return History.changing("api/x").message(2, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fix [skip ci]",
        "[SKIP CI] fix",
        "Fix\n\nbecause [ci skip]",
        "Fix [no ci]",
        "Fix\n\nskip-checks: true",
        "Fix\n\nbody\n\nSigned-off-by: A <a@b>\nSkip-Checks:true\n\n",
        "Fix [skip web, api]",
        "Fix [skip web][skip API]"
      })
  void aMarkerInTheMessageOfThePushedCommitSkips(String message) {
    assertThat(taken(TWO, saying(message))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "skip ci",
        "[skip  ci]",
        "skip-checks: true",
        "Fix\n\nskip-checks: true\n\nmore",
        "Fix\n\nskip-checks: truer",
        "Revert \"Fix [skip ci]\"\n\nThis reverts commit 1.",
        "Reapply \"Fix [skip ci]\"",
        "[skip webb]",
        "[skip ]"
      })
  void whatOnlyLooksLikeAMarkerSkipsNothing(String message) {
    assertThat(taken(TWO, saying(message))).containsExactly("web", "api");
  }

  @Test
  void aMessageOf64KilobytesOfControlCharactersIsReadAsAnyOther() {
    String noise = "\u001b[31m\u0000\r\n".repeat(8192);

    assertThat(taken(TWO, saying("Fix" + noise))).containsExactly("web", "api");
    assertThat(taken(TWO, saying("Fix [skip ci]" + noise))).isEmpty();
  }

  @Test
  void aMarkerCanNameItsRoute() {
    assertThat(taken(TWO, saying("Fix [skip web]"))).containsExactly("api");
  }

  @Test
  void theMarkerOfAnOlderCommitOfThePushSkipsNothing() {
    assertThat(taken(TWO, History.changing("api/x").message(1, "[skip ci]")))
        .containsExactly("web", "api");
  }

  @Test
  void aBranchNamedLikeAMarkerSkipsNothing() {
    var decisions = new Decider(TWO, saying("Fix")).decide(event(push("[skip ci]"))).all();

    assertThat(decisions.getFirst().outcome()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void aRouteCanIgnoreMarkers() {
    Definition definition =
        definition(with(route("web", branches("**"), PathFilter.NONE), Option.IGNORE_SKIP));

    assertThat(taken(definition, saying("[skip ci]"))).containsExactly("web");
  }

  @Test
  void aTagIsNotSkippedByTheCommitUnderIt() {
    Definition definition = definition(route("rel", new On.Tags(Shop.REPOSITORY, NameFilter.ALL)));
    var tag = event(push(Ref.tag("v1"), Optional.empty(), Optional.of(commit(2))));

    assertThat(new Decider(definition, saying("[skip ci]")).decide(tag).all().getFirst().outcome())
        .isInstanceOf(Outcome.Started.class);
  }

  @Test
  void theDecisionNamesTheMarkerAndTheCommit() {
    Decision decision =
        new Decider(TWO, saying("[Skip CI]")).decide(event(push("main"))).all().getFirst();

    assertThat(decision.outcome())
        .isEqualTo(new Outcome.Skipped("the commit's message asks for it"));
    assertThat(decision.grounds())
        .hasValue(
            new Grounds(Clause.IGNORE_SKIP, Optional.of("[skip ci]"), List.of(commit(2).value())));
  }

  @Test
  void aMessageThatCannotBeReadSkipsNothingAndIsSaid() {
    Source denied =
        new Source() {
          @Override
          public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
            return List.of(History.added("api/x"));
          }

          @Override
          public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
            return Optional.of(one);
          }

          @Override
          public Optional<CommitId> head(String branch) {
            return Optional.empty();
          }

          @Override
          public Optional<String> message(CommitId commit) {
            throw new Refused("access denied");
          }
        };

    assertThat(taken(TWO, denied)).containsExactly("web", "api");
    assertThat(
            new Decider(TWO, _ -> denied)
                .decide(event(push("main")))
                .all()
                .getFirst()
                .outcome()
                .reason())
        .isEqualTo(
            "the branch matches, and the commit's message could not be read to look for skip"
                + " markers: access denied");
  }
}
