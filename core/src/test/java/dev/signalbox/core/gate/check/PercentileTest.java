package dev.signalbox.core.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentileTest {
  @ParameterizedTest(name = "of the numbers from 1 to {0}, p{1} is {2}")
  @CsvSource({
    "1, 0.1, 1",
    "1, 100, 1",
    "5, 30, 2",
    "5, 40, 2",
    "5, 50, 3",
    "5, 100, 5",
    "20, 95, 19",
    "20, 99, 20",
    "100, 95, 95",
    "100, 99, 99",
    "1000, 99.9, 999",
  })
  void aPercentileIsTheSmallestValueThatSoManyDoNotExceed(int many, double percent, int value) {
    List<Integer> values = IntStream.rangeClosed(1, many).mapToObj(i -> many + 1 - i).toList();

    assertThat(new Percentile(percent).of(values)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100.1, Double.NaN})
  void aShareIsOne(double percent) {
    assertThatThrownBy(() -> new Percentile(percent)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itIsWrittenAsPeopleSayIt() {
    assertThat(new Percentile(99)).hasToString("p99");
    assertThat(new Percentile(99.9)).hasToString("p99.9");
  }
}
