package dev.signalbox.core.gate.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.check.AlarmStates.Alarm;
import dev.signalbox.core.gate.check.Alarms.Silence;
import dev.signalbox.core.gate.check.TargetStates.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked at again and again: targets, tasks, alarms. */
class WatchedTest {
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Steady STEADY =
      new Steady(3, Duration.ofSeconds(20), Duration.ofSeconds(10));

  private static Finding judge(Probe probe, Measured measured) {
    var check =
        new Check("it", probe, Check.Mode.REQUIRED, Duration.ofMinutes(5), Check.Inconclusive.FAIL);
    return Judge.judge(check, measured);
  }

  /** A look every ten seconds; in each the states of all targets, after commas. */
  private static TargetStates targets(String... looks) {
    return new TargetStates(
        IntStream.range(0, looks.length)
            .mapToObj(i -> new TargetStates.Sample(AT.plusSeconds(i * 10L), states(looks[i])))
            .toList());
  }

  private static List<Target> states(String look) {
    return look.isEmpty()
        ? List.of()
        : Arrays.stream(look.split(",", -1))
            .map(state -> new Target("i-1:80", state, Optional.of("Target.Timeout")))
            .toList();
  }

  private static Result health(int least, String... looks) {
    return judge(new TargetHealth(least, STEADY), targets(looks)).result();
  }

  @Test
  void healthIsHealthOnlyOnceItLasts() {
    assertThat(health(1, "healthy", "healthy")).isEqualTo(Result.WAIT);
    assertThat(health(1, "initial", "healthy", "healthy", "healthy")).isEqualTo(Result.PASS);
    assertThat(health(1, "healthy", "healthy", "unhealthy", "healthy")).isEqualTo(Result.WAIT);
  }

  /** Scenario 30. */
  @Test
  void targetsThatAreWellAndUnwellInTurnsFailWithTheirTimeline() {
    Finding finding =
        judge(
            new TargetHealth(1, STEADY),
            targets("healthy", "unhealthy", "healthy", "unhealthy", "healthy", "unhealthy"));

    assertThat(finding.result()).isEqualTo(Result.FAIL);
    assertThat(finding.reason()).isEqualTo("It was well and unwell again 3 times: .x.x.x");
  }

  /** Scenario 31. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "unused", "unavailable", "initial", "draining", "unhealthy.draining", "new"})
  void onlyHealthyIsHealthy(String states) {
    assertThat(health(1, states, states, states, states)).isEqualTo(Result.WAIT);
  }

  @Test
  void oneIllTargetAmongHealthyOnesIsNotHealth() {
    String look = "healthy,healthy,unhealthy";

    assertThat(health(2, look, look, look)).isEqualTo(Result.WAIT);
    assertThat(judge(new TargetHealth(2, STEADY), targets(look)).reason())
        .isEqualTo("Target i-1:80 is unhealthy (Target.Timeout)");
  }

  @Test
  void targetsThatComeAndGoDoNotDisturbThoseThatStay() {
    String look = "healthy,healthy,initial,draining";

    assertThat(health(2, look, look, look)).isEqualTo(Result.PASS);
    assertThat(health(3, look, look, look)).isEqualTo(Result.WAIT);
  }

  private static Finding tasks(String... looks) {
    List<TaskCounts.Sample> samples = new ArrayList<>();
    for (String look : looks) {
      String[] parts = look.split(" ", -1);
      samples.add(
          new TaskCounts.Sample(
              AT.plusSeconds(samples.size() * 10L),
              Integer.parseInt(parts[0]),
              Integer.parseInt(parts[1]),
              Integer.parseInt(parts[2]),
              parts.length > 3 ? Optional.of(parts[3]) : Optional.empty()));
    }
    return judge(new TasksStable(STEADY), new TaskCounts(samples));
  }

  /** Scenario 32. */
  @Test
  void tasksThatStartAgainAndAgainFail() {
    assertThat(
            tasks(
                    "2 2 0 STEADY_STATE",
                    "2 1 1 STABILIZING",
                    "2 2 0 STEADY_STATE",
                    "2 1 1 STABILIZING",
                    "2 2 0 STEADY_STATE",
                    "2 2 0 STABILIZING")
                .result())
        .isEqualTo(Result.FAIL);
  }

  @ParameterizedTest
  @CsvSource({
    "2 2 0 STEADY_STATE, PASS",
    "2 2 0, PASS",
    "2 1 0 STEADY_STATE, WAIT",
    "2 2 1 STEADY_STATE, WAIT",
    "2 2 0 STABILIZING, WAIT",
    "2 3 0 STEADY_STATE, WAIT",
    "0 0 0 STEADY_STATE, WAIT",
  })
  void tasksAreStableOnceAllThatAreWantedRun(String look, Result result) {
    assertThat(tasks(look, look, look).result()).isEqualTo(result);
  }

