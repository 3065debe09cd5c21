package dev.signalbox.definitions.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.check.Alarms;
import dev.signalbox.core.gate.check.Compare;
import dev.signalbox.core.gate.check.Http;
import dev.signalbox.core.gate.check.Metric;
import dev.signalbox.core.gate.check.Probe;
import dev.signalbox.core.gate.check.Statuses;
import dev.signalbox.core.gate.check.Steady;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TasksStable;
import dev.signalbox.core.gate.check.Window;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.Checked;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbesTest {
  private static Checked read(String probe) {
    return DefinitionFile.check(
        "f",
        """
        version: 1
        accounts: {dev: {id: "111111111111", region: eu-west-1, role: target}}
        repositories: {}
        routes: []
        gates:
          - name: shop
            on: {application: shop, deployment-group: prod}
            checks:
              - name: it
                %s
        """
            .formatted(probe)
            .getBytes(UTF_8));
  }

  private static Probe probe(Definition definition) {
    return definition.gates().all().getFirst().checks().getFirst().probe();
  }

  private static Probe probe(String text) {
    Checked checked = read(text);
    assertThat(checked.problems()).isEmpty();
    return probe(checked.definition().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http: {path: /, json: {\"/a~1b\": \"ü\\n\", \"\": x}, latency: {p99.9: 1ms}}",
        "http: {url: \"https://shop.example/\", expect-headers: {X-A: b}, contains: [\"<ü>\"]}",
        "target-health: {}",
        "tasks-stable: {over: 1h}",
        "alarms: {names: [\"a/ü b\"]}",
        "metric: {expression: a/b, metrics: {a: {namespace: N, name: a, statistic: Sum},"
            + " b: {namespace: N, name: b, statistic: p99.9}}, below: 1.0e-9}",
        "compare: {namespace: N, name: a, statistic: Sum, dimensions: {V: \"${version}\"},"
            + " margin: 0}",
        "log-errors: {group: g, pattern: '\"a b\" -ü', streams: s}",
        "image-scan: {at-most: {critical: 0, undefined: 9}}",
        "lambda: {function: signalbox-check-a, with: {ü: \"1\\n\"}}",
        "manual: {question: \"Schön, oder?\"}",
      })
  void theCanonicalFormHoldsAllThatACheckSays(String text) {
    Definition definition = read(text).definition().orElseThrow();

    assertThat(probe(CanonicalForm.read(CanonicalForm.bytes(definition))))
        .isEqualTo(probe(definition));
  }

  @Test
  void whatIsLeftOutOfRequestsIsTheSafeChoice() {
    assertThat((Http) probe("http: {path: /health}"))
        .satisfies(http -> {
          assertThat(http.where()).isEqualTo(new Http.ByListener(Http.Listener.TEST, "/health"));
          assertThat(http.wanted().statuses()).isEqualTo(Statuses.SUCCESS);
          assertThat(http.wanted().mayFail()).isZero();
          assertThat(http.asking().requests()).isEqualTo(1);
        });
  }

  @Test
  void whatIsLeftOutOfLooksIsTheSafeChoice() {
    assertThat(probe("target-health: {}")).isEqualTo(new TargetHealth(1, Steady.USUAL));
    assertThat(probe("tasks-stable: {}")).isEqualTo(new TasksStable(Steady.USUAL));
    assertThat((Alarms) probe("alarms: {names: [a]}"))
        .satisfies(alarms -> {
          assertThat(alarms.silence()).isEqualTo(Alarms.Silence.FAIL);
          assertThat(alarms.earlier()).isFalse();
        });
  }

  @Test
  void whatIsLeftOutOfMetricsIsTheSafeChoice() {
    assertThat(
            (Metric)
                probe("metric: {namespace: N, name: a, statistic: Sum, below: 1, window: 10m}"))
        .satisfies(metric -> {
          assertThat(metric.least()).isEqualTo(10);
          assertThat(metric.breaches()).isZero();
          assertThat(metric.window().lag()).isEqualTo(Window.USUAL.lag());
        });
    assertThat(
            (Compare)
                probe(
                    "compare: {namespace: N, name: a, statistic: Sum,"
                        + " dimensions: {T: \"${target-group}\"}, margin-percent: 5,"
                        + " samples: {namespace: N, name: r, statistic: Sum, at-least: 50}}"))
        .satisfies(compare -> {
          assertThat(compare.per().orElseThrow().divides()).isFalse();
          assertThat(compare.window().length()).isEqualTo(Duration.ofMinutes(5));
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "http: {path: //x, json: {status: ok}} ; A place in JSON is written like /checks/0/status",
        "http: {path: '/a#b'} ; A path begins with a slash",
        "http: {path: /, latency: {p101: 1s}} ; A percentile is more than 0 and at most 100",
        "http: {path: /, status: '299-200'} ; Statuses are written like",
        "http: {path: /, expect-headers: {X-Env: blue, x-env: green}} ; header 'x-env' is named"
            + " twice",
        "metric: {namespace: N, name: a, statistic: Sum, below: 1, period: 90s} ; A period is one"
            + " minute",
        "metric: {namespace: N, name: a, statistic: Sum, below: 1, window: 30s} ; A window is one"
            + " period",
        "metric: {namespace: N, name: a, statistic: Sum, below: .nan} ; 'below' is a number",
        "metric: {namespace: N, name: a, statistic: Sum, below: 1, dimensions: {T: '${tg}'}} ;"
            + " leaves open what is not known",
        "compare: {namespace: N, name: a, statistic: Sum, margin: 1} ; nothing in it tells green"
            + " from blue",
        "compare: {namespace: N, name: a, statistic: Sum, margin: 1, dimensions: {L:"
            + " '${load-balancer}'}} ; nothing in it tells",
      })
  void mistakesAreToldWithTheirPlace(String probe, String problem) {
    Checked checked = read(probe);

    assertThat(checked.definition()).isEmpty();
    assertThat(checked.problems())
        .anySatisfy(p -> assertThat(p.toString()).contains(problem, "f:10:"));
  }
}
