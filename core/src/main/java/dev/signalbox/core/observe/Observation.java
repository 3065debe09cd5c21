package dev.signalbox.core.observe;

import dev.signalbox.core.ledger.End;
import dev.signalbox.core.ledger.Executions.Execution;

/** Something that was told of a pipeline, read. */
public sealed interface Observation {
  /** The id of the event that told it. */
  String delivery();

  /** An execution has come to an end, though a stage of it may be tried again. */
  record Ended(String delivery, Execution execution, End end) implements Observation {}

  /** A well-formed event from which nothing follows. */
  record Irrelevant(String delivery, String reason) implements Observation {}

  /** An event that contradicts itself; it is told and not acted upon. */
  record Suspect(String delivery, String reason) implements Observation {}
}
