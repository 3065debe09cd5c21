package dev.signalbox.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Verdict.Outcome;
import dev.signalbox.core.gate.check.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final Guarded ON =
      new Guarded(new Guarded.DeploymentGroup("shop", "prod"), Set.of(Moment.AFTER_TEST_TRAFFIC));

  private static Check check(String name, Mode mode, Inconclusive inconclusive) {
    return new Check(name, new Http("/", 200), mode, Duration.ofSeconds(30), inconclusive);
  }

  private static Gate gate(Passing passing, boolean allowEmpty, Check... checks) {
    return new Gate(
        "shop", ON, List.of(checks), passing, Duration.ofMinutes(5), allowEmpty, Optional.empty());
  }

  private static Verdict of(Passing passing, Result... results) {
    List<Check> checks = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Result result : results) {
      Check check = check("c" + checks.size(), Mode.REQUIRED, Inconclusive.FAIL);
      checks.add(check);
      findings.add(Finding.of(check, result, "r"));
    }
    return Verdict.of(gate(passing, false, checks.toArray(Check[]::new)), findings);
  }

  @ParameterizedTest(name = "of {0}, {1} and {2}: all is {3}, any is {4}, two is {5}")
  @CsvSource({
    "PASS, PASS, PASS, PASS, PASS, PASS",
    "PASS, PASS, FAIL, FAIL, PASS, PASS",
    "PASS, FAIL, FAIL, FAIL, PASS, FAIL",
    "FAIL, FAIL, FAIL, FAIL, FAIL, FAIL",
    "PASS, PASS, WAIT, WAIT, PASS, PASS",
    "PASS, FAIL, WAIT, FAIL, PASS, WAIT",
    "FAIL, FAIL, WAIT, FAIL, WAIT, FAIL",
    "PASS, PASS, INCONCLUSIVE, INCONCLUSIVE, PASS, PASS",
    "PASS, INCONCLUSIVE, ERROR, INCONCLUSIVE, PASS, INCONCLUSIVE",
    "PASS, ERROR, FAIL, FAIL, PASS, FAIL",
    "ERROR, ERROR, ERROR, INCONCLUSIVE, INCONCLUSIVE, INCONCLUSIVE",
    "WAIT, ERROR, PASS, INCONCLUSIVE, PASS, WAIT",
    "PASS, PASS, SKIPPED, PASS, PASS, PASS",
    "PASS, SKIPPED, SKIPPED, PASS, PASS, PASS",
    "FAIL, SKIPPED, SKIPPED, FAIL, FAIL, FAIL",
    "WAIT, SKIPPED, SKIPPED, WAIT, WAIT, WAIT",
    "ERROR, SKIPPED, SKIPPED, INCONCLUSIVE, INCONCLUSIVE, INCONCLUSIVE",
  })
  void aGatePassesWhenEnoughOfItsChecksDo(
      Result a, Result b, Result c, Outcome all, Outcome any, Outcome two) {
    assertThat(of(new Passing.All(), a, b, c).outcome()).isEqualTo(all);
    assertThat(of(new Passing.Any(), a, b, c).outcome()).isEqualTo(any);
    assertThat(of(new Passing.AtLeast(2), a, b, c).outcome()).isEqualTo(two);
  }

  /** Scenario 26: a first deployment has nothing to be compared with. */
  @Test
  void whereEveryCheckIsSkippedNothingSpeaksForIt() {
    for (Passing passing : List.of(new Passing.All(), new Passing.Any(), new Passing.AtLeast(2))) {
      assertThat(of(passing, Result.SKIPPED, Result.SKIPPED))
          .extracting(Verdict::outcome, Verdict::reason)
          .containsExactly(Outcome.INCONCLUSIVE, "Nothing was checked: c0: r; c1: r");
    }
  }

  /** B1: in Kayenta a metric that throws is not counted any more, however critical it is. */
  @Test
  void b1ACheckThatBreaksKeepsItsWeight() {
    assertThat(of(new Passing.All(), Result.ERROR, Result.PASS, Result.PASS).passes()).isFalse();
    assertThat(of(new Passing.Any(), Result.ERROR, Result.ERROR).passes()).isFalse();
  }

  /** B2: in Kayenta less than half of all metrics may be without data. */
  @Test
  void b2OneCheckWithoutDataIsNotOutvoted() {
    Result[] nearlyAll = new Result[20];
    Arrays.fill(nearlyAll, Result.PASS);
    nearlyAll[7] = Result.INCONCLUSIVE;

    assertThat(of(new Passing.All(), nearlyAll).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }

  /**
   * Scenario 49, and B6: Argo's analysis without conditions passes, whatever its documentation
   * says.
   */
  @Test
  void b6AGateWithNoChecksFailsUnlessItSaysSo() {
    assertThat(Verdict.of(gate(new Passing.All(), false), List.of()))
        .isEqualTo(Verdict.plain(Outcome.FAIL, "Gate 'shop' is a gate with no checks"));
    assertThat(Verdict.of(gate(new Passing.Any(), true), List.of()).passes()).isTrue();
  }

  /** B7: Argo's run that is ended before it has measured anything is a success. */
  @Test
  void b7AGateThatIsCutOffBeforeItHasMeasuredAnythingDoesNotPass() {
    Gate gate = gate(new Passing.Any(), false, check("ok", Mode.REQUIRED, Inconclusive.FAIL));

    assertThat(Verdict.of(gate, List.of()).outcome()).isEqualTo(Outcome.WAIT);
    assertThat(Verdict.atDeadline(gate, List.of()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(Verdict.atDeadline(gate, List.of()).reason())
        .isEqualTo("ok: No answer by the deadline: it found nothing");
  }

  /** Scenario 54. */
  @Test
  void aDryRunChangesNothingAndIsShown() {
    Check real = check("real", Mode.REQUIRED, Inconclusive.FAIL);
    Check dry = check("dry", Mode.DRY_RUN, Inconclusive.FAIL);
    Finding failed = Finding.of(dry, Result.FAIL, "broken");

    Verdict verdict =
        Verdict.of(
            gate(new Passing.All(), false, real, dry),
            List.of(failed, Finding.of(real, Result.PASS, "fine")));

    assertThat(verdict.passes()).isTrue();
    assertThat(verdict.findings()).extracting(Finding::check).containsExactly("real", "dry");
    assertThat(Verdict.of(gate(new Passing.All(), false, dry), List.of(failed)))
        .extracting(Verdict::outcome, Verdict::reason)
        .containsExactly(Outcome.PASS, "Every check is a dry run: nothing could stop it");
  }

  @Test
  void whatDoubtCountsAsIsTheChecksToSayAndAnErrorIsNoDoubt() {
    Check lenient = check("lenient", Mode.REQUIRED, Inconclusive.PASS);
    Gate gate = gate(new Passing.All(), false, lenient);

    assertThat(
            Verdict.of(gate, List.of(Finding.of(lenient, Result.INCONCLUSIVE, "too few"))).passes())
        .isTrue();
    assertThat(Verdict.of(gate, List.of(Finding.of(lenient, Result.ERROR, "denied"))).outcome())
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  @Test
  void whatAnotherGatesCheckFoundDoesNotCount() {
    Check mine = check("mine", Mode.REQUIRED, Inconclusive.FAIL);
    Finding stray =
        Finding.of(check("stray", Mode.REQUIRED, Inconclusive.FAIL), Result.PASS, "fine");

    assertThat(Verdict.of(gate(new Passing.Any(), false, mine), List.of(stray, stray)).outcome())
        .isEqualTo(Outcome.WAIT);
  }

  @Test
  void moreChecksThanThereAreNeverPass() {
    assertThat(of(new Passing.AtLeast(3), Result.PASS, Result.PASS))
        .extracting(Verdict::outcome, Verdict::reason)
        .containsExactly(Outcome.FAIL, "3 checks have to pass, of 2");
  }
}
