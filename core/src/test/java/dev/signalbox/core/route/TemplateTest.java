package dev.signalbox.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TemplateTest {
  private static String fill(String template, String branch) {
    return new Template(template).fill(Shop.push(branch)).orElse("nothing");
  }

  @Test
  void placeholdersAreFilledIn() {
    assertThat(fill("${repository}:${branch}@${commit}", "main"))
        .isEqualTo("shop:main@" + Shop.commit(2));
  }

  @Test
  void aPlaceholderInWhatIsFilledInStaysAsItIs() {
    assertThat(fill("${branch}", "${commit}\\$1")).isEqualTo("${commit}\\$1");
  }

  @Test
  void controlCharactersBecomeSpaces() {
    assertThat(fill("${branch}", "a\nb\u2028c\u0000d")).isEqualTo("a b c d");
  }

  @Test
  void aValueIsCutToAThousandCharactersAndNeverInTheMiddleOfOne() {
    assertThat(fill("${branch}", "x".repeat(1001))).hasSize(1000);
    assertThat(fill("x${branch}", "🚀".repeat(1200))).isEqualTo("x" + "🚀".repeat(499));
  }

  @Test
  void aLineBreakOfTwoCharactersBecomesOneSpace() {
    assertThat(fill("${branch}", "a\r\nb")).isEqualTo("a b");
  }

  @Test
  void aValueThatComesOutEmptyIsNotSent() {
    assertThat(new Template("${tag}").fill(Shop.push("main"))).isEmpty();
  }

  @Test
  void aPlaceholderThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> new Template("${brunch}"))
        .hasMessageContaining("there is no ${brunch}");
  }
}
