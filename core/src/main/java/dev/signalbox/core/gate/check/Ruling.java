package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Check;
import dev.signalbox.core.gate.Finding;
import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import java.util.List;

/** What follows for a check from what was measured. */
record Ruling(Result result, String reason, List<Figure> figures) {
  static Ruling of(Result result, String reason, Figure... figures) {
    return new Ruling(result, reason, List.of(figures));
  }

  static Ruling of(Result result, String reason, List<Figure> figures) {
    return new Ruling(result, reason, figures);
  }

  Finding on(Check check) {
    return new Finding(check.name(), result, reason, figures);
  }
}
