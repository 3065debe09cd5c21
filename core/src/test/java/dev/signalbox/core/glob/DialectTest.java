package dev.signalbox.core.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Random;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  @ParameterizedTest(name = "{0} and {1}: codepipeline {2}, github {3}, ours {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "**/README.md        | README.md       | false | true  | true",
        "common/**/*.js      | common/x.js     | false | true  | true",
        "common/**/*.js      | common/a/x.js   | true  | true  | true",
        "a/**/b              | a/b             | false | true  | true",
        "**.js               | src/js/app.js   | true  | true  | true",
        "*.jsx?              | page.js         | false | true  | false",
        "*.jsx?              | page.jsx        | false | true  | false",
        "*.jsx?              | page.jsxy       | true  | false | true",
        "v[12].[0-9]+.[0-9]+ | v1.10.1         | false | true  | false",
        "v[12].[0-9]+.[0-9]+ | v1..1           | false | false | false",
        "projectA/**         | projectA        | false | false | false",
        "projectA/**         | projectA/x/y    | true  | true  | true",
        "v[^0-9]*            | v1              | true  | true  | true",
        "v[!0-9]*            | vx              | true  | false | true",
        "docs                | docs/a          | false | false | false",
        "*.md                | .md             | true  | true  | true",
        "{a,b}               | a               | true  | false | true",
        "{a,b}               | {a,b}           | false | true  | false",
        "prod*               | prod/x.tf       | false | false | false",
        "prod*               | production.tf   | true  | true  | true",
        "Octocat?            | Octoca          | false | true  | false",
        "a+                  | aaa             | false | true  | false",
        "a+                  | a+              | true  | false | true",
        "a\\+                | a+              | true  | true  | true",
      })
  void aPatternMeansWhatItsDialectSays(
      String pattern, String text, boolean codepipeline, boolean github, boolean ours) {
    assertThat(Glob.of(pattern, Dialect.CODEPIPELINE).matches(text)).isEqualTo(codepipeline);
    assertThat(Glob.of(pattern, Dialect.GITHUB).matches(text)).isEqualTo(github);
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a", "+", "*?", "**+", "a++", "a?+", "!", "x/**/?"})
  void inGitHubsDialectThereMustBeACharacterToRepeat(String pattern) {
    assertThatThrownBy(() -> Glob.of(pattern, Dialect.GITHUB))
        .isInstanceOf(GlobSyntaxException.class);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"README.md, true", "hello.md, true", "CHANGES.md, false", "README.txt, true"})
  void inGitHubsDialectTheLastPatternOfAListThatMatchesDecides(String text, boolean chosen) {
    List<Glob> list =
        List.of("*.md", "!README.md", "!CHANGES.md", "README*").stream()
            .map(pattern -> Glob.of(pattern, Dialect.GITHUB))
            .toList();

    assertThat(Glob.choosing(list, text).isPresent()).isEqualTo(chosen);
  }

  /** The language that CodePipeline's documentation describes is that of java.nio. */
  @Test
  void theCodePipelineDialectAgreesWithJavasOwnOnRandomPatternsAndTexts() {
    var random = new Random(7);
    int compared = 0;
    for (int i = 0; i < 200_000; i++) {
      String pattern = some(random, "ab*?/{,}[]!-\\.", 1 + random.nextInt(7));
      String text = path(random);
      PathMatcher theirs;
      try {
        theirs = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      } catch (PatternSyntaxException e) {
        continue;
      }
      Glob ours;
      try {
        ours = Glob.of(pattern, Dialect.CODEPIPELINE);
      } catch (GlobSyntaxException e) {
        continue;
      }
      compared++;
      assertThat(ours.matches(text))
          .as("'%s' and '%s'", pattern, text)
          .isEqualTo(theirs.matches(Path.of(text)));
    }
    assertThat(compared).isGreaterThan(50_000);
  }

  private static String some(Random random, String characters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder(some(random, "ab.-", 1 + random.nextInt(2)));
    for (int i = random.nextInt(3); i > 0; i--) {
      path.append('/').append(some(random, "ab.-", 1 + random.nextInt(2)));
    }
    return path.toString();
  }

  @ParameterizedTest
  @EnumSource
  void aPatternMadeToBacktrackComesToAnEndInEveryDialect(Dialect dialect) {
    Glob glob = Glob.of("a*".repeat(30) + "b", dialect);
    String text = "a".repeat(4000);
    assertThat(glob.matches(text)).isFalse();
  }
}
