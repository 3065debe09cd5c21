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
      case Observation.Answers answers ->
          switch (check.probe()) {
            case Http http -> http(check, http, answers);
          };
    };
  }

  private static Finding http(Check check, Http http, Observation.Answers answers) {
    long wrong = answers.statuses().stream().filter(s -> s != http.status()).count();
    if (answers.statuses().isEmpty()) {
      return Finding.of(check, Result.INCONCLUSIVE, "Nothing was asked");
    }
    return wrong == 0
        ? Finding.of(check, Result.PASS, "Every answer was " + http.status())
        : Finding.of(check, Result.FAIL, wrong + " answers were not " + http.status());
  }
}
