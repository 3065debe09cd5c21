package dev.signalbox.core.gate.check;

import dev.signalbox.core.gate.Finding.Figure;
import dev.signalbox.core.gate.Finding.Result;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a function of one's own answered.
 *
 * @param error that it failed, as Lambda says it
 * @param result what it said; empty where its answer has another shape
 */
public record Invoked(
    Optional<String> error, Optional<String> result, String reason, List<Figure> figures)
    implements Measured {
  private static final Map<String, Result> WORDS =
      Map.of(
          "pass", Result.PASS,
          "fail", Result.FAIL,
          "inconclusive", Result.INCONCLUSIVE,
          "wait", Result.WAIT);

  public Invoked {
    figures = List.copyOf(figures);
  }

  Ruling judge(Custom probe) {
    if (error.isPresent()) {
      return Ruling.of(
          Result.ERROR, "Function '%s' failed: %s".formatted(probe.function(), error.get()));
    }
    return result
        .flatMap(word -> Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT))))
        .map(said -> Ruling.of(said, reason, figures))
        .orElseGet(() ->
            Ruling.of(
                Result.ERROR,
                "Function '%s' did not answer with a result of pass, fail, inconclusive or wait"
                    .formatted(probe.function())));
  }
}
