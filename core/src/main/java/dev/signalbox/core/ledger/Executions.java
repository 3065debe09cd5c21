package dev.signalbox.core.ledger;

import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.PipelineId;
import dev.signalbox.core.release.TriggerId;
import dev.signalbox.core.route.Progress;
import java.util.Optional;

/**
 * What executions run for and how they ended. The two facts come from two sides in either order,
 * and can be told again; whoever tells one learns whether the other is known.
 */
public interface Executions {
  /** Keeps nothing. */
  Executions NONE =
      new Executions() {
        @Override
        public Known runsFor(Execution execution, Purpose purpose) {
          return new Known(Optional.of(purpose), Optional.empty());
        }

        @Override
        public Known ended(Execution execution, End end) {
          return new Known(Optional.empty(), Optional.of(end));
        }
      };

  /** One run of a pipeline; only both together name it. */
  record Execution(PipelineId pipeline, ExecutionId id) {}

  /**
   * Why it was started.
   *
   * @param line absent where it runs for no branch and no tag
   */
  record Purpose(Optional<Progress.Line> line, TriggerId trigger) {}

  /** All that is known of an execution. */
  record Known(Optional<Purpose> purpose, Optional<End> end) {}

  Known runsFor(Execution execution, Purpose purpose);

  /** A success stays, whatever is told later; of other ends the one that was told last. */
  Known ended(Execution execution, End end);
}
