package dev.signalbox.core.start;

import dev.signalbox.core.release.ExecutionId;
import java.time.Instant;
import java.util.Optional;

/**
 * The pipelines of all accounts. Each call is made under the trigger's role with the trigger's id
 * as session name, so that the execution's own history carries the id.
 */
public interface Pipelines {
  Pipeline describe(Trigger trigger);

  ExecutionId start(StartRequest request);

  /** The execution that this trigger started, if its pipeline's history has one since then. */
  Optional<ExecutionId> startedBy(Trigger trigger, Instant since);
}
