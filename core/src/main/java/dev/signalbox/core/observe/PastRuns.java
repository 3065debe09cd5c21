package dev.signalbox.core.observe;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.ExecutionId;
import dev.signalbox.core.release.Target;

/** The executions of all pipelines, as CodePipeline remembers them. */
public interface PastRuns {
  /**
   * One execution.
   *
   * @throws Refused where there is none, or nobody may look
   * @throws Unavailable where asking again may work
   */
  PastRun of(Target pipeline, ExecutionId execution);
}
