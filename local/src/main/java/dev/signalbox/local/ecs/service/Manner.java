package dev.signalbox.local.ecs.service;

import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.Service;

/** How a service gets from one version to the next: what its deployment controller decides. */
interface Manner {
  static Manner of(Steward steward, Yard yard) {
    return steward.model().deploymentController().type() == DeploymentControllerType.ECS
        ? new Rollouts(steward, yard)
        : new TaskSetKeeper(steward, yard);
  }

  /** Begins with what the service is to be. */
  void created(Asked asked);

  /** Takes up what was there when {@code local} was stopped. */
  void resume();

  /** Called with the service locked, after its tasks have been looked at. */
  void look();

  /** The service's desired count has changed. */
  void rescaled();

  Service.Builder described(Service.Builder service);

  /** Begins nothing new from now on. */
  void end();
}
