package dev.signalbox.core.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "main              | main                | true",
        "main              | Main                | false",
        "main              | domain              | false",
        "release/*         | release/1.0         | true",
        "release/*         | release/1/0         | false",
        "release/**        | release/1/0         | true",
        "feature/**        | feature             | false",
        "feature/**        | feature/ü🚀          | true",
        "**/README.md      | README.md           | true",
        "**/README.md      | a/b/README.md       | true",
        "**/README.md      | aREADME.md          | false",
        "common/**/*.js    | common/x.js         | true",
        "common/**/*.js    | common/a/b/x.js     | true",
        "a/**/b            | a/b                 | true",
        "a/**/b            | a/x/y/b             | true",
        "a/**/b            | ab                  | false",
        "**.js             | src/js/app.js       | true",
        "*.jsx?            | page.js             | false",
        "*.jsx?            | page.jsx1           | true",
        "v[12].[0-9]+.[0-9]+ | v1.10.1           | false",
        "projectA/**       | projectA            | false",
        "v[^0-9]*          | v1                  | true",
        "v[!0-9]*          | v1                  | false",
        "v[!0-9]*          | vx                  | true",
        "docs              | docs/a              | false",
        "*.md              | .md                 | true",
        "{web,libs/ui}/**  | libs/ui/a/b.css     | true",
        "{web,libs/ui}/**  | libs/a/b.css        | false",
        "x{,y}             | x                   | true",
        "x{,y}             | xy                  | true",
        "{a/,b/}**/c       | a/c                 | true",
        "{a/,b/}**/c       | b/x/c               | true",
        "a?c               | a/c                 | false",
        "a[!x]c            | a/c                 | false",
        "a[+-0]c           | a/c                 | false",
        "?                 | 🚀                   | true",
        "[α-ω]             | λ                   | true",
        "[a-]              | -                   | true",
        "[-a]              | -                   | true",
        "a}b,c]            | a}b,c]              | true",
        "\\*\\{\\[\\?      | *{[?                | true",
        "\\*               | x                   | false",
        "a\\\\b            | a\\b                | true",
        "***               | a/b                 | true",
        "a**b              | a/x/b               | true",
        "*                 | a/b                 | false",
        "**                | a/b                 | true",
      })
  void aPatternMatchesTheTextsItCovers(String pattern, String text, boolean matches) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "quote'\"`",
        "tab\tin it",
        "new\nline",
        "cafe\u0301",
        "caf\u00e9",
        "x;curl${IFS}e|sh",
        "a$(id)b",
        "-x",
        "@",
        "\ud83d",
        "a\u202eb"
      })
  void everyNameIsMatchedByItselfEscapedAndByAStar(String name) {
    var escaped = new StringBuilder();
    name.codePoints()
        .forEach(c -> {
          if ("*?[]{}\\!,".indexOf(c) >= 0) {
            escaped.append('\\');
          }
          escaped.appendCodePoint(c);
        });

    assertThat(Glob.of(escaped.toString()).matches(name)).isTrue();
    assertThat(Glob.of("*").matches(name)).isTrue();
    assertThat(Glob.of(escaped + "x").matches(name)).isFalse();
  }

  @Test
  void composedAndDecomposedLettersAreTwoNames() {
    assertThat(Glob.of("caf\u00e9").matches("cafe\u0301")).isFalse();
  }

  @ParameterizedTest(name = "{0} is wrong at column {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''        | 1 | empty",
        "[abc      | 1 | never closed",
        "a[abc     | 2 | never closed",
        "{a,b      | 1 | never closed",
        "{a,{b,c}} | 4 | inside another",
        "a\\       | 2 | escapes nothing",
        "x[]       | 2 | matches nothing",
        "x[!]      | 2 | matches nothing",
        "[z-a]     | 2 | backwards",
        "[a/b]     | 3 | separator",
        "[+-/]     | 4 | separator",
        "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b} | 41 | more than 256",
        "🚀[abc    | 2 | never closed",
      })
  void aPatternThatIsNoneSaysWhere(String pattern, int column, String words) {
    assertThatThrownBy(() -> Glob.of(pattern))
        .isInstanceOfSatisfying(
            GlobSyntaxException.class, e -> assertThat(e.column()).isEqualTo(column))
        .hasMessageContaining(words);
  }

  @Test
  void aPatternOfMoreThanAThousandCharactersIsRefused() {
    assertThatThrownBy(() -> Glob.of("a".repeat(1001))).isInstanceOf(GlobSyntaxException.class);
  }

  /** The number of instructions is at most 1,000 times the text: no clock is needed to prove it. */
  @ParameterizedTest
  @ValueSource(strings = {"a*", "**a", "*a*", "**/a*"})
  void noPatternBacktracks(String piece) {
    String text = "a".repeat(4000);

    assertThat(Glob.of(piece.repeat(30) + "b").matches(text)).isFalse();
    assertThat(Glob.of("*".concat(piece.repeat(30)).concat("b")).matches(text + "b"))
        .isEqualTo(!piece.contains("/"));
  }

  @Test
  void manyPatternsAnswerTogetherAsTheyDoAlone() {
    var random = new java.util.Random(42);
    List<Glob> globs =
        random.ints(300, 1, 8).mapToObj(length -> Glob.of(text(random, "ab/**?", length))).toList();
    var together = Globs.of(globs);

    for (int i = 0; i < 2000; i++) {
      String path = text(random, "ab/c🚀", random.nextInt(12));
      int[] alone =
          java.util.stream.IntStream.range(0, globs.size())
              .filter(id -> globs.get(id).matches(path))
              .toArray();
      assertThat(together.matching(path).stream().toArray())
          .as("patterns matching '%s'", path)
          .containsExactly(alone);
    }
  }

  private static String text(java.util.Random random, String alphabet, int length) {
    int[] letters = alphabet.codePoints().toArray();
    return random
        .ints(length, 0, letters.length)
        .map(i -> letters[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void noPatternsMatchNothing() {
    assertThat(Globs.of(List.of()).matching("a").isEmpty()).isTrue();
  }
}
