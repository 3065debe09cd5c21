package dev.signalbox.core.glob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
  private static final List<Dialect> DIALECTS = List.of(Dialect.values());

  @Test
  void stepsTakenAllAtOnceAreThoseTakenOneByOne() {
    var random = new Random(11);
    int matched = 0;
    for (int i = 0; i < 100_000; i++) {
      Dialect dialect = DIALECTS.get(random.nextInt(3));
      String pattern = some(random);
      List<Line> lines;
      try {
        lines = Glob.of(pattern, dialect).lines();
      } catch (GlobSyntaxException e) {
        continue;
      }
      String text = text(random);
      for (Line line : lines) {
        boolean oneByOne = line.matchesOneByOne(text);
        matched += oneByOne ? 1 : 0;
        assertThat(line.matches(text)).as("'%s' and '%s'", pattern, text).isEqualTo(oneByOne);
      }
    }
    assertThat(matched).isGreaterThan(1000);
  }

  @Test
  void aLineTooLongForOneNumberIsMatchedAllTheSame() {
    for (int length = 55; length < 70; length++) {
      Glob glob = Glob.of("a*".repeat(length / 2) + (length % 2 == 0 ? "" : "b"));
      assertThat(glob.matches("a".repeat(100) + "b")).isTrue();
      assertThat(glob.matches("b" + "a".repeat(100))).isFalse();
    }
  }

  private static String some(Random random) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 1 + random.nextInt(7); i > 0; i--) {
      pattern.append(
          List.of("a", "b", "*", "**", "?", "/", "[ab]", "[!a]", "{a,b/}", "**/", "+")
              .get(random.nextInt(11)));
    }
    return pattern.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append("aab/c".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0} and {1} are apart: {2}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "main other true",
        "b1 b10 true",
        "b1 b1 false",
        "b1 b1* false",
        "b10 b1? false",
        "b10* b1 true",
        "b1/* b2/* true",
        "b1/** b1/x/* false",
        "**/a b false",
        "[a] b false",
        "{a,b}/x {c,d}/x true",
        "{a,b}/x {c,b}/x false",
      })
  void patternsThatBeginUnlikeAreSeenToBeApart(String one, String other, boolean apart) {
    assertThat(Glob.of(one).isApartFrom(Glob.of(other))).isEqualTo(apart);
    assertThat(Glob.of(other).isApartFrom(Glob.of(one))).isEqualTo(apart);
  }
}
