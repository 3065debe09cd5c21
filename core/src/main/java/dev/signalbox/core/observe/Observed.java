package dev.signalbox.core.observe;

import dev.signalbox.core.route.Outcome.Failed;
import java.util.List;

/**
 * What became of an observation.
 *
 * @param reason in a person's words
 * @param version that of the definition by which it was decided, or nothing
 * @param promotions what followed
 */
public record Observed(
    Observation observation,
    Outcome outcome,
    String reason,
    String version,
    List<Promoted> promotions) {
  /** The kinds of things that can become of an observation. */
  public enum Outcome {
    /** It is on record and counts for the ref it ran for. */
    COUNTED,
    /** It is on record; it is not known to have run for a ref. */
    RECORDED,
    /** Nothing follows from it. */
    IGNORED,
    /** It is not believed. */
    REJECTED
  }

  public Observed {
    promotions = List.copyOf(promotions);
  }

  /** Whether everything that follows has been carried out. */
  public boolean complete() {
    return promotions.stream().noneMatch(promoted -> promoted.outcome() instanceof Failed);
  }
}
