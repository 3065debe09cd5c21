package dev.signalbox.local.codedeploy.inplace;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.codedeploy.run.Deployment;
import dev.signalbox.local.codedeploy.run.Engine;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetType;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHosts;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/** Deployments that replace files on instances and run scripts there. */
public final class InPlaceEngine implements Engine {
  private final Tour tour;
  private final Visits visits;
  private final Hosts hosts;

  /**
   * @param leastHealthy what the configuration of that name in that place says
   */
  public InPlaceEngine(
      Store store,
      InstantSource clock,
      Hosts hosts,
      Objects objects,
      Tour.Surroundings surroundings,
      BiFunction<Place, String, Optional<MinimumHealthyHosts>> leastHealthy) {
    this.hosts = hosts;
    this.visits = new Visits(store, clock);
    this.tour = new Tour(store, visits, hosts, objects, surroundings, leastHealthy);
  }

  @Override
  public Set<ComputePlatform> platforms() {
    return Set.of(ComputePlatform.SERVER);
  }

  @Override
  public void check(Place place, DeploymentGroupInfo group) {
    boolean blueGreen =
        group.deploymentStyle() != null
            && group.deploymentStyle().deploymentType() == DeploymentType.BLUE_GREEN;
    boolean balanced =
        group.deploymentStyle() != null
            && group.deploymentStyle().deploymentOption() == DeploymentOption.WITH_TRAFFIC_CONTROL;
    if (blueGreen || balanced) {
      throw AwsError.notImplemented(
          "codedeploy", "deployments to instances with traffic control or blue/green");
    }
    if (!group.autoScalingGroups().isEmpty()) {
      throw AwsError.notImplemented("codedeploy", "deployments to Auto Scaling groups");
    }
  }

  @Override
  public void begin(
      Deployment deployment, DeploymentGroupInfo group, TrafficRoutingConfig routing) {
    RevisionLocation revision = deployment.shown().revision();
    if (revision.revisionType() == RevisionLocationType.GIT_HUB) {
      throw AwsError.notImplemented("codedeploy", "revisions in GitHub");
    }
    if (revision.revisionType() != RevisionLocationType.S3
        || !revision.s3Location().bundleTypeAsString().matches("zip|tar|tgz")) {
      throw AwsError.of(
          "InvalidRevisionException", "What is deployed to instances is a bundle in S3");
    }
    if (Boolean.TRUE.equals(deployment.shown().updateOutdatedInstancesOnly())) {
      throw AwsError.notImplemented("codedeploy", "updateOutdatedInstancesOnly");
    }
    if (deployment.shown().targetInstances() != null) {
      throw AwsError.notImplemented("codedeploy", "targetInstances");
    }
    tour.begin(deployment, group);
  }

  @Override
  public void resume(Deployment deployment) {
    tour.resume(deployment);
  }

  @Override
  public void stop(Deployment deployment, boolean rollBack) {
    tour.stop(deployment, rollBack);
  }

  @Override
  public void goOn(Deployment deployment, DeploymentWaitType wait) {
    throw AwsError.of(
        "DeploymentIsNotInReadyStateException",
        "Deployment %s is not waiting: %s".formatted(deployment.id(), wait));
  }

  @Override
  public void answered(Deployment deployment, String hook, LifecycleEventStatus answer) {
    throw AwsError.of(
        "UnsupportedActionForDeploymentTypeException",
        "Deployments to instances ask no functions: " + deployment.id());
  }

  @Override
  public List<DeploymentTarget> targets(Deployment deployment) {
    Place place = deployment.place();
    return visits.of(place, deployment.id()).stream()
        .map(visit ->
            DeploymentTarget.builder()
                .deploymentTargetType(DeploymentTargetType.INSTANCE_TARGET)
                .instanceTarget(
                    visit.shown(
                        hosts
                            .find(place, visit.host())
                            .map(Host::arn)
                            .orElse(place.arn("codedeploy", "instance/" + visit.host()))))
                .build())
        .toList();
  }

  @Override
  public void close() {
    tour.close();
  }
}
