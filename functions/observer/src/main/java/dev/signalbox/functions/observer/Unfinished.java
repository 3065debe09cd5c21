package dev.signalbox.functions.observer;

import dev.signalbox.core.observe.Observed;
import dev.signalbox.core.route.Outcome;
import java.util.stream.Collectors;

/** Some of what follows an execution could not be carried out. */
final class Unfinished extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Unfinished(String message) {
    super(message);
  }

  static Unfinished of(Observed observed) {
    return new Unfinished(
        observed.promotions().stream()
            .filter(promoted -> promoted.outcome() instanceof Outcome.Failed)
            .map(promoted ->
                "Promotion '%s': %s"
                    .formatted(promoted.promotion().name(), promoted.outcome().reason()))
            .collect(Collectors.joining("; ")));
  }
}
