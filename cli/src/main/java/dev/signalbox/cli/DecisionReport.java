package dev.signalbox.cli;

import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.route.Decision;
import dev.signalbox.core.route.Decisions;
import dev.signalbox.core.route.Outcome;
import dev.signalbox.core.route.Route;
import java.util.List;

/** Decisions for people: a line for each route. */
public record DecisionReport(Decisions decisions) {

  /** One line for each route. */
  public List<String> lines() {
    return decisions.all().stream().map(DecisionReport::line).toList();
  }

  private static String line(Decision decision) {
    String route = decision.route().map(Route::name).orElse("(all)");
    String pipeline =
        taken(decision) ? " → " + decision.target().map(t -> name(t.pipeline())).orElse("") : "";
    return String.format(
        "%-10s %-10s %s%s",
        decision.outcome().word(), route, Console.safe(decision.outcome().reason()), pipeline);
  }

  private static boolean taken(Decision decision) {
    return decision.outcome() instanceof Outcome.Started
        || decision.outcome() instanceof Outcome.Forwarded;
  }

  private static String name(PipelineId pipeline) {
    return pipeline.account() + "/" + pipeline.region() + "/" + pipeline.name();
  }
}
