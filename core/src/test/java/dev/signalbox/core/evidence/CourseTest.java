package dev.signalbox.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Check.Inconclusive;
import dev.signalbox.core.gate.Check.Mode;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;
import dev.signalbox.core.gate.Gate;
import dev.signalbox.core.gate.Guarded;
import dev.signalbox.core.gate.Hook;
import dev.signalbox.core.gate.Moment;
import dev.signalbox.core.gate.Passing;
import dev.signalbox.core.gate.PastTurn;
import dev.signalbox.core.gate.Recorded;
import dev.signalbox.core.gate.Subject;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.gate.check.Judge;
import dev.signalbox.core.gate.check.Observation;
import dev.signalbox.core.gate.check.Steady;
import dev.signalbox.core.gate.check.TargetHealth;
import dev.signalbox.core.gate.check.TargetStates;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.Region;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration TURN = Duration.ofMinutes(14);
  private static final Check QUICK = check("quick");
  private static final Check SLOW = check("slow");
  private static final Guarded.Service WEB = new Guarded.Service("main", "web");
  private static final Gate GATE =
      new Gate(
          "native",
          new Guarded(WEB, Set.of(Moment.DURING_TRAFFIC)),
          List.of(QUICK, SLOW),
          new Passing.All(),
          Duration.ofHours(1),
          false,
          Optional.empty());

  private static Check check(String name) {
    return new Check(
        name,
        new TargetHealth(1, new Steady(3, Duration.ofSeconds(20), Duration.ofSeconds(10))),
        Mode.REQUIRED,
        Duration.ofHours(1),
        Inconclusive.FAIL);
  }

  private static Hook step(int percent) {
    return new Hook.Ecs("arn:d", "PRODUCTION_TRAFFIC_SHIFT", "run-" + percent, "green=" + percent);
  }

  private static Subject subject(Hook hook, Instant since, double weight) {
    return new Subject(
        hook,
        new AccountId("111111111111"),
        new Region("eu-west-1"),
        WEB,
        Moment.DURING_TRAFFIC,
        new Subject.Service("main", "web"),
        Optional.empty(),
        Optional.of(new Subject.Version("arn:green", Optional.empty(), Optional.of(weight))),
        Subject.Listeners.NONE,
        since,
        since.plus(Duration.ofDays(1)));
  }

  private static Observation targets(Instant from, String... states) {
    List<TargetStates.Sample> samples = new ArrayList<>();
    for (String state : states) {
      samples.add(
          new TargetStates.Sample(
              from.plusSeconds(10L * samples.size()),
              List.of(new TargetStates.Target("i-1", state, Optional.empty()))));
    }
    return new TargetStates(samples);
  }

  private static PastTurn turn(
      Subject subject, Instant from, Verdict verdict, Map<String, Observation> observed) {
    return new PastTurn(
        "native",
        "v1",
        subject,
        subject.since().plus(GATE.budget()),
        from,
        from.plus(TURN),
        verdict,
        observed,
        Map.of());
  }

  private static Recorded recorded(Subject subject, Verdict verdict, Instant at) {
    return new Recorded(
        subject.hook(),
        Optional.of(subject),
        Optional.of("native"),
        Optional.of("v1"),
        verdict,
        at);
  }

  /** One check is done with in the first call, the other one in the third. */
  private static Course threeCalls() {
    Subject subject = subject(step(50), NOW, 50);
    Observation well = targets(NOW, "healthy", "healthy", "healthy");
    Finding done = Judge.judge(QUICK, well);
    List<PastTurn> turns = new ArrayList<>();
    Verdict verdict = Verdict.of(GATE, List.of(done));
    for (int i = 0; i < 3; i++) {
      Instant from = NOW.plus(TURN.multipliedBy(i));
      Observation now =
          i < 2
              ? targets(from, "initial", "healthy", "unhealthy")
              : targets(from, "healthy", "healthy", "healthy");
      verdict = Verdict.of(GATE, List.of(done, Judge.judge(SLOW, now)));
      turns.add(
          turn(
              subject,
              from,
              verdict,
              i == 0 ? Map.of("quick", well, "slow", now) : Map.of("slow", now)));
    }
    return new Course(recorded(subject, verdict, NOW.plus(TURN.multipliedBy(3))), turns);
  }

  private static String html(Course course) {
    return new String(new Report(course, GATE, "0.1.0").html(), StandardCharsets.UTF_8);
  }

  @Test
  void whatAnEarlierCallMeasuredIsJudgedAgainToo() {
    Course course = threeCalls();

    Replay replay = new Replay(GATE, course.observed(), course.recorded().verdict());
    assertThat(course.recorded().verdict().passes()).isTrue();
    assertThat(replay.unmeasured()).isEmpty();
    assertThat(replay.agrees()).isTrue();
  }

  /** What was measured while the check went on waiting is no ground of its finding. */
  @Test
  void ofACheckThatWasAskedAgainOnlyTheLastMeasurementCounts() {
    Course course = threeCalls();

    assertThat(course.observed().get("slow"))
        .isEqualTo(course.turns().getLast().observed().get("slow"));
    Subject subject = subject(step(50), NOW, 50);
    Verdict late =
        Verdict.atDeadline(
            GATE, List.of(Finding.of(SLOW, Result.WAIT, "Throttled, and nothing measured")));
    Course unmeasured =
        new Course(
            recorded(subject, late, NOW.plusSeconds(9_000)),
            List.of(
                course.turns().getFirst(), turn(subject, NOW.plusSeconds(3_000), late, Map.of())));
    assertThat(unmeasured.observed()).doesNotContainKey("slow");
  }

  /** A check of the same name may be another one by then. */
  @Test
  void whatWasMeasuredByAnotherDefinitionIsNoGroundOfTheVerdict() {
    Course course = threeCalls();
    Recorded now = course.recorded();
    Recorded other =
        new Recorded(
            now.hook(), now.subject(), now.gate(), Optional.of("v2"), now.verdict(), now.at());

    assertThat(new Course(other, course.turns()).observed()).containsOnlyKeys("slow");
  }

  @Test
  void theOrderInWhichTurnsAreFoundDoesNotMatter() {
    Course course = threeCalls();
    List<PastTurn> turned = new ArrayList<>(course.turns());
    Collections.reverse(turned);

    assertThat(new Course(course.recorded(), turned)).isEqualTo(course);
  }

  @Test
  void theReportDrawsAllCallsAgainstTheTimeThatThereWas() {
    assertThat(html(threeCalls()))
        .contains("Answered after 42 min; 18 min were left", "3 calls", "due by")
        .contains("Targets: healthy, 9 points", "class=\"bar good\"", "class=\"turn\"");
  }

  /** A line from one call to the next would tell of what nobody has seen. */
  @Test
  void betweenTwoCallsNothingIsDrawn() {
    Series first = new Series("s", List.of(new Series.Point(NOW, 1)));
    Series second = new Series("s", List.of(new Series.Point(NOW.plusSeconds(60), 2)));
    Series again = new Series("s", List.of(new Series.Point(NOW, 3), second.points().getFirst()));

    assertThat(second.after(first).points()).hasSize(3);
    assertThat(second.after(first).measured()).isEqualTo(2);
    assertThat(second.after(first).points().get(1).value()).isNaN();
    assertThat(again.after(first)).isEqualTo(again);
  }

  /** Scenario 21. */
  @Test
  void theReportOfALinearShiftShowsAllItsSteps() {
    List<PastTurn> turns = new ArrayList<>();
    for (int step = 1; step <= 10; step++) {
      Instant since = NOW.plus(Duration.ofMinutes(20L * step));
      Subject subject = subject(step(step * 10), since, step * 10);
      Observation well = targets(since, "healthy", "healthy", "healthy");
      Verdict verdict =
          Verdict.of(GATE, List.of(Judge.judge(QUICK, well), Judge.judge(SLOW, well)));
      turns.add(turn(subject, since, verdict, Map.of("quick", well, "slow", well)));
    }
    PastTurn last = turns.getLast();

    String html = html(new Course(recorded(last.subject(), last.verdict(), last.to()), turns));
    assertThat(html).contains("This deployment before", "Targets: healthy, 30 points");
    for (int step = 1; step < 10; step++) {
      assertThat(html).contains("during-traffic, " + step * 10 + " % of traffic");
    }
    assertThat(html).doesNotContain("during-traffic, 100 % of traffic");
  }

  @Test
  void whoAsksForADayMakesNoMoreTurnsThanAreRemembered() {
    Subject subject = subject(step(10), NOW, 10);

    assertThat(
            IntStream.range(0, 3_000)
                .mapToObj(i ->
                    turn(
                        subject,
                        NOW.plusSeconds(30L * i),
                        Verdict.plain(Verdict.Outcome.WAIT, "Waiting"),
                        Map.of()))
                .map(PastTurn::slice)
                .distinct())
        .hasSizeLessThanOrEqualTo(33);
  }
}
