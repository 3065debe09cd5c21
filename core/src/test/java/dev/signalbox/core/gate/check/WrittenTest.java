package dev.signalbox.core.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write into a check. */
class WrittenTest {
  @Test
  void aPlaceInJsonIsReadAsTheStandardHasIt() {
    assertThat(new JsonPointer("").steps()).isEmpty();
    assertThat(new JsonPointer("/").steps()).containsExactly("");
    assertThat(new JsonPointer("/a~1b/m~0n/~01//0").steps())
        .containsExactly("a/b", "m~n", "~1", "", "0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "/~", "/~2", "/a~", "$.a"})
  void whatIsNoPlaceInJsonIsRefused(String text) {
    assertThatThrownBy(() -> new JsonPointer(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"200 | 200 | true", "200-299,404 | 404 | true", "200-299,404 | 300 | false"})
  void statusesAreWrittenAsLoadBalancersWriteThem(String text, int status, boolean contained) {
    assertThat(new Statuses(text).contain(status)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2xx", "200-", "299-200", "99", "600", "200,", "200 - 299"})
  void whatAreNoStatusesIsRefused(String text) {
    assertThatThrownBy(() -> new Statuses(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
