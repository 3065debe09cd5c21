package dev.signalbox.functions.router;

import dev.signalbox.core.ephemeral.Fate;
import dev.signalbox.core.ephemeral.Sweep;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Route;
import dev.signalbox.core.start.Routed;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Some of what was decided could not be carried out. */
final class Unfinished extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Unfinished(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static Unfinished of(Routed routed) {
    return new Unfinished(
        routed.decisions().all().stream()
            .filter(decision -> decision.outcome() instanceof Outcome.Failed)
            .map(Unfinished::line)
            .collect(Collectors.joining("; ")),
        routed.unfinished().orElse(null));
  }

  static Unfinished of(List<Sweep.Swept> pipelines) {
    return new Unfinished(
        pipelines.stream()
            .filter(one -> one.fate().kind() == Fate.Kind.FAILED)
            .map(one -> "Pipeline %s: %s".formatted(one.pipeline(), one.fate().words()))
            .collect(Collectors.joining("; ")),
        null);
  }

  private static String line(Decision decision) {
    return "Route '%s': %s"
        .formatted(decision.route().map(Route::name).orElse("?"), decision.outcome().reason());
  }
}
