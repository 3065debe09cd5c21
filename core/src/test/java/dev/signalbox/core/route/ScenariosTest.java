package dev.signalbox.core.route;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.commit;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.globs;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Unavailable;
import dev.signalbox.core.glob.Dialect;
import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.route.Change.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shop with every kind of route, and what its pushes start. */
class ScenariosTest {
  private static final Definition SHOP =
      definition(
          route(
              "web", branches("main"), paths("web/**", "libs/ui/**").excluding("**/*.md").filter()),
          route("api", branches("main", "release/*"), paths("api/**", "libs/common/**").filter()),
          route("docs", branches("main"), paths("docs/**", "**/*.md").filter()),
          route("ci", branches("feature/**"), PathFilter.NONE),
          route(
              "rel",
              new On.Tags(Shop.REPOSITORY, new NameFilter(globs("v*.*.*"), globs("*-rc*")))));

  private static List<Decision> decide(Definition definition, Source source, Push push) {
    return new Decider(definition, _ -> source).decide(event(push)).all();
  }

  private static List<String> taken(List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.outcome() instanceof Outcome.Started)
        .map(decision -> decision.route().orElseThrow().name())
        .toList();
  }

  @Test
  void oneFileStartsOneRouteAndEveryOtherSaysWhyNot() {
    List<Decision> decisions = decide(SHOP, History.changing("web/a.js"), push("main"));

    assertThat(taken(decisions)).containsExactly("web");
    assertThat(decisions)
        .hasSize(5)
        .allSatisfy(decision -> {
          assertThat(decision.outcome().reason()).isNotBlank();
          assertThat(decision.grounds().orElseThrow().witnesses()).isNotEmpty();
        });
  }

  @Test
  void aFileAtTheRootIsNoDocumentInCodePipelinesDialect() {
    PathFilter theirs =
        new PathFilter(
            List.of(
                Glob.of("docs/**", Dialect.CODEPIPELINE), Glob.of("**/*.md", Dialect.CODEPIPELINE)),
            List.of(),
            List.of(),
            List.of());
    Definition definition = definition(route("docs", branches("main"), theirs));

    assertThat(taken(decide(definition, History.changing("README.md"), push("main")))).isEmpty();
    assertThat(taken(decide(definition, History.changing("a/README.md"), push("main"))))
        .containsExactly("docs");
  }

  @Test
  void aTagIsNotAskedForItsFilesUnlessItsRouteSaysSo() {
    Push tag = push(Ref.tag("v1.2.3"), Optional.empty(), Optional.of(commit(2)));

    assertThat(taken(decide(SHOP, History.changing("nothing/of/interest"), tag)))
        .containsExactly("rel");
  }

  @Test
  void aFileWhoseModeAloneHasChangedHasChanged() {
    assertThat(taken(decide(SHOP, History.changing("api/run.sh"), push("main"))))
        .containsExactly("api");
  }

  /** The same intent, as other tools document what comes of it. */
  @ParameterizedTest(name = "{0}: {1} with {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Azure trigger paths     | docs/**      | exclude     | docs/a              | false",
        "Azure trigger paths     | docs/**      | exclude     | docs/a src/b        | true",
        "Azure, excludes only    | docs/**      | exclude     | src/b               | true",
        "Buildkite skip_path     | '**/*.md'    | exclude     | a.md b.go           | true",
        "Buildkite except_path   | '**/*.md'    | veto        | a.md b.go           | false",
        "Prow skip_if_only       | '**/*.md'    | unless-only | a.md docs/b.md      | false",
        "Prow skip_if_only       | '**/*.md'    | unless-only | a.md b.go           | true",
        "Tekton ignore (PaC)     | '**/*.md'    | veto        | .tekton/x.yaml README.md main.go |"
            + " false",
        "GitHub paths-ignore     | docs/**      | unless-only | docs/a              | false",
        "GitHub paths-ignore     | docs/**      | unless-only | docs/a src/b        | true",
      })
  void whatOtherToolsCallExcludingIsSaidByName(
      String tool, String pattern, String meaning, String changed, boolean starts) {
    String glob = pattern.replace("'", "");
    PathFilter filter =
        switch (meaning) {
          case "exclude" -> paths().excluding(glob).filter();
          case "veto" -> paths().vetoed(glob).filter();
          default -> paths().unlessOnly(glob).filter();
        };
    Definition definition = definition(route("r", branches("main"), filter));

    assertThat(taken(decide(definition, History.changing(changed.split(" ")), push("main"))))
        .as(tool)
        .isEqualTo(starts ? List.of("r") : List.of());
  }

  @Test
  void aDifferenceThatBreaksOffIsNeverTakenForOneWithoutMatches() {
    Source breaking = pages(List.of(History.added("other/a"), List.of()), true);

    assertThatThrownBy(() -> decide(SHOP, breaking, push("main"))).isInstanceOf(Unavailable.class);
  }

  @Test
  void whatIsDecidedBeforeADifferenceBreaksOffStands() {
    Definition definition = definition(route("api", branches("main"), paths("api/**").filter()));
    Source breaking = pages(List.of(History.added("api/a"), List.of()), true);

    assertThat(taken(decide(definition, breaking, push("main")))).containsExactly("api");
  }

  @Test
  void anEmptyPageIsNotTheEnd() {
    Definition definition = definition(route("api", branches("main"), paths("api/**").filter()));
    Source paged = pages(List.of(List.of(), History.added("api/a")), false);

    assertThat(taken(decide(definition, paged, push("main")))).containsExactly("api");
  }

  /** These pages, and then, if it breaks, no more. */
  private static Source pages(List<List<Change>> pages, boolean breaks) {
    return new Source() {
      @Override
      public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
        return () ->
            pages.stream()
                .peek(page -> {
                  if (breaks && page.isEmpty()) {
                    throw new Unavailable("throttled");
                  }
                })
                .iterator();
      }

      @Override
      public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
        return Optional.of(one);
      }

      @Override
      public Optional<CommitId> head(String branch) {
        return Optional.empty();
      }
    };
  }

  @Test
  void addingAndTakingBackInOnePushChangesNothing() {
    Source reverted = pages(List.of(List.<Change>of()), false);

    assertThat(decide(SHOP, reverted, push("main")).getFirst().outcome())
        .isEqualTo(new Outcome.Skipped("nothing has changed"));
  }

  @Test
  void aMoveBetweenTwoRoutesConcernsBoth() {
    var history =
        new History()
            .commit(1, 0, History.added("web/a"))
            .commit(
                2, 1, List.of(new Change(Kind.DELETED, "web/a"), new Change(Kind.ADDED, "api/a")));

    assertThat(taken(decide(SHOP, history, push("main")))).containsExactly("web", "api");
  }

  @Test
  void theSameQuestionHasTheSameAnswerToTheLetter() {
    History history = History.changing("web/README.md", "api/x", "libs/ui/y");

    assertThat(decide(SHOP, history, push("main"))).isEqualTo(decide(SHOP, history, push("main")));
  }

  @Test
  void aPathOfTwentyFoldersAndEveryStrangeCharacterIsMatchedAsItIs() {
    String strange = "web/" + "d/".repeat(20) + "a b'\"\t*[?{\n\\e\u0301\ud83d\ude80\ud800";

    assertThat(taken(decide(SHOP, History.changing(strange), push("main")))).containsExactly("web");
  }

  @Test
  void memoryIsBoundedHoweverManyFilesAPushChanges() {
    Iterable<List<Change>> endless =
        () -> Stream.generate(() -> History.added("other/x", "other/y")).limit(100_000).iterator();
    Source huge =
        new Source() {
          @Override
          public Iterable<List<Change>> changes(Optional<CommitId> from, CommitId to) {
            return endless;
          }

          @Override
          public Optional<CommitId> mergeBase(CommitId one, CommitId other) {
            return Optional.of(one);
          }

          @Override
          public Optional<CommitId> head(String branch) {
            return Optional.empty();
          }
        };
    Decision api = decide(SHOP, huge, push("main")).get(1);

    assertThat(api.outcome().reason()).isEqualTo("none of the 200000 changed files matches");
    assertThat(api.grounds().orElseThrow().witnesses()).hasSize(5);
  }

  @Test
  void manyLongNamesAreShortenedSoThatTheirRecordFits() {
    Route[] routes =
        IntStream.range(0, 1000)
            .mapToObj(i -> route("r" + i, branches("main"), paths("other" + i + "/**").filter()))
            .toArray(Route[]::new);
    String[] names =
        IntStream.range(0, 5)
            .mapToObj(i -> "web/" + i + "x".repeat(94) + "\ud83d\ude80".repeat(2000))
            .toArray(String[]::new);

    List<Decision> decisions = decide(definition(routes), History.changing(names), push("main"));

    assertThat(decisions.subList(0, 1000))
        .allSatisfy(decision ->
            assertThat(decision.grounds().orElseThrow().witnesses())
                .containsExactly("web/0" + "x".repeat(94) + "…"));
  }

  @Test
  void fewLongNamesAreKeptAsTheyAre() {
    String name = "web/" + "x".repeat(4000) + ".md";

    assertThat(decide(SHOP, History.changing(name), push("main")).getFirst().grounds())
        .hasValueSatisfying(grounds -> assertThat(grounds.witnesses()).containsExactly(name));
  }

  @Test
  void everyWayToOneCommitHasItsOwnStartAndEveryTellingOfOneWayTheSame() {
    List<String> moves = new ArrayList<>();
    for (String branch : Arrays.asList("main", "other")) {
      moves.add(push(branch).move());
      moves.add(push(branch).move());
    }

    assertThat(moves.stream().distinct()).hasSize(2);
  }
}
