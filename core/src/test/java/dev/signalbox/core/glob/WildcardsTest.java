package dev.signalbox.core.glob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {
  @ParameterizedTest
  @CsvSource({
    "*, ''",
    "'', ''",
    "a*, a",
    "a?c, a/c",
    "*:role/sig?*, arn:aws:iam::1:role/signal",
    "a**b, axyb",
    "[a].{b}, [a].{b}"
  })
  void takes(String pattern, String text) {
    assertThat(new Wildcards(pattern).matches(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'', a", "?, ''", "a*, ba", "a?c, ac", "A, a", "*b, ba", "a.c, abc"})
  void refuses(String pattern, String text) {
    assertThat(new Wildcards(pattern).matches(text)).isFalse();
  }

  @Test
  void manyStarsAreNoTrap() {
    assertThat(new Wildcards("a*".repeat(30) + "b").matches("a".repeat(4000))).isFalse();
  }
}
