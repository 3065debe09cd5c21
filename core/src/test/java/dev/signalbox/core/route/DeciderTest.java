package dev.signalbox.core.route;

import static dev.signalbox.core.route.Shop.branches;
import static dev.signalbox.core.route.Shop.definition;
import static dev.signalbox.core.route.Shop.event;
import static dev.signalbox.core.route.Shop.newBranch;
import static dev.signalbox.core.route.Shop.paths;
import static dev.signalbox.core.route.Shop.push;
import static dev.signalbox.core.route.Shop.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Event;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import dev.signalbox.core.route.Grounds.Clause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeciderTest {
  private static List<Decision> decide(Definition definition, Sources sources, Push push) {
    return new Decider(definition, sources).decide(event(push)).all();
  }

  private static List<String> taken(List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.outcome() instanceof Outcome.Started)
        .map(decision -> decision.route().orElseThrow().name())
        .toList();
  }

  private static List<String> takenOn(String branch, String... changed) {
    return taken(decide(definition(), History.changing(changed), push(branch)));
  }

  private static Decision of(List<Decision> decisions, String route) {
    return decisions.stream()
        .filter(d -> d.route().map(Route::name).equals(Optional.of(route)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "a change of {1} on {0} starts {2}")
  @CsvSource({
    "main,            web/a.js,                  web",
    "main,            web/README.md,             docs",
    "main,            web/README.md web/a.js,    web docs",
    "main,            README.md,                 docs",
    "main,            libs/common/x,             api",
    "release/1.0,     api/x,                     api",
    "release/1/0,     api/x,                     ''",
    "Release/1.0,     api/x,                     ''",
    "main,            api/x web/x docs/x,        web api docs",
    "main,            WEB/a.js,                  ''",
    "feature/a/b/c,   anything,                  ci",
    "feature,         anything,                  ''",
    "feature/ü🚀,     anything,                  ci",
  })
  void aPushStartsTheRoutesWhoseFiltersItMeets(String branch, String changed, String routes) {
    assertThat(String.join(" ", takenOn(branch, changed.split(" ")))).isEqualTo(routes);
  }

  @Test
  void everyRouteThatIsNotTakenSaysWhichClauseRefusedItAndShowsAWitness() {
    List<Decision> decisions =
        decide(definition(), History.changing("web/README.md", "web/b.md"), push("main"));

    assertThat(decisions).hasSize(4);
    assertThat(of(decisions, "web").outcome().reason())
        .isEqualTo("all 2 matching files are excluded");
    assertThat(of(decisions, "web").grounds())
        .hasValue(
            new Grounds(
                Clause.PATHS_EXCLUDE,
                Optional.of("**/*.md"),
                List.of("web/README.md", "web/b.md")));
    assertThat(of(decisions, "api").grounds())
        .hasValue(
            new Grounds(
                Clause.PATHS_INCLUDE, Optional.of("api/**"), List.of("web/README.md", "web/b.md")));
    assertThat(of(decisions, "ci").grounds())
        .hasValue(new Grounds(Clause.BRANCHES, Optional.of("feature/**"), List.of("main")));
  }

  @Test
  void aRouteThatIsTakenShowsItsPatternAndTheFirstFileThatMatched() {
    Decision web =
        of(
            decide(definition(), History.changing("docs/x", "libs/ui/a", "web/b"), push("main")),
            "web");

    assertThat(web.grounds())
        .hasValue(
            new Grounds(Clause.PATHS_INCLUDE, Optional.of("libs/ui/**"), List.of("libs/ui/a")));
  }

  @Test
  void whereNoRouteTakesThePushThatIsADecisionToo() {
    List<Decision> decisions = decide(definition(), History.changing("x"), push("other"));

    assertThat(decisions).hasSize(5);
    assertThat(decisions.getLast().outcome()).isInstanceOf(Outcome.NoRoute.class);
  }

  @ParameterizedTest
  @CsvSource({
    "web/a.js web/README.md, exclude,     true",
    "web/a.js web/README.md, veto,        false",
    "web/a.js web/README.md, unless-only, true",
    "web/README.md,          exclude,     false",
    "web/README.md,          veto,        false",
    "web/README.md,          unless-only, false",
    "web/a.js,               exclude,     true",
    "web/a.js,               veto,        true",
    "web/a.js,               unless-only, true",
    "web/README.md docs/x,   unless-only, true",
  })
  void theThreeMeaningsOfAnExclusionDiffer(String changed, String meaning, boolean starts) {
    var filter =
        switch (meaning) {
          case "exclude" -> paths("web/**").excluding("**/*.md").filter();
          case "veto" -> paths("web/**").vetoed("**/*.md").filter();
          default -> paths("web/**").unlessOnly("**/*.md").filter();
        };

    List<Decision> decisions =
        decide(
            definition(route("web", branches("main"), filter)),
            History.changing(changed.split(" ")),
            push("main"));

    assertThat(taken(decisions)).isEqualTo(starts ? List.of("web") : List.of());
  }

  @Test
  void excludesAloneMeanEverythingButThose() {
    Definition definition =
        definition(route("all", branches("main"), paths().excluding("docs/**").filter()));

    assertThat(taken(decide(definition, History.changing("docs/x"), push("main")))).isEmpty();
    assertThat(taken(decide(definition, History.changing("docs/x", "y"), push("main"))))
        .containsExactly("all");
  }

  @Test
  void theSamePatternIncludedAndExcludedIsExcluded() {
    Definition definition =
        definition(route("none", branches("main"), paths("a/**").excluding("a/**").filter()));

    assertThat(taken(decide(definition, History.changing("a/x"), push("main")))).isEmpty();
  }

  @Test
  void aDeletedFileIsAChangeAndAMoveIsTwo() {
    var history =
        new History()
            .commit(1, 0, History.added("web/a"))
            .commit(
                2,
                1,
                List.of(
                    new Change(Change.Kind.DELETED, "web/a"),
                    new Change(Change.Kind.ADDED, "api/a")));

    assertThat(taken(decide(definition(), history, push("main")))).containsExactly("web", "api");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web/with space",
        "web/quote'\"",
        "web/tab\t",
        "web/*",
        "web/[",
        "web/new\nline",
        "web/e\u0301",
        "web/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t"
      })
  void anyNameThatGitAllowsIsMatchedAsItIs(String path) {
    assertThat(takenOn("main", path)).containsExactly("web");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x;curl${IFS}e|sh",
        "a$(id)b",
        "`id`&&a>b",
        "-x",
        "@",
        "HEAD",
        "#{codepipeline.X}",
        "<!channel><script>{{7}}",
        "=cmd",
        "%0d%0aSet",
        "__proto__"
      })
  void aBranchNameIsDataWhateverItLooksLike(String name) {
    assertThat(takenOn("feature/" + name, "x")).containsExactly("ci");
  }

  @Test
  void aPathOfFourThousandCharactersIsMatched() {
    assertThat(takenOn("main", "web/" + "x".repeat(4092))).containsExactly("web");
  }

  @Test
  void aFileOnTheLastPageOfManyStartsItsRoute() {
    String[] files = new String[12_345];
    for (int i = 0; i < files.length; i++) {
      files[i] = i < 12_344 ? "other/" + i : "zapi/x";
    }
    Definition definition = definition(route("zapi", branches("main"), paths("zapi/**").filter()));

    assertThat(taken(decide(definition, History.changing(files), push("main"))))
        .containsExactly("zapi");
  }

  @Test
  void readingStopsOnceEveryRouteIsDecided() {
    var history = History.changing("web/a", "web/b", "web/c", "web/d").pagesOf(1);
    Definition definition = definition(route("web", branches("main"), paths("web/**").filter()));

    decide(definition, history, push("main"));

    assertThat(history.pagesRead()).isEqualTo(1);
  }

  @Test
  void aRouteThatCanBeVetoedIsDecidedOnlyAtTheEnd() {
    var history = History.changing("web/a", "web/b", "web/c", "secret").pagesOf(1);
    Definition definition =
        definition(route("web", branches("main"), paths("web/**").vetoed("secret").filter()));

    assertThat(taken(decide(definition, history, push("main")))).isEmpty();
  }

  @Test
  void allCommitsOfAPushCountNotOnlyTheLast() {
    var history =
        new History()
            .commit(1, 0, History.added("x"))
            .commit(3, 1, History.added("web/x"))
            .commit(4, 3, History.added("api/x"))
            .commit(2, 4, History.added("docs/x"));

    assertThat(taken(decide(definition(), history, push("main"))))
        .containsExactly("web", "api", "docs");
  }

  @Test
  void aPushThatChangesNothingStartsOnlyRoutesWithoutPaths() {
    Definition definition =
        definition(
            route("paths", branches("main"), paths("**").filter()),
            route("always", branches("main"), PathFilter.NONE));
    List<Decision> decisions = decide(definition, History.changing(), push("main"));

    assertThat(taken(decisions)).containsExactly("always");
    assertThat(of(decisions, "paths").outcome().reason()).isEqualTo("nothing has changed");
  }

  @Test
  void aRouteWithoutPathsAsksTheRepositoryNothing() {
    Definition definition = definition(route("always", branches("main"), PathFilter.NONE));

    List<Decision> decisions = decide(definition, new History(), push("main"));

    assertThat(taken(decisions)).containsExactly("always");
  }

  @Test
  void aDeletedBranchStartsNothing() {
    List<Decision> decisions =
        decide(
            definition(),
            new History(),
            push(Ref.branch("feature/x"), Optional.of(Shop.commit(1)), Optional.empty()));

    assertThat(of(decisions, "ci").outcome().reason()).contains("deleted");
  }

  @Test
  void aTagIsNotABranchOfTheSameName() {
    List<Decision> decisions =
        decide(
            definition(),
            new History(),
            push(Ref.tag("feature/x"), Optional.empty(), Optional.of(Shop.commit(2))));

    assertThat(taken(decisions)).isEmpty();
  }

  @Test
  void theSameNameInAnotherRegionIsAnotherRepository() {
    Push elsewhere =
        new Push(
            "d",
            new Repository(Shop.TOOLS.id(), new Region("us-east-1"), "shop"),
            Ref.branch("feature/x"),
            Optional.empty(),
            Optional.of(Shop.commit(2)),
            Shop.NOON);

    List<Decision> decisions = decide(definition(), new History(), elsewhere);

    assertThat(of(decisions, "ci").grounds().orElseThrow().clause()).isEqualTo(Clause.REPOSITORY);
    assertThat(decisions.getLast().outcome().reason()).contains("is not in the definition");
  }

  @Test
  void anAccountThatIsNotListedIsNotBelieved() {
    Push foreign =
        new Push(
            "d",
            new Repository(new AccountId("999999999999"), Shop.TOOLS.region(), "shop"),
            Ref.branch("main"),
            Optional.empty(),
            Optional.of(Shop.commit(2)),
            Shop.NOON);

    assertThat(decide(definition(), new History(), foreign))
        .singleElement()
        .satisfies(d -> assertThat(d.outcome()).isInstanceOf(Outcome.Rejected.class));
  }

  @Test
  void aSuspectEventIsRejectedWithItsReason() {
    var decisions =
        new Decider(definition(), new History())
            .decide(new Event.Suspect("d", "two accounts", Shop.NOON));

    assertThat(decisions.all().getFirst().outcome())
        .isEqualTo(new Outcome.Rejected("two accounts"));
  }

  @Test
  void aTargetBehindABusIsForwardedTo() {
    var prod =
        new Route(
            "prod",
            Shop.REPOSITORY,
            branches("main"),
            PathFilter.NONE,
            Shop.start("prod", Shop.PROD));

    assertThat(decide(definition(prod), new History(), push("main")).getFirst().outcome())
        .isEqualTo(new Outcome.Forwarded("the branch matches", "signalbox"));
  }

  @Test
  void whereTheDifferenceCannotBeReadRoutesThatNeedItFailAndOthersStart() {
    Definition definition =
        definition(
            route("paths", branches("**"), paths("**").filter()),
            route("always", branches("**"), PathFilter.NONE));

    List<Decision> decisions = decide(definition, new History(), newBranch("x"));

    assertThat(taken(decisions)).containsExactly("always");
    assertThat(of(decisions, "paths").outcome()).isInstanceOf(Outcome.Failed.class);
  }
}
