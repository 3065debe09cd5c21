package dev.signalbox.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.evidence.Series.Point;
import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Passing;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.check.BothPoints;
import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.MetricQuery;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Points;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.Window;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ReportTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Probe ERRORS =
      new Compare(
          MetricQuery.of(new MetricQuery.Metric("AWS/ApplicationELB", "HTTPCode", Map.of(), "Sum")),
          Window.USUAL,
          Optional.empty(),
          3,
          Compare.Worse.HIGHER,
          new Compare.Margin(10, 0),
          Optional.empty());

  private static Check check(Mode mode) {
    return new Check("errors", ERRORS, mode, Duration.ofMinutes(10), Inconclusive.FAIL);
  }

  private static Gate gate(Check... checks) {
    return new Gate(
        "shop",
        new Guarded(new Guarded.DeploymentGroup("shop", "prod"), Set.of(Moment.AFTER_TEST_TRAFFIC)),
        List.of(checks),
        new Passing.All(),
        Duration.ofMinutes(15),
        false,
        Optional.empty());
  }

  private static Points points(double... values) {
    return new Points(
        "Complete",
        IntStream.range(0, values.length)
            .mapToObj(i -> new Points.Point(NOW.plusSeconds(60L * i), values[i]))
            .toList());
  }

  private static BothPoints errors() {
    return new BothPoints(
        NOW,
        NOW.plusSeconds(300),
        new BothPoints.Side(points(40, 42, 44, 41, 45), Optional.empty()),
        new BothPoints.Side(points(1, 0, 2, 1, 1), Optional.empty()));
  }

  private static String html(Gate gate, Map<String, Observation> observed) {
    Verdict verdict =
        Verdict.of(
            gate,
            gate.checks().stream()
                .flatMap(c ->
                    Optional.ofNullable(observed.get(c.name()))
                        .map(o -> Judge.judge(c, o))
                        .stream())
                .toList());
    Subject subject =
        new Subject(
            new Hook.CodeDeploy("d-1", "eyJ"),
            new AccountId("111111111111"),
            new Region("eu-west-1"),
            gate.on().place(),
            Moment.AFTER_TEST_TRAFFIC,
            new Subject.Service("main", "shop"),
            Optional.empty(),
            Optional.empty(),
            Subject.Listeners.NONE,
            NOW,
            NOW.plusSeconds(3600));
    Recorded recorded =
        new Recorded(
            subject.hook(),
            Optional.of(subject),
            Optional.of(gate.name()),
            Optional.of("v1"),
            verdict,
            NOW.plusSeconds(60));
    var turn =
        new PastTurn(
            gate.name(),
            "v1",
            subject,
            subject.deadline(),
            NOW,
            recorded.at(),
            verdict,
            observed,
            Map.of());
    return new String(new Report(new Course(recorded, List.of(turn)), gate, "0.1.0").html(), UTF_8);
  }

  /** Kayenta #521: its report says that a metric failed, and neither by what nor by how much. */
  @Test
  void kayenta521TheReportSaysWhyItFailed() {
    assertThat(html(gate(check(Mode.REQUIRED)), Map.of("errors", errors())))
        .contains("Green is worse: green is 42.4, blue is 1, the margin 0.1")
        .contains("green 42.40", "blue 1", "margin 0.1000")
        .contains("Green and blue", "<polyline class=\"s0\"", "<polyline class=\"s1\"");
  }

  /** What a browser finds within a line or a circle it does not draw. */
  @Test
  void nothingInADrawingIsWithinAnotherPartOfIt() throws Exception {
    String page = html(gate(check(Mode.REQUIRED)), Map.of("errors", errors()));
    List<String> drawings =
        Pattern.compile("<svg.*?</svg>", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(drawings).hasSize(2);
    for (String drawing : drawings) {
      Document parsed =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(drawing.getBytes(UTF_8)));
      NodeList parts = parsed.getDocumentElement().getElementsByTagName("*");
      assertThat(IntStream.range(0, parts.getLength()).mapToObj(parts::item))
          .hasSizeGreaterThan(4)
          .allMatch(part -> part.getParentNode().equals(parsed.getDocumentElement()));
    }
  }

  /** Scenario 54. */
  @Test
  void aDryRunThatFailsIsListedAndChangesNothing() {
    assertThat(html(gate(check(Mode.DRY_RUN)), Map.of("errors", errors())))
        .contains("Passed", "\u2717 fail", "a dry run: it changes nothing", "Green is worse");
  }

  @Test
  void theSameVerdictIsTheSamePage() {
    assertThat(html(gate(check(Mode.REQUIRED)), Map.of("errors", errors())))
        .isEqualTo(html(gate(check(Mode.REQUIRED)), Map.of("errors", errors())));
  }

  @Test
  void noTextOfOthersBecomesMarkup() {
    Random random = new Random(11);
    String alphabet = "<>\"'&=/!-;:#\u202e\u0000\u001b\ud83d\n abscript";
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String shown = Markup.of("p", text.toString()).with("title", text.toString()).html();
      assertThat(shown.replaceAll("^<p title=\"[^\"<>]*\">[^<>]*</p>$", "")).isEmpty();
      assertThat(shown).doesNotContain("\u202e", "\u0000", "\u001b");
    }
  }

  /** A link is followed by those who trust the page: there is none. */
  @Test
  void nothingOfOthersBecomesALink() {
    Observation lured = new Observation.Missing("javascript:alert(1) https://evil.example/");
    assertThat(html(gate(check(Mode.REQUIRED)), Map.of("errors", lured)))
        .doesNotContain("href", "<a", "<script", "http-equiv=\"refresh\"");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -1,
        1e-9,
        1e12,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY
      })
  void anyNumberIsDrawnInsideTheDrawing(double value) {
    List<Point> points = new ArrayList<>();
    for (double one : new double[] {value, -value, 1, value}) {
      points.add(new Point(NOW.plusSeconds(points.size()), one));
    }
    String drawn =
        new Plot("a", "", List.of(new Series("s", points)), List.of(new Plot.Limit("l", value)))
            .drawn()
            .html();
    assertThat(drawn).contains("<polyline").doesNotContain("NaN,", ",NaN", "Infinity\"");
    Pattern.compile("c?y[12]?=\"([^\"]+)\"")
        .matcher(drawn)
        .results()
        .forEach(y -> assertThat(Double.parseDouble(y.group(1))).isBetween(0.0, 180.0));
  }

  @Test
  void nothingMeasuredIsSaidAndNotDrawn() {
    assertThat(new Plot("a", "", List.of(), List.of()).drawn().html())
        .contains("Nothing was measured");
  }

  @Test
  void aMillionPointsMakeNoPageThatNobodyCanOpen() {
    List<Point> points =
        IntStream.range(0, 1_000_000).mapToObj(i -> new Point(NOW.plusMillis(i), i)).toList();
    assertThat(
            new Plot("a", "", List.of(new Series("s", points)), List.of()).drawn().html().length())
        .isLessThan(60_000);
  }
}
