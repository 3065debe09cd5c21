package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;

/** Says what follows from what was measured; the same measurements always say the same. */
public final class Judge {
  private static final Comparison COMPARISON = new ByMargin();

  private Judge() {}

  public static Finding judge(Check check, Observation observation) {
    return switch (observation) {
      case Observation.Unmeasured(String why) -> Finding.of(check, Result.ERROR, why);
      case Observation.CutOff(String why) -> Finding.of(check, Result.INCONCLUSIVE, why);
      case Observation.Needless(String why) -> Finding.of(check, Result.SKIPPED, why);
      case Observation.Missing(String what) -> Finding.of(check, Result.FAIL, what);
      case Preflight _ -> strange(check.probe()).on(check);
      case Measured measured -> measured(check.probe(), measured).on(check);
    };
  }

  /** What follows so far, for whoever measures on while there is nothing to say. */
  public static Result result(Probe probe, Measured measured) {
    return measured(probe, measured).result();
  }

  private static Ruling measured(Probe probe, Measured measured) {
    return switch (probe) {
      case Http http when measured instanceof Answers answers -> HttpJudge.judge(http, answers);
      case TargetHealth health when measured instanceof TargetStates states -> states.judge(health);
      case TasksStable stable when measured instanceof TaskCounts counts -> counts.judge(stable);
      case Alarms alarms when measured instanceof AlarmStates states -> states.judge(alarms);
      case Metric metric when measured instanceof MetricPoints points -> points.judge(metric);
      case Compare compare when measured instanceof BothPoints both ->
          both.judge(compare, COMPARISON);
      case LogErrors errors when measured instanceof LogLines lines -> lines.judge(errors);
      case ImageScan scan when measured instanceof ImageFindings images -> images.judge(scan);
      case Custom custom when measured instanceof Invoked invoked -> invoked.judge(custom);
      case Manual manual when measured instanceof Decided decided -> decided.judge(manual);
      case Http _, TargetHealth _, TasksStable _, Alarms _, Metric _, Compare _ -> strange(probe);
      case LogErrors _, ImageScan _, Custom _, Manual _ -> strange(probe);
    };
  }

  /** What was stored belongs to another check: nothing follows from it. */
  private static Ruling strange(Probe probe) {
    return Ruling.of(
        Result.ERROR,
        "What was measured is not what a check '%s' measures".formatted(probe.kind()));
  }
}
