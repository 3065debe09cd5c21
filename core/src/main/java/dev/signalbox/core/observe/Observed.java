package dev.signalbox.core.observe;

import dev.signalbox.core.ledger.Executions.Known;
import java.util.Optional;

/**
 * What became of an observation.
 *
 * @param reason in a person's words
 * @param known what is known of the execution now, where it was believed
 */
public record Observed(
    Observation observation, Outcome outcome, String reason, Optional<Known> known) {
  /** The kinds of things that can become of an observation. */
  public enum Outcome {
    /** It is on record and counts for the ref it ran for. */
    COUNTED,
    /** It is on record; nobody has said yet that this execution was started for a push. */
    RECORDED,
    /** Nothing follows from it. */
    IGNORED,
    /** It is not believed. */
    REJECTED
  }
}
