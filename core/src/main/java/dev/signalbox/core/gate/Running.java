package dev.signalbox.core.gate;

import dev.signalbox.core.gate.Guarded.DeploymentGroup;
import java.time.Instant;
import java.util.List;

/** CodeDeploy's deployments that run right now. */
public interface Running {
  /**
   * A deployment in which a hook that names the gate is in progress.
   *
   * @param rollback whether it goes back to what served before
   * @param event the lifecycle event, by CodeDeploy's name
   * @param asked how many hooks that name the gate have begun by now, this one included
   * @param since when this one began
   */
  record Waiting(
      DeploymentGroup group,
      String deployment,
      boolean rollback,
      String event,
      int asked,
      Instant since) {}

  /**
   * Those of a group that wait for the gate.
   *
   * @throws dev.signalbox.core.Refused where that may not be asked
   * @throws dev.signalbox.core.Unavailable where it cannot be told now
   */
  List<Waiting> waiting(DeploymentGroup group);

  /**
   * Ends a deployment as a hook that fails would; one that has ended stays as it is.
   *
   * @throws dev.signalbox.core.Refused where it may not be stopped
   * @throws dev.signalbox.core.Unavailable where it could not be stopped now
   */
  void stop(Waiting waiting);
}
