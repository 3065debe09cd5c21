package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Event;
import java.util.List;

/** Everything that was decided about one event, by one version of the definition. */
public record Decisions(Event event, String version, List<Decision> all) {
  public Decisions {
    all = List.copyOf(all);
  }

  /**
   * Equal for every telling of one cause, so that its decisions are one record. What is not
   * believed is a record of its own: it cannot pass itself off as what was decided.
   */
  public String subject() {
    if (all.stream().anyMatch(decision -> decision.outcome() instanceof Outcome.Rejected)) {
      return "rejected delivery " + event.delivery();
    }
    return event.cause().map(Cause::move).orElseGet(() -> "delivery " + event.delivery());
  }

  /** Whether everything that was decided has been carried out. */
  public boolean complete() {
    return all.stream().noneMatch(decision -> decision.outcome() instanceof Outcome.Failed);
  }
}
