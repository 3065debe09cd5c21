package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Result;

/** Says what follows from what was measured; the same measurements always say the same. */
public final class Judge {
  private Judge() {}

  public static Finding judge(Check check, Observation observation) {
    return switch (observation) {
      case Observation.Unmeasured(String why) -> Finding.of(check, Result.ERROR, why);
      case Observation.CutOff(String why) -> Finding.of(check, Result.INCONCLUSIVE, why);
      case Observation.Missing(String what) -> Finding.of(check, Result.FAIL, what);
      case Measured measured -> measured(check.probe(), measured).on(check);
    };
  }

  private static Ruling measured(Probe probe, Measured measured) {
    return switch (probe) {
      case Http http when measured instanceof Answers answers -> HttpJudge.judge(http, answers);
      case Http _ -> strange(probe);
    };
  }

  /** What was stored belongs to another check: nothing follows from it. */
  private static Ruling strange(Probe probe) {
    return Ruling.of(
        Result.ERROR,
        "What was measured is not what a check '%s' measures".formatted(probe.kind()));
  }
}
