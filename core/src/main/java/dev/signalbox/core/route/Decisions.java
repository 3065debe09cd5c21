package dev.signalbox.core.route;

import dev.signalbox.core.release.Cause;
import dev.signalbox.core.release.Event;
import java.util.List;

/** Everything that was decided about one event, by one version of the definition. */
public record Decisions(Event event, String version, List<Decision> all) {
  /** Of all witnesses' names together; a file's name may have four thousand characters. */
  private static final int MOST_CHARACTERS = 100_000;

  public Decisions {
    all = List.copyOf(all);
  }

  /** Nothing is done about an event, whatever the routes say. */
  public static Decisions rejecting(Event event, String version, String reason) {
    return new Decisions(event, version, List.of(Decision.ofAll(new Outcome.Rejected(reason))));
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

  /** With fewer and shorter witnesses where all of them would not fit into one record. */
  Decisions bounded() {
    long characters =
        all.stream()
            .flatMap(decision -> decision.grounds().stream())
            .flatMap(grounds -> grounds.witnesses().stream())
            .mapToLong(String::length)
            .sum();
    return characters <= MOST_CHARACTERS
        ? this
        : new Decisions(event, version, all.stream().map(Decision::brief).toList());
  }

  /** Without those that nothing follows from: what is left where a record would be too large. */
  public Decisions taken() {
    return new Decisions(
        event,
        version,
        all.stream().filter(decision -> !(decision.outcome() instanceof Outcome.Skipped)).toList());
  }
}
