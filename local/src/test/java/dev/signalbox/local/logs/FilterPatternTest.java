package dev.signalbox.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
  @ParameterizedTest(name = "{0} finds {1}: {2}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '!',
      textBlock =
          """
          ERROR                     ! [ERROR] no such thing  ! true
          ERROR                     ! [error] no such thing  ! false
          ERROR thing               ! thing: ERROR           ! true
          ERROR thing               ! ERROR only             ! false
          "no such"                 ! ERROR: no such thing   ! true
          "such no"                 ! ERROR: no such thing   ! false
          "a \\"quoted\\" b"        ! x a "quoted" b y       ! true
          ERROR -thing              ! ERROR: no such thing   ! false
          ERROR -thing              ! ERROR: no such place   ! true
          -"no such"                ! anything else          ! true
          ?ERROR ?WARN              ! WARN: low              ! true
          ?ERROR ?WARN              ! INFO: low              ! false
          ?ERROR WARN               ! ERROR: low             ! false
          %ERR[0-9]+%               ! saw ERR42 there        ! true
          %^ERR%                    ! saw ERR42 there        ! false
          exception.Type            ! an exception.Type came ! true
          """)
  void termsFindMessages(String pattern, String message, boolean found) {
    assertThat(FilterPattern.of(pattern).test(message)).isEqualTo(found);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          { $.route = "shop" }                                | true
          { $.route = shop }                                  | true
          { $.route = "sh*" }                                 | true
          { $.route = "*o*" }                                 | true
          { $.route = "shop*shop" }                           | false
          { $.route = "Shop" }                                | false
          { $.route != "shop" }                               | false
          { $.count = 3 }                                     | true
          { $.count > 2.5 }                                   | true
          { $.count <= 2 }                                    | false
          { $.count = "3" }                                   | false
          { $.nested.list[1] = 2 }                            | true
          { $.nested.list[*] > 2 }                            | true
          { $.nested.list[7] = 2 }                            | false
          { $.nested['odd key'] = "x" }                       | true
          { $.nobody NOT EXISTS }                             | true
          { $.route not exists }                              | false
          { $.nothing IS NULL }                               | true
          { $.flag IS TRUE }                                  | true
          { $.flag IS FALSE }                                 | false
          { ($.route = "other") }                             | false
          { ($.count = 3) && ($.flag IS TRUE) }               | true
          """)
  void jsonPatternsFindMessages(String pattern, boolean found) {
    String message =
        """
        {"route":"shop","count":3,"flag":true,"nothing":null,
         "nested":{"list":[1,2,3],"odd key":"x"}}
        """;
    assertThat(FilterPattern.of(pattern).test(message)).isEqualTo(found);
  }

  @Test
  void conditionsJoinedByAndBindTighterThanThoseJoinedByOr() {
    assertThat(FilterPattern.of("{ $.a = 1 || $.a = 2 && $.b = 9 }").test("{\"a\":1}")).isTrue();
    assertThat(FilterPattern.of("{ ($.a = 1 || $.a = 2) && $.b = 9 }").test("{\"a\":1}")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "[1,2]", "{\"route\":", "\"shop\"", ""})
  void jsonPatternsPassOverWhatIsNoJsonObject(String message) {
    assertThat(FilterPattern.of("{ $.route NOT EXISTS }").test(message)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void anEmptyPatternFindsEverything(String pattern) {
    assertThat(FilterPattern.of(pattern).test("anything")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{ $.a }",
        "{ $.a = }",
        "{ $.a = 1",
        "{ $.a = 1 } x",
        "{ $.a > \"text\" }",
        "{ a = 1 }",
        "{ $.a = 1 && }",
        "a:b",
        "\"unclosed",
        "%(%",
        "%(?<x>a)%",
        "{ ((((((((((((((((((((((($.a = 1))))))))))))))))))))))) }",
      })
  void aMalformedPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> FilterPattern.of(pattern))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterException"));
  }

  @Test
  void aRegexThatBacktracksWithoutEndFindsNothing() {
    var evil = FilterPattern.of("%(a|a|aa)+b%");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(evil.test("a".repeat(5000))).isFalse());
  }
}
