package dev.signalbox.aws.gate.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.aws.client.ScriptedHttp;
import dev.signalbox.aws.client.ScriptedHttp.Reply;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Metric;
import dev.signalbox.core.gate.check.MetricQuery;
import dev.signalbox.core.gate.check.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenario 45, and B8: Argo judges whatever part of a metric CloudWatch happens to answer with, be
 * it a page, a part, or nothing that it may read.
 */
class MetricInstrumentTest {
  private static final Instant SINCE = ScriptedAws.NOW.minus(Duration.ofMinutes(20));
  private static final Metric FEW_ERRORS =
      new Metric(
          MetricQuery.of(new MetricQuery.Metric("Shop", "errors", Map.of(), "Sum")),
          new Window(Duration.ofMinutes(4), Duration.ofMinutes(1), Duration.ofMinutes(2)),
          new Metric.Bounds(Optional.empty(), Optional.of(10.0)),
          0,
          4,
          Optional.empty());

  /** Points from this minute of the window on, and where to go on. */
  private static Reply page(String status, int minute, List<Integer> values, String next) {
    String times =
        Stream.iterate(SINCE.plusSeconds(60L * minute), at -> at.plusSeconds(60))
            .limit(values.size())
            .map("<member>%s</member>"::formatted)
            .collect(Collectors.joining());
    String numbers =
        values.stream().map("<member>%s</member>"::formatted).collect(Collectors.joining());
    return Reply.ok(
        """
        <GetMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricDataResult>
        <MetricDataResults><member><Id>signalbox_result</Id><StatusCode>%s</StatusCode>
        <Timestamps>%s</Timestamps><Values>%s</Values></member></MetricDataResults>%s
        </GetMetricDataResult></GetMetricDataResponse>
        """
            .formatted(
                status,
                times,
                numbers,
                next.isEmpty() ? "" : "<NextToken>%s</NextToken>".formatted(next)));
  }

  private static Finding find(ScriptedHttp http) throws InterruptedException {
    return new ScriptedAws(http)
        .find(FEW_ERRORS, ScriptedAws.subject(new Subject.Function("shop", "live"), SINCE));
  }

  private static ScriptedHttp pages(Reply first, Reply... more) {
    return new ScriptedHttp(call -> {
      for (int i = more.length; i > 0; i--) {
        if (call.body().contains("NextToken=page" + i)) {
          return more[i - 1];
        }
      }
      return first;
    });
  }

  @Test
  void allPagesAreReadBeforeAnythingIsJudged() throws InterruptedException {
    ScriptedHttp http =
        pages(
            page("PartialData", 0, List.of(1), "page1"),
            page("PartialData", 1, List.of(2, 3), "page2"),
            page("Complete", 3, List.of(99), ""));

    assertThat(find(http).reason())
        .isEqualTo("1 of 4 points are not below 10, the first of them is 99");
    assertThat(http.calls()).hasSize(3);
  }

  @Test
  void pagesInTheirOrderAreAsGoodAsOne() throws InterruptedException {
    assertThat(
            find(
                pages(
                    page("PartialData", 0, List.of(1, 2), "page1"),
                    page("Complete", 2, List.of(3, 4), ""))))
        .isEqualTo(find(pages(page("Complete", 0, List.of(1, 2, 3, 4), ""))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PartialData", "InternalError", "Forbidden", "SomethingNew"})
  void whatIsNotCompleteInTheEndIsNeverJudgedHoweverGoodItLooks(String status)
      throws InterruptedException {
    Finding finding = find(pages(page(status, 0, List.of(1, 2, 3, 4), "")));

    assertThat(finding.result()).isEqualTo(Result.ERROR);
    assertThat(finding.reason()).contains("not complete but " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"InternalError", "Forbidden"})
  void aPageThatFailedIsNotMadeGoodByTheNextOne(String status) throws InterruptedException {
    Finding finding =
        find(
            pages(page(status, 0, List.of(1, 2), "page1"), page("Complete", 2, List.of(3, 4), "")));

    assertThat(finding.result()).isEqualTo(Result.ERROR);
  }

  @Test
  void anAnswerWithoutAnyResultIsNotHealth() throws InterruptedException {
    Reply nothing =
        Reply.ok("<GetMetricDataResponse><GetMetricDataResult/></GetMetricDataResponse>");

    assertThat(find(pages(nothing)).result()).isEqualTo(Result.ERROR);
  }

  /** A token that leads back to itself would keep the check busy until it is cut off. */
  @Test
  void pagesWithoutEndAreAskedAgainAndNotJudged() {
    assertThatThrownBy(() ->
            find(
                pages(
                    page("PartialData", 0, List.of(1), "page1"),
                    page("PartialData", 1, List.of(1), "page1"))))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("leads in circles");
  }

  @ParameterizedTest
  @CsvSource({"500, InternalServiceFault", "503, ServiceUnavailable", "400, Throttling"})
  void whatMayPassIsAskedAgain(int status, String code) {
    assertThatThrownBy(() -> find(pages(error(status, code)))).isInstanceOf(Unavailable.class);
  }

  /** Scenario 56. */
  @Test
  void aPermissionThatIsMissingIsNamed() {
    assertThatThrownBy(() -> find(pages(error(403, "AccessDenied"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cloudwatch:GetMetricData");
  }

  /** Scenario 26. */
  @Test
  void withoutAnOriginalNothingIsComparedAndNobodyIsAsked() throws InterruptedException {
    var compare =
        new Compare(
            FEW_ERRORS.query(),
            FEW_ERRORS.window(),
            Optional.empty(),
            4,
            Compare.Worse.HIGHER,
            new Compare.Margin(10, 0),
            Optional.empty());
    ScriptedHttp http = pages(page("Complete", 0, List.of(1, 2, 3, 4), ""));

    Finding finding =
        new ScriptedAws(http)
            .find(compare, ScriptedAws.subject(new Subject.Function("shop", "live"), SINCE));
    assertThat(finding)
        .extracting(Finding::result, Finding::reason)
        .containsExactly(Result.SKIPPED, "There is no original to compare with");
    assertThat(http.calls()).isEmpty();
  }

  private static Reply error(int status, String code) {
    return new Reply(
        status,
        "<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
            .formatted(code));
  }
}
