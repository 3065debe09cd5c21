package dev.signalbox.core.glob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.glob.Search.Result;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
  private static boolean firstOnly(BitSet lists) {
    return lists.get(0) && !lists.get(1);
  }

  private static List<Glob> globs(String patterns) {
    return Arrays.stream(patterns.split(" ")).map(Glob::of).toList();
  }

  @ParameterizedTest(name = "{0} without {1}: {2}")
  @CsvSource(
      nullValues = "none",
      value = {
        "web/**,        **,             none",
        "web/**,        web/*,          web/x/x",
        "**/*.md,       *.md,           x/.md",
        "release/*,     'release/**',   none",
        "a,             b,              a",
        "a,             a b,            none",
        "web/[a-c]*,    web/a* web/b*,  web/c",
        "*,             ?*,             none",
        "**,            '* */**',       none",
        "'{a,b}/**',    'a/** b/**',    none",
        "'a*a*a*',      'a*a*',         none",
      })
  void aTextThatOneListMatchesAndAnotherDoesNotIsFoundOrProvedNotToBe(
      String one, String other, String witness) {
    Result result =
        Search.text(Texts.PATHS, List.of(globs(one), globs(other)), SearchTest::firstOnly);

    assertThat(result).isEqualTo(witness == null ? new Result.None() : new Result.Found(witness));
  }

  @Test
  void whatIsFoundIsMatchedAsItIsSaid() {
    var random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      List<Glob> one = List.of(Glob.of(some(random)));
      List<Glob> other = List.of(Glob.of(some(random)));
      Result result = Search.text(Texts.PATHS, List.of(one, other), SearchTest::firstOnly);
      if (result instanceof Result.Found(String text)) {
        assertThat(one.getFirst().matches(text)).as("%s %s %s", one, other, text).isTrue();
        assertThat(other.getFirst().matches(text)).as("%s %s %s", one, other, text).isFalse();
      }
    }
  }

  @Test
  void whatIsProvedNotToBeIsNotMetByChance() {
    var random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      Glob one = Glob.of(some(random));
      Glob other = Glob.of(some(random));
      if (Search.text(Texts.ANY, List.of(List.of(one), List.of(other)), SearchTest::firstOnly)
          instanceof Result.None) {
        for (int j = 0; j < 50; j++) {
          String text = text(random);
          assertThat(one.matches(text) && !other.matches(text))
              .as("%s %s %s", one, other, text)
              .isFalse();
        }
      }
    }
  }

  private static String some(Random random) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      pattern.append(
          List.of("a", "b", "*", "**", "?", "/", "[ab]", "[!a]", "{a,b/}", "**/")
              .get(random.nextInt(10)));
    }
    return pattern.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append("ab/c".charAt(random.nextInt(4)));
    }
    return text.toString();
  }
}
