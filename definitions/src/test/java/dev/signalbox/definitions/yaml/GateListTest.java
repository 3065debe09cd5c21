package dev.signalbox.definitions.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Passing;
import dev.signalbox.definitions.Checked;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateListTest {
  private static Checked read(String gates) {
    return DefinitionFile.check(
        "f",
        """
        version: 1
        accounts: {dev: {id: "111111111111", region: eu-west-1, role: target}}
        repositories: {}
        routes: []
        gates:
        """
            .concat(gates.indent(2))
            .getBytes(UTF_8));
  }

  private static Gate gate(String gates) {
    return read(gates).definition().orElseThrow().gates().all().getFirst();
  }

  @Test
  void whatIsLeftOutIsTheSafeChoice() {
    Gate gate =
        gate(
            """
            - name: shop
              on: {application: shop, deployment-group: prod}
              checks: [{name: ok, http: {path: /}}]
            """);

    assertThat(gate.on().moments()).containsExactly(Moment.AFTER_TEST_TRAFFIC);
    assertThat(gate.passing()).isEqualTo(new Passing.All());
    assertThat(gate.budget()).isEqualTo(Duration.ofMinutes(15));
    assertThat(gate.allowEmpty()).isFalse();
    assertThat(gate.checks().getFirst())
        .extracting(Check::mode, Check::inconclusive, Check::budget)
        .containsExactly(Check.Mode.REQUIRED, Check.Inconclusive.FAIL, Duration.ofMinutes(15));
  }

  @Test
  void aServiceOfEcsMayWaitForADay() {
    Gate gate =
        gate(
            """
            - name: shop
              on: {cluster: main, service: shop}
              at: [before-install, during-traffic]
              budget: 24h
              checks: [{name: ok, http: {path: /}}]
            """);

    assertThat(gate.on().place()).isEqualTo(new Guarded.Service("main", "shop"));
    assertThat(gate.budget()).isEqualTo(Duration.ofHours(24));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "budget: 61m, checks: [{name: a, http: {path: /}}] ; 'budget' is 1s to 1h",
        "budget: 3601s, checks: [{name: a, http: {path: /}}] ; 'budget' is 1s to 1h",
        "checks: [] ; this is a gate with no checks",
        "at: [after-test-traffic] ; this is a gate with no checks",
        "allow-empty: true, checks: [{name: a, http: {path: /}}] ; 'allow-empty' is for gates"
            + " without",
        "checks: [{name: a, htpp: {path: /}}] ; did you mean 'http'",
        "checks: [{name: a}] ; a check measures one thing",
        "checks: [{name: a, http: {path: /}}, {name: a, http: {path: /}}] ; another check 'a'",
        "at: [during-traffic], checks: [{name: a, http: {path: /}}] ; 'during-traffic' is none of",
        "at: [after-trafic], checks: [{name: a, http: {path: /}}] ; did you mean 'after-traffic'",
        "pass: {at-least: 2}, checks: [{name: a, http: {path: /}}] ; 'at-least' is a number from"
            + " 1 to 1",
        "budget: 1m, checks: [{name: a, http: {path: /}, budget: 2m}] ; 'budget' is 1s to 1m",
      })
  void mistakesAreToldWithTheirPlace(String wrong, String problem) {
    Checked checked =
        read(
            "- {name: shop, on: {application: shop, deployment-group: prod}, %s}".formatted(wrong));

    assertThat(checked.definition()).isEmpty();
    assertThat(checked.problems())
        .anySatisfy(p -> assertThat(p.toString()).contains(problem, "f:6:"));
  }

  @Test
  void twoGatesForOneMomentAreRefused() {
    String gate =
        """
        - name: NAME
          on: {application: shop, deployment-group: prod}
          checks: [{name: ok, http: {path: /}}]
        """;

    Checked checked = read(gate.replace("NAME", "a") + gate.replace("NAME", "b"));

    assertThat(checked.problems())
        .anySatisfy(p ->
            assertThat(p.toString())
                .contains("gate 'a' answers for shop/prod at after-test-traffic already"));
    assertThat(read(gate.replace("NAME", "a") + gate.replace("NAME", "a")).problems())
        .anySatisfy(p -> assertThat(p.toString()).contains("there is another gate 'a' in line 6"));
  }
}
