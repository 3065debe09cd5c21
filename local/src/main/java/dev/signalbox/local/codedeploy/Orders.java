package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.codedeploy.run.Deployment;
import dev.signalbox.local.codedeploy.run.DeploymentIds;
import dev.signalbox.local.codedeploy.run.DeploymentLog;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;

/** Makes deployments of what is asked for. */
record Orders(
    Applications applications,
    Groups groups,
    Configurations configurations,
    RevisionRegister revisions,
    DeploymentLog log,
    Engines engines,
    InstantSource clock) {
  private static final TrafficRoutingConfig AT_ONCE =
      TrafficRoutingConfig.builder().type(TrafficRoutingType.ALL_AT_ONCE).build();

  /** The new deployment's id. */
  String accept(Place place, CreateDeploymentRequest request, DeploymentCreator creator) {
    applications.existing(place, request.applicationName());
    DeploymentGroupInfo group =
        groups.existing(place, request.applicationName(), request.deploymentGroupName());
    Optional<RevisionLocation> before = deployedBefore(place, group);
    RevisionLocation revision =
        request.revision() == null && before.isPresent()
            ? before.get()
            : RevisionOperations.checked(request.revision());
    DeploymentConfigInfo configuration =
        configurations.existing(
            place,
            Objects.requireNonNullElse(
                request.deploymentConfigName(), group.deploymentConfigName()),
            group.computePlatform());
    GroupRules.check(request.overrideAlarmConfiguration());
    GroupRules.check(request.autoRollbackConfiguration());
    Deployment deployment =
        Deployment.of(
            place,
            described(request, group, configuration, revision, before.orElse(null), creator));
    engines
        .of(group.computePlatform())
        .begin(
            deployment,
            group,
            Objects.requireNonNullElse(configuration.trafficRoutingConfig(), AT_ONCE));
    revisions.note(
        place, request.applicationName(), revision, clock.instant(), request.deploymentGroupName());
    return deployment.id();
  }

  private Optional<RevisionLocation> deployedBefore(Place place, DeploymentGroupInfo group) {
    String name = group.applicationName() + "/" + group.deploymentGroupName();
    return log.of(place).stream()
        .filter(it -> it.group().equals(name))
        .map(Deployment::shown)
        .filter(it -> it.status() == DeploymentStatus.SUCCEEDED)
        .findFirst()
        .map(DeploymentInfo::revision);
  }

  private DeploymentInfo described(
      CreateDeploymentRequest request,
      DeploymentGroupInfo group,
      DeploymentConfigInfo configuration,
      RevisionLocation revision,
      @Nullable RevisionLocation before,
      DeploymentCreator creator) {
    return DeploymentInfo.builder()
        .deploymentId(DeploymentIds.next())
        .applicationName(group.applicationName())
        .deploymentGroupName(group.deploymentGroupName())
        .deploymentConfigName(configuration.deploymentConfigName())
        .computePlatform(group.computePlatform())
        .status(DeploymentStatus.CREATED)
        .createTime(clock.instant())
        .creator(creator)
        .description(request.description())
        .revision(revision)
        .previousRevision(before)
        .ignoreApplicationStopFailures(Boolean.TRUE.equals(request.ignoreApplicationStopFailures()))
        .updateOutdatedInstancesOnly(Boolean.TRUE.equals(request.updateOutdatedInstancesOnly()))
        .fileExistsBehavior(request.fileExistsBehavior())
        .targetInstances(request.targetInstances())
        .autoRollbackConfiguration(
            request.autoRollbackConfiguration() == null
                ? group.autoRollbackConfiguration()
                : request.autoRollbackConfiguration())
        .overrideAlarmConfiguration(request.overrideAlarmConfiguration())
        .deploymentStyle(group.deploymentStyle())
        .blueGreenDeploymentConfiguration(group.blueGreenDeploymentConfiguration())
        .loadBalancerInfo(group.loadBalancerInfo())
        .instanceTerminationWaitTimeStarted(false)
        .build();
  }
}
