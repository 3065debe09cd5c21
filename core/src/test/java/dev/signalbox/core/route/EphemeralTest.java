package dev.signalbox.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.glob.Glob;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Repository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EphemeralTest {
  private static final String BIDI = "user\u202Egnp.exe";
  private static final String COMPOSED = "caf\u00e9";
  private static final String DECOMPOSED = "cafe\u0301";

  private static Ephemeral plan(String name) {
    return new Ephemeral(
        Shop.start("preview", Shop.TOOLS).target().pipeline(),
        name,
        Duration.ofDays(7),
        Ephemeral.OnDelete.STOP,
        50);
  }

  private static String name(String branch) {
    return plan("shop-${branch}").pipelineOf(push(Shop.REPOSITORY, Ref.branch(branch))).name();
  }

  private static Push push(Repository repository, Ref ref) {
    return new Push("d", repository, ref, Optional.empty(), Optional.of(Shop.commit(2)), Shop.NOON);
  }

  private static Route previews(String... branches) {
    Start start = Shop.start("preview", Shop.TOOLS);
    return new Route(
        "previews",
        new On.Branches(Shop.REPOSITORY, Shop.branches(branches)),
        PathFilter.NONE,
        new Start(start.target(), start.variables(), Optional.of(plan("shop-${branch}"))),
        Set.of());
  }

  private static Decision decide(Push push, String... guarded) {
    var routes =
        new Routes(
            List.of(Shop.TOOLS),
            List.of(
                new WatchedRepository(
                    Shop.REPOSITORY,
                    "main",
                    Stream.of(guarded).map(Glob::of).toList(),
                    Shop.TOOLS.reach())),
            List.of(previews("**")));
    return new Decider(new Definition("v1", routes), History.changing("a"))
        .decide(Shop.event(push))
        .all()
        .getFirst();
  }

  private static Push pushed(String branch) {
    return push(Shop.REPOSITORY, Ref.branch(branch));
  }

  private static Push deleted(String branch) {
    return new Push(
        "d",
        Shop.REPOSITORY,
        Ref.branch(branch),
        Optional.of(Shop.commit(1)),
        Optional.empty(),
        Shop.NOON);
  }

  private static Stream<List<String>> twins() {
    return Stream.of(
        List.of("feature/A", "Feature/a", "feature-a", "feature/a"),
        List.of("a/b", "a-b", "a--b", "a_b"),
        List.of(COMPOSED, DECOMPOSED, "cafe"),
        List.of("m\u0430in", "main"),
        List.of("\u5206\u652f", "\u652f\u5206"),
        List.of("x".repeat(255), "x".repeat(254), "x".repeat(254) + "y"));
  }

  @ParameterizedTest
  @MethodSource("twins")
  void branchesThatLookAlikeHaveDifferentPipelines(List<String> branches) {
    assertThat(branches.stream().map(EphemeralTest::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x;curl${IFS}e|sh",
        "$(curl${IFS}x)",
        "a$(id)b",
        "`id`",
        "-x",
        "--upload-pack=x",
        "@",
        "HEAD",
        "a&&b",
        "a'b\"c",
        "<!channel>",
        "{{7}}",
        "=cmd",
        "%0d%0aSet",
        "__proto__",
        BIDI,
        "${branch}",
        "shop-prod"
      })
  void whateverABranchIsCalledItsPipelineHasALegalName(String branch) {
    assertThat(name(branch)).matches("shop-[a-z0-9.@_-]{0,78}[0-9a-f]{16}");
  }

  @ParameterizedTest(name = "{0} -> {1}-…")
  @CsvSource({
    "feature/Login,            shop-feature-login",
    "$(curl${IFS}x),           shop-curl-ifs-x",
    "///,                      shop",
    "v1.2_x@y,                 shop-v1.2_x@y",
  })
  void theNameTellsWhichBranchItIs(String branch, String readable) {
    assertThat(name(branch)).matches(Pattern.quote(readable) + "-[0-9a-f]{16}");
  }

  @Test
  void theNameIsTheSameForEver() {
    assertThat(name("feature/login")).isEqualTo("shop-feature-login-d1ecad7062466e76");
  }

  @Test
  void aLongBranchHasAShortName() {
    assertThat(name("x".repeat(256))).hasSize(100);
  }

  @Test
  void theSameBranchOfAnotherRepositoryHasAnotherPipeline() {
    var other = new Repository(Shop.TOOLS.id(), Shop.TOOLS.region(), "other");

    assertThat(plan("a-${branch}").pipelineOf(push(other, Ref.branch("b"))))
        .isNotEqualTo(plan("a-${branch}").pipelineOf(push(Shop.REPOSITORY, Ref.branch("b"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "shop-${commit}", "a b ${branch}", "${branch", "é${branch}"})
  void aPatternWithoutTheBranchOrWithMoreIsNone(String pattern) {
    assertThatThrownBy(() -> plan(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPushOfABranchIsDecidedAboutForItsOwnPipeline() {
    Decision decision = decide(pushed("feature/login"));

    assertThat(decision.outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(decision.target().orElseThrow().pipeline().name()).isEqualTo(name("feature/login"));
  }

  @Test
  void aBranchWithItsOwnPipelineThatIsDeletedStartsNothing() {
    Decision decision = decide(deleted("feature/login"));

    assertThat(decision.outcome())
        .isEqualTo(new Outcome.Skipped("the branch was deleted, its own pipeline goes with it"));
    assertThat(decision.grounds().orElseThrow().clause()).isEqualTo(Grounds.Clause.EPHEMERAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "release/1", "prod"})
  void aProtectedBranchHasNoPipelineOfItsOwnMadeOrDeleted(String branch) {
    for (Push push : List.of(pushed(branch), deleted(branch))) {
      Decision decision = decide(push, "release/**", "prod");

      assertThat(decision.outcome()).isInstanceOf(Outcome.Skipped.class);
      assertThat(decision.grounds().orElseThrow().clause()).isEqualTo(Grounds.Clause.PROTECTED);
    }
  }

  @Test
  void aBranchThatOnlyLooksProtectedIsNot() {
    assertThat(decide(pushed("m\u0430in")).outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(decide(pushed(DECOMPOSED), COMPOSED).outcome()).isInstanceOf(Outcome.Started.class);
    assertThat(decide(pushed("domain"), "ma*").outcome()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void aTagOfTheSameNameIsNotTheBranch() {
    Push tag = push(Shop.REPOSITORY, Ref.tag("feature/login"));

    assertThat(decide(tag).outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(decide(tag).grounds().orElseThrow().clause()).isEqualTo(Grounds.Clause.ON);
  }

  @Test
  void aBranchThatCodePipelineWouldReadAsAnExpressionGetsNone() {
    Decision decision = decide(pushed("#{codepipeline.PipelineExecutionId}"));

    assertThat(decision.outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(decision.outcome().reason()).contains("'#{'");
  }

  @Test
  void twoRoutesThatMakeThePipelinesOfOneTemplateAlikeAreTold() {
    Route one = previews("feature/**");
    Route two =
        new Route("more", one.on(), one.paths(), one.start(), Set.of(Route.Option.IGNORE_SKIP));
    Route template = Shop.route("template", one.on());

    assertThat(Proofs.of(List.of(one, two)))
        .singleElement()
        .satisfies(proof -> assertThat(proof.message()).contains("'previews' starts the same"));
    assertThat(
            Proofs.of(
                List.of(
                    one,
                    new Route(
                        "plain",
                        template.on(),
                        template.paths(),
                        Shop.start("preview", Shop.TOOLS),
                        Set.of()))))
        .isEmpty();
  }
}
