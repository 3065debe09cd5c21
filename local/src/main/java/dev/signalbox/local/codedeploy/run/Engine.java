package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/** Carries out the deployments of some compute platforms. */
public interface Engine extends AutoCloseable {
  Set<ComputePlatform> platforms();

  /**
   * @throws AwsError what creating or changing such a group answers
   */
  void check(Place place, DeploymentGroupInfo group);

  /**
   * Accepts the deployment, of status Created, and begins with it.
   *
   * @throws AwsError where its revision cannot be deployed; nothing has happened then
   */
  void begin(Deployment deployment, DeploymentGroupInfo group, TrafficRoutingConfig routing);

  /** Goes on with a deployment that a stop of {@code local} has cut off. */
  void resume(Deployment deployment);

  void stop(Deployment deployment, boolean rollBack);

  /**
   * Ends one of the deployment's waits.
   *
   * @throws AwsError DeploymentIsNotInReadyStateException …
   */
  void goOn(Deployment deployment, DeploymentWaitType wait);

  /**
   * The answer of a hook's function.
   *
   * @throws AwsError InvalidLifecycleEventHookExecutionIdException,
   *     LifecycleEventAlreadyCompletedException …
   */
  void answered(Deployment deployment, String hook, LifecycleEventStatus answer);

  List<DeploymentTarget> targets(Deployment deployment);

  /** Nothing more is done; {@code resume} goes on with it another time. */
  @Override
  void close();
}
