package dev.signalbox.definitions.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.definitions.Checked;
import dev.signalbox.definitions.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns that mean other things to other tools. */
class DivergenceTest {
  private static Checked check(String top, String route) {
    return DefinitionFile.check(
        "f",
        """
        version: 1
        TOP
        accounts:
          dev: {id: "111111111111", region: eu-west-1, role: target}
        repositories:
          shop: {account: dev}
        routes:
          - name: web
            start: {pipeline: shop-web, account: dev}
            on: {repository: shop}
            ROUTE
        """
            .replace("TOP", top)
            .replace("ROUTE", route)
            .getBytes(UTF_8));
  }

  private static List<String> problems(String top, String route) {
    return check(top, route).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void aPatternThatMeansSomethingElseToOthersIsWarnedOfWithATextThatShowsIt() {
    assertThat(problems("", "paths: [\"docs/**/*.md\"]"))
        .containsExactly(
            "f:11:13: warning: 'docs/**/*.md' means something else to others: in 'codepipeline' it"
                + " does not match 'docs/.md' (say 'dialect: signalbox' if it is meant so)");
    assertThat(problems("", "paths: [\"*.jsx?\"]").getFirst())
        .contains("in 'github' it matches '.js'");
    assertThat(problems("", "paths: [\"{a,b}/x\"]").getFirst())
        .contains("in 'github' it does not match 'a/x'");
  }

  @Test
  void aWarningKeepsNothingFromTakingEffect() {
    assertThat(check("", "paths: [\"**/*.md\"]").definition()).isPresent();
  }

  @Test
  void whoSaysWhichDialectHeMeansIsNotWarned() {
    assertThat(problems("dialect: signalbox", "paths: [\"**/*.md\"]")).isEmpty();
    assertThat(problems("", "dialect: signalbox\n    paths: [\"**/*.md\"]")).isEmpty();
  }

  @Test
  void whoWritesInAnothersDialectIsToldWhereItIsNotOurs() {
    assertThat(problems("dialect: codepipeline", "paths: [\"**/README.md\"]"))
        .singleElement()
        .asString()
        .contains("in 'signalbox' it matches 'README.md'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web/**", "*.md", "web/*", "src/a.js", "[ab]/x", "**.js"})
  void whatMeansTheSameToAllIsNotWarnedOf(String pattern) {
    assertThat(problems("", "paths: [\"" + pattern + "\"]")).isEmpty();
  }

  @Test
  void aPatternIsWarnedOfOnce() {
    assertThat(problems("", "paths: {include: [\"**/x\"], unless-only: [\"**/x\"]}")).hasSize(1);
  }

  @Test
  void anUnknownDialectIsAnErrorWithASuggestion() {
    assertThat(problems("dialect: gitub", "paths: [a]"))
        .containsExactly("f:2:10: there is no dialect 'gitub', did you mean 'github'?");
  }

  @Test
  void aListThatBeginsByTakingBackIsAnError() {
    assertThat(problems("dialect: github", "paths: [\"!a\"]").getFirst())
        .contains("takes back before anything is chosen");
  }

  @Test
  void whatIsBothIncludedAndExcludedIsWarnedOf() {
    assertThat(problems("", "paths: {include: [a, b], exclude: [b]}"))
        .containsExactly("f:11:12: warning: 'b' is both included and excluded: it is excluded");
  }
}