  private static Alarms alarms(Silence silence, boolean earlier) {
    return new Alarms(
        List.of("errors"), Duration.ofSeconds(10), Duration.ofSeconds(10), silence, earlier);
  }

  private static Finding alarms(Alarms probe, String... states) {
    return alarms(probe, AT.minusSeconds(60), states);
  }

  /** All since ten seconds before the first look. */
  private static Finding alarms(Alarms probe, Instant began, String... states) {
    List<AlarmStates.Sample> samples = new ArrayList<>();
    for (String state : states) {
      var alarm =
          new Alarm(
              "errors",
              state.replace("PARTIAL", "OK"),
              Optional.of(AT.minusSeconds(10)),
              state.equals("PARTIAL"));
      samples.add(
          new AlarmStates.Sample(
              AT.plusSeconds(samples.size() * 10L), state.isEmpty() ? List.of() : List.of(alarm)));
    }
    return judge(probe, new AlarmStates(Optional.of(began), samples));
  }

  /** Scenario 34. */
  @ParameterizedTest
  @CsvSource({
    "OK, OK, PASS",
    "OK, ALARM, FAIL",
    "ALARM, OK, FAIL",
    "'', OK, FAIL",
    "OK, INSUFFICIENT_DATA, FAIL",
    "INSUFFICIENT_DATA, OK, PASS",
    "OK, PARTIAL, FAIL",
    "OK, NEW_STATE, FAIL",
  })
  void onlyAnAlarmThatKnowsAndIsSilentIsSilent(String first, String second, Result result) {
    assertThat(alarms(alarms(Silence.FAIL, false), first, second).result()).isEqualTo(result);
  }

  /**
   * B15: the alarm of AWS's construct needs ten minutes of failures, says nothing where there is no
   * data, and watches production, which has all traffic by then.
   */
  @Test
  void b15AnAlarmWithoutDataIsNotSilentAndIsWaitedForBeforeTraffic() {
    assertThat(alarms(alarms(Silence.FAIL, false), "INSUFFICIENT_DATA").result())
        .isEqualTo(Result.WAIT);
    assertThat(
            alarms(alarms(Silence.FAIL, false), "INSUFFICIENT_DATA", "INSUFFICIENT_DATA").result())
        .isEqualTo(Result.FAIL);
    assertThat(new Http("/", 200).where()).isEqualTo(new Http.ByListener(Http.Listener.TEST, "/"));
  }

  @Test
  void alarmsAreWatchedForAsLongAsIsSaid() {
    assertThat(alarms(alarms(Silence.FAIL, false), "OK").result()).isEqualTo(Result.WAIT);
    assertThat(alarms(alarms(Silence.FAIL, false), "ALARM").result()).isEqualTo(Result.FAIL);
  }

  @Test
  void whatTooLittleDataCountsAsIsSaid() {
    String[] silent = {"INSUFFICIENT_DATA", "INSUFFICIENT_DATA"};

    assertThat(alarms(alarms(Silence.OK, false), silent).result()).isEqualTo(Result.PASS);
    assertThat(alarms(alarms(Silence.INCONCLUSIVE, false), silent).result())
        .isEqualTo(Result.INCONCLUSIVE);
  }

  /** G2, and what SAM's documentation asks people to work round by hand. */
  @Test
  void anAlarmOfTheOldVersionDoesNotKeepTheFixOut() {
    Alarms usual = alarms(Silence.FAIL, false);
    Finding old = alarms(usual, AT, "ALARM", "ALARM");

    assertThat(old.result()).isEqualTo(Result.PASS);
    assertThat(old.reason()).contains("before it did: errors");
    assertThat(alarms(alarms(Silence.FAIL, true), AT, "ALARM", "ALARM"))
        .extracting(Finding::result, Finding::reason)
        .containsExactly(
            Result.FAIL,
            "Alarm 'errors' went off before the deployment began: it is not its doing");
  }

  @Test
  void anAlarmThatWentOffNobodyKnowsWhenCounts() {
    var alarm = new Alarm("errors", "ALARM", Optional.empty(), false);
    var sample = new AlarmStates.Sample(AT, List.of(alarm));

    assertThat(
            judge(
                    alarms(Silence.OK, false),
                    new AlarmStates(Optional.of(AT.plusSeconds(60)), List.of(sample)))
                .result())
        .isEqualTo(Result.FAIL);
    assertThat(
            judge(
                    alarms(Silence.OK, false),
                    new AlarmStates(
                        Optional.empty(),
                        List.of(
                            new AlarmStates.Sample(
                                AT,
                                List.of(new Alarm("errors", "ALARM", Optional.of(AT), false))))))
                .result())
        .isEqualTo(Result.FAIL);
  }

  @Test
  void whatWasMeasuredForAnotherCheckIsAnError() {
    assertThat(judge(alarms(Silence.OK, false), targets("healthy")).result())
        .isEqualTo(Result.ERROR);
  }
}
