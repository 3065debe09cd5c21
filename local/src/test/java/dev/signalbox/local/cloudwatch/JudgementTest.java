package dev.signalbox.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;

/** The tables of CloudWatch's user guide on alarms and missing data. */
class JudgementTest {
  private static String judged(String points, int toAlarm, String missing) {
    List<Double> numbers =
        Arrays.stream(points.split(" ", -1))
            .filter(it -> !it.equals("-"))
            .map(it -> it.equals("X") ? 9.0 : 0.0)
            .toList();
    List<Double> newest = numbers.reversed().stream().limit(3).toList();
    return new Judgement(
            3, toAlarm, 5, ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, missing)
        .of(newest)
        .map(Enum::name)
        .orElse("RETAIN");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0 - X - X, OK, OK, OK, OK",
    "- - - - 0, OK, OK, OK, OK",
    "- - - - -, INSUFFICIENT_DATA, RETAIN, ALARM, OK",
    "0 X X - X, ALARM, ALARM, ALARM, ALARM",
    "- - X - -, ALARM, RETAIN, ALARM, OK",
  })
  void threeOfThree(
      String points, String missing, String ignore, String breaching, String notBreaching) {
    assertThat(judged(points, 3, "missing")).isEqualTo(missing);
    assertThat(judged(points, 3, "ignore")).isEqualTo(ignore);
    assertThat(judged(points, 3, "breaching")).isEqualTo(breaching);
    assertThat(judged(points, 3, "notBreaching")).isEqualTo(notBreaching);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0 - X - X, ALARM, ALARM, ALARM, ALARM",
    "0 0 X 0 X, ALARM, ALARM, ALARM, ALARM",
    "0 - X - -, OK, OK, ALARM, OK",
    "- - - - 0, OK, OK, ALARM, OK",
    "- - - X -, ALARM, RETAIN, ALARM, OK",
  })
  void twoOfThree(
      String points, String missing, String ignore, String breaching, String notBreaching) {
    assertThat(judged(points, 2, "missing")).isEqualTo(missing);
    assertThat(judged(points, 2, "ignore")).isEqualTo(ignore);
    assertThat(judged(points, 2, "breaching")).isEqualTo(breaching);
    assertThat(judged(points, 2, "notBreaching")).isEqualTo(notBreaching);
  }
}
