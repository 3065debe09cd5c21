package dev.signalbox.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

class MetricsTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void valuesOfAMinuteAreOnePointAndAMinuteWithoutAnyHasNone() {
    desk.put(1);
    desk.put(3);
    desk.clock.advance(Duration.ofMinutes(2));
    desk.put(5);
    assertThat(desk.values("Sum")).containsExactly(4.0, 5.0);
    assertThat(desk.values("Average")).containsExactly(2.0, 5.0);
    assertThat(desk.values("SampleCount")).containsExactly(2.0, 1.0);
    assertThat(desk.values("Maximum")).containsExactly(3.0, 5.0);
  }

  @Test
  void theNewestMinuteIsThereBeforeItIsComplete() {
    desk.put(1);
    assertThat(desk.values("Sum")).containsExactly(1.0);
    desk.clock.advance(Duration.ofSeconds(59));
    desk.put(1);
    assertThat(desk.values("Sum")).containsExactly(2.0);
  }

  @Test
  void percentilesAreTakenOfEveryValue() {
    for (int i = 1; i <= 100; i++) {
      desk.put(i);
    }
    assertThat(desk.values("p99")).containsExactly(99.0);
    assertThat(desk.values("p50")).containsExactly(50.0);
  }

  @Test
  void aPageThatEndsWithinASeriesSaysSoAndTheNextGoesOn() {
    desk.minutes(1, 2, 3, 4, 5);
    var first = desk.data(it -> it.maxDatapoints(2), Desk.query("m", "Sum", 60));
    assertThat(first.metricDataResults())
        .extracting(MetricDataResult::statusCode, MetricDataResult::values)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(StatusCode.PARTIAL_DATA, List.of(1.0, 2.0)));
    var second =
        desk.data(
            it -> it.maxDatapoints(3).nextToken(first.nextToken()), Desk.query("m", "Sum", 60));
    assertThat(second.nextToken()).isNull();
    assertThat(second.metricDataResults())
        .extracting(MetricDataResult::statusCode, MetricDataResult::values)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(StatusCode.COMPLETE, List.of(3.0, 4.0, 5.0)));
  }

  @Test
  void aTokenThatIsNoneIsRefused() {
    assertThatThrownBy(() -> desk.data(it -> it.nextToken("nonsense"), Desk.query("m", "Sum", 60)))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("InvalidNextToken"));
  }

  @Test
  void theNewestPointComesFirstUnlessAskedOtherwise() {
    desk.minutes(1, 2);
    var found = desk.data(it -> it.scanBy((String) null), Desk.query("m", "Sum", 60));
    assertThat(found.metricDataResults().getFirst().values()).containsExactly(2.0, 1.0);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "m * 2 | [2.0, 4.0, 0.0]",
        "100 * m / (m + n) | [50.0, 50.0]",
        "IF(m > 1, m, -1) | [-1.0, 2.0, -1.0]",
        "SUM(METRICS()) | [2.0, 4.0, 0.0]",
        "MAX([m, n * 3]) | [3.0, 6.0, 0.0]",
        "m >= 1 AND m < 2 | [1.0, 0.0, 0.0]",
        "DIFF(m) | [1.0, -2.0]",
        "2 ^ 3 - -m | [9.0, 10.0, 8.0]",
      })
  void expressionsAreWorkedOutMinuteByMinute(String expression, String values) {
    desk.minutes(1, 2, 0);
    var found =
        desk.data(
            it -> {},
            Desk.query("m", "Sum", 60),
            Desk.query("n", "Sum", 60),
            Desk.expression("e", expression));
    assertThat(found.metricDataResults().getLast().values()).hasToString(values);
  }

  @Test
  void fillGivesAMinuteWithoutTrafficItsNumber() {
    desk.put(1);
    var found =
        desk.data(
            it -> it.endTime(Desk.TEN.plus(Duration.ofMinutes(3))),
            Desk.query("m", "Sum", 60),
            Desk.expression("e", "FILL(m, 0)"));
    assertThat(found.metricDataResults().getLast().values()).containsExactly(1.0, 0.0, 0.0);
  }

  @Test
  void aMetricIsNoOtherHoweverItsDimensionsAreWritten() {
    Map<String, String> two = Map.of("A", "1", "B", "2");
    Map<String, String> one = Map.of("A", "1, B=2");
    desk.cloudWatch.metrics().put(Desk.HERE, "Shop", "Errors", two, 1, "Count");
    desk.cloudWatch.metrics().put(Desk.HERE, "Shop", "Errors", one, 7, "Count");
    desk.restart();
    var found = desk.data(_ -> {}, Desk.query("two", two), Desk.query("one", one));
    assertThat(found.metricDataResults())
        .extracting(MetricDataResult::values)
        .containsExactly(List.of(1.0), List.of(7.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "ABS(", "[", "2^"})
  void anExpressionThatIsNestedWithoutEndIsRefused(String level) {
    String expression = level.repeat(2048 / level.length());
    assertThatThrownBy(() -> desk.data(_ -> {}, Desk.expression("e", expression)))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("ValidationError"));
  }

  @Test
  void aNumberForEveryMinuteOfAnAgeIsRefused() {
    assertThatThrownBy(() ->
            desk.data(
                it -> it.startTime(Instant.EPOCH).endTime(Instant.parse("9999-01-01T00:00:00Z")),
                Desk.expression("e", "1")))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("ValidationError"));
  }

  @ParameterizedTest
  @CsvSource({"m +", "(m", "m $ 2", "unknown", "e", "m m", "SUM()"})
  void anExpressionThatIsNoneIsRefused(String expression) {
    assertThatThrownBy(
            () -> desk.data(_ -> {}, Desk.query("m", "Sum", 60), Desk.expression("e", expression)))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("ValidationError"));
  }

  @Test
  void metricsOutliveARestart() {
    desk.minutes(1, 2);
    desk.restart();
    desk.minutes(3);
    assertThat(desk.values("p100")).containsExactly(1.0, 2.0, 3.0);
  }
}
