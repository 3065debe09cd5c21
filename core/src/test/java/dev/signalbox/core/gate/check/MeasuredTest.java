package dev.signalbox.core.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.BothPoints.Side;
import dev.signalbox.core.gate.check.Compare.Margin;
import dev.signalbox.core.gate.check.Compare.Worse;
import dev.signalbox.core.gate.check.Metric.Bounds;
import dev.signalbox.core.gate.check.Metric.Per;
import dev.signalbox.core.gate.check.Points.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics against bounds, and against the original's. */
class MeasuredTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final MetricQuery QUERY =
      MetricQuery.of(new MetricQuery.Metric("Shop", "errors", Map.of(), "Sum"));
  private static final Window WINDOW =
      new Window(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(2));
  private static final Instant END = AT.plus(Duration.ofMinutes(5));

  private static Finding judge(Probe probe, Measured measured) {
    var check =
        new Check("it", probe, Check.Mode.REQUIRED, Duration.ofMinutes(9), Check.Inconclusive.FAIL);
    return Judge.judge(check, measured);
  }

  private static Points points(double... values) {
    return new Points(
        "Complete",
        IntStream.range(0, values.length)
            .mapToObj(i -> new Point(AT.plusSeconds(i * 60L), values[i]))
            .toList());
  }

  private static Metric below(double bound, int breaches, Optional<Per> per) {
    return new Metric(
        QUERY, WINDOW, new Bounds(Optional.empty(), Optional.of(bound)), breaches, 5, per);
  }

  private static Result below(double bound, double... values) {
    return judge(
            below(bound, 0, Optional.empty()),
            new MetricPoints(AT, END, points(values), Optional.empty()))
        .result();
  }

  /** B9: Flagger holds NaN against both ends of a range, and it is outside of neither. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void b9WhatIsNoNumberPassesNowhere(double value) {
    assertThat(below(10, value, value, value, value, value)).isEqualTo(Result.INCONCLUSIVE);
    assertThat(below(10, 1, 1, value, 1, 1)).isEqualTo(Result.INCONCLUSIVE);
    assertThat(new Bounds(Optional.of(0.0), Optional.of(10.0)).contain(Double.NaN)).isFalse();
  }

  /** B2: Kayenta takes a metric without any data for a healthy one where it is to fill gaps. */
  @Test
  void b2NoDataIsNotHealth() {
    assertThat(below(10)).isEqualTo(Result.INCONCLUSIVE);
    assertThat(below(10, 1)).isEqualTo(Result.INCONCLUSIVE);
    assertThat(below(10, 1, 1, 1, 1)).isEqualTo(Result.INCONCLUSIVE);
    assertThat(below(10, 1, 1, 1, 1, 1)).isEqualTo(Result.PASS);
  }

  /** Scenario 35. */
  @Test
  void noDataAtAllIsNotHealthWhereNoneIsAskedForEither() {
    Metric careless =
        new Metric(
            QUERY, WINDOW, new Bounds(Optional.empty(), Optional.of(1.0)), 0, 0, Optional.empty());

    assertThat(judge(careless, new MetricPoints(AT, END, points(), Optional.empty())).result())
        .isEqualTo(Result.INCONCLUSIVE);
  }

  /** B8: Argo does not look at what CloudWatch says of its own answer. */
  @ParameterizedTest
  @ValueSource(strings = {"PartialData", "Forbidden", "InternalError", "New", ""})
  void b8AnAnswerThatIsNotCompleteIsNotJudged(String status) {
    var partial = new Points(status, points(1, 1, 1, 1, 1).points());
    var both = new BothPoints(AT, END, new Side(partial, Optional.empty()), side(1, 1, 1, 1, 1));

    assertThat(
            judge(
                    below(10, 0, Optional.empty()),
                    new MetricPoints(AT, END, partial, Optional.empty()))
                .result())
        .isEqualTo(Result.ERROR);
    assertThat(judge(compare(Worse.HIGHER, 10, Optional.empty()), both).result())
        .isEqualTo(Result.ERROR);
  }

  /** B1: in Kayenta what throws is not counted, and what is not counted is healthy. */
  @Test
  void b1WhatCouldNotBeMeasuredIsNoHealth() {
    var check =
        new Check(
            "it",
            below(10, 0, Optional.empty()),
            Check.Mode.REQUIRED,
            Duration.ofMinutes(9),
            Check.Inconclusive.PASS);

    assertThat(Judge.judge(check, new Observation.Unmeasured("access denied")).result())
        .isEqualTo(Result.ERROR);
  }

  /**
   * B3: Kayenta finds the same threefold errors for certain, twice in three or once, by the unit
   * that they are counted in.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-6, 3e-5, 1e-5, 1, 1e12})
  void b3TheSameDataSaysTheSameAtEveryScale(double scale) {
    assertThat(below(10 * scale, scaled(scale, 1, 9, 9, 9, 9.99))).isEqualTo(Result.PASS);
    assertThat(below(10 * scale, scaled(scale, 1, 9, 9, 9, 10))).isEqualTo(Result.FAIL);
    assertThat(below(-10 * scale, scaled(scale, -11, -11, -11, -11, -11))).isEqualTo(Result.PASS);
    assertThat(comparing(scaled(scale, 3, 3, 3, 3, 3), scaled(scale, 1, 1, 1, 1, 1)))
        .isEqualTo(Result.FAIL);
    assertThat(comparing(scaled(scale, 1, 1, 1, 1, 1.04), scaled(scale, 1, 1, 1, 1, 1)))
        .isEqualTo(Result.PASS);
  }

  private static double[] scaled(double scale, double... values) {
    return DoubleStream.of(values).map(value -> value * scale).toArray();
  }

  @Test
  void someBreachesAreAllowedWhereThatIsSaid() {
    var two = new MetricPoints(AT, END, points(1, 99, 1, 99, 1), Optional.empty());

    assertThat(judge(below(10, 2, Optional.empty()), two).result()).isEqualTo(Result.PASS);
    assertThat(judge(below(10, 1, Optional.empty()), two).reason())
        .isEqualTo("2 of 5 points are not below 10, the first of them is 99");
  }

  @Test
  void aBreachIsToldBeforeTheWindowIsOverAndHealthIsNot() {
    Instant early = AT.plus(Duration.ofMinutes(2));

    assertThat(
            judge(
                    below(10, 0, Optional.empty()),
                    new MetricPoints(AT, early, points(1, 99), Optional.empty()))
                .result())
        .isEqualTo(Result.FAIL);
    assertThat(
            judge(
                    below(10, 0, Optional.empty()),
                    new MetricPoints(AT, early, points(1, 1), Optional.empty()))
                .result())
        .isEqualTo(Result.WAIT);
  }

  private static Finding rate(double errors, double requests) {
    return judge(
        below(0.01, 0, Optional.of(new Per(QUERY, 50, true))),
        new MetricPoints(
            AT,
            END,
            errors == 0 ? points() : points(errors),
            Optional.of(points(requests / 2, requests / 2))));
  }

  /** Scenario 38. */
  @ParameterizedTest(name = "{0} errors in {1} requests: {2}")
  @CsvSource({
    "1, 1, INCONCLUSIVE",
    "0, 0, INCONCLUSIVE",
    "49, 49, INCONCLUSIVE",
    "0, 50, PASS",
    "1, 200, PASS",
    "10, 1000, FAIL",
  })
  void aRateNeedsEnoughToBeOne(double errors, double requests, Result result) {
    assertThat(rate(errors, requests).result()).isEqualTo(result);
  }

  @Test
  void aLatencyOfTooFewRequestsIsNone() {
    Metric latency = below(10, 0, Optional.of(new Per(QUERY, 50, false)));

    assertThat(
            judge(
                    latency,
                    new MetricPoints(AT, END, points(1, 1, 1, 1, 1), Optional.of(points(49))))
                .result())
        .isEqualTo(Result.INCONCLUSIVE);
    assertThat(
            judge(
                    latency,
                    new MetricPoints(AT, END, points(1, 1, 1, 1, 1), Optional.of(points(50))))
                .result())
        .isEqualTo(Result.PASS);
  }

  /**
   * Scenario 44, and B10 and B15: no point of before the shift, and none that is still being
   * filled.
   */
  @Test
  void b10TheWindowBeginsWithTheHookAndEndsBeforeWhatIsIncomplete() {
    Instant since = AT.plusSeconds(10);

    assertThat(WINDOW.from(since)).isEqualTo(AT.plusSeconds(60));
    assertThat(WINDOW.to(since, since)).isEqualTo(AT.plusSeconds(60));
    assertThat(WINDOW.to(since, since.minusSeconds(3600))).isEqualTo(AT.plusSeconds(60));
    assertThat(WINDOW.to(since, AT.plusSeconds(60 + 120 + 119))).isEqualTo(AT.plusSeconds(120));
    assertThat(WINDOW.to(since, AT.plusSeconds(86_400))).isEqualTo(AT.plusSeconds(360));
  }

  private static Side side(double... values) {
    return new Side(points(values), Optional.empty());
  }

  private static Compare compare(Worse worse, double percent, Optional<Double> limit) {
    return new Compare(QUERY, WINDOW, Optional.empty(), 5, worse, new Margin(percent, 0), limit);
  }

  private static Result comparing(double[] green, double[] blue) {
    return judge(
            compare(Worse.HIGHER, 5, Optional.empty()),
            new BothPoints(AT, END, side(green), side(blue)))
        .result();
  }

  private static double[] five(double value) {
    double[] values = new double[5];
    Arrays.fill(values, value);
    return values;
  }

  /**
   * Scenario 41, and B4: Kayenta flags half a percent where the noise is small, whatever it
   * matters.
   */
  @Test
  void b4LessThanTheMarginIsNoWorse() {
    assertThat(comparing(five(1.005), five(1))).isEqualTo(Result.PASS);
    assertThat(comparing(five(1.06), five(1))).isEqualTo(Result.FAIL);
    assertThat(comparing(five(0.1), five(1))).isEqualTo(Result.PASS);
  }

  /** B5: Kayenta adds noise to what does not vary, so that at the edge chance decides. */
  @Test
  void b5TheSameMeasurementsSayTheSameAtTheEdgeHoweverOften() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(comparing(five(21), five(20))).isEqualTo(Result.PASS);
      assertThat(comparing(five(Math.nextUp(21.0)), five(20))).isEqualTo(Result.FAIL);
    }
  }

  /**
   * Scenario 37, and Kayenta's issues 377, 426, 799, 5622 and 6278: errors of the canary only, a
   * few of them, or most points a hundred times as high, and it passes.
   */
  @ParameterizedTest
  @CsvSource({"1 1 1 1 1", "0 0 0 0 1", "0 3 0 0 2", "100 100 1 100 1"})
  void errorsOfGreenAloneFail(String green) {
    double[] errors = Arrays.stream(green.split(" ")).mapToDouble(Double::parseDouble).toArray();

    assertThat(comparing(errors, five(0))).isEqualTo(Result.FAIL);
  }

  @Test
  void lowerMayBeWorse() {
    Compare orders = compare(Worse.LOWER, 10, Optional.empty());

    assertThat(judge(orders, new BothPoints(AT, END, side(five(8)), side(five(10)))).result())
        .isEqualTo(Result.FAIL);
    assertThat(judge(orders, new BothPoints(AT, END, side(five(12)), side(five(10)))).result())
        .isEqualTo(Result.PASS);
  }

  /** G6: an outage of what both depend on says nothing of green. */
  @Test
  void whereBlueIsIllItselfNothingIsToldOfGreen() {
    Compare errors = compare(Worse.HIGHER, 5, Optional.of(50.0));

    assertThat(judge(errors, new BothPoints(AT, END, side(five(90)), side(five(60)))).result())
        .isEqualTo(Result.INCONCLUSIVE);
    assertThat(judge(errors, new BothPoints(AT, END, side(five(90)), side(five(1)))).result())
        .isEqualTo(Result.FAIL);
  }

  private static Result perRequest(Points green, double greens, Points blue, double blues) {
    Compare errors =
        new Compare(
            QUERY,
            WINDOW,
            Optional.of(new Per(QUERY, 50, true)),
            5,
            Worse.HIGHER,
            new Margin(10, 0.001),
            Optional.empty());
    return judge(
            errors,
            new BothPoints(
                AT,
                END,
                new Side(green, Optional.of(points(greens))),
                new Side(blue, Optional.of(points(blues)))))
        .result();
  }

  @Test
  void sharesOfTrafficDoNotCountAsDifferences() {
    assertThat(perRequest(points(10), 1000, points(90), 9000)).isEqualTo(Result.PASS);
    assertThat(perRequest(points(20), 1000, points(90), 9000)).isEqualTo(Result.FAIL);
    assertThat(perRequest(points(20), 1000, points(), 9000)).isEqualTo(Result.FAIL);
    assertThat(perRequest(points(), 1000, points(), 9000)).isEqualTo(Result.PASS);
  }

  /** Scenario 36. */
  @Test
  void withoutTrafficOnOneSideNothingIsCompared() {
    assertThat(perRequest(points(), 0, points(90), 9000)).isEqualTo(Result.INCONCLUSIVE);
    assertThat(perRequest(points(1), 1, points(90), 9000)).isEqualTo(Result.INCONCLUSIVE);
    assertThat(perRequest(points(90), 9000, points(), 3)).isEqualTo(Result.INCONCLUSIVE);
    assertThat(comparing(new double[] {1, 1}, five(1))).isEqualTo(Result.INCONCLUSIVE);
    assertThat(comparing(five(1), new double[0])).isEqualTo(Result.INCONCLUSIVE);
  }

  @Test
  void whatIsLeftOpenMustBeKnown() {
    assertThat(Placeholder.in("a/${target-group}/${version}/${x}"))
        .containsExactly(Placeholder.TARGET_GROUP, Placeholder.VERSION);
    assertThatThrownBy(
            () -> new MetricQuery.Metric("Shop", "n", Map.of("D", "${taget-group}"), "Sum"))
        .hasMessageContaining("${target-group}");
    assertThatThrownBy(() -> new MetricQuery.Metric("Shop", "n", Map.of("D", "${version"), "Sum"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
