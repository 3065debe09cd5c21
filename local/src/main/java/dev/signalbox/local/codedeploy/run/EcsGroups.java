package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.codedeploy.appspec.AppSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.BlueGreenDeploymentConfiguration;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.InstanceAction;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupPairInfo;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoute;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/** What deployment groups of ECS services have to say, and what follows from it. */
final class EcsGroups {
  private EcsGroups() {}

  static AwsError invalidService(String why) {
    return AwsError.of("InvalidECSServiceException", why);
  }

  /**
   * @throws AwsError InvalidECSServiceException, InvalidTargetGroupPairException …
   */
  static void check(DeploymentGroupInfo group) {
    if (group.ecsServices().size() != 1) {
      throw invalidService("Deployment group must have exactly one ECS service");
    }
    if (group.deploymentStyle() == null
        || group.deploymentStyle().deploymentType() != DeploymentType.BLUE_GREEN
        || group.deploymentStyle().deploymentOption() != DeploymentOption.WITH_TRAFFIC_CONTROL) {
      throw AwsError.of(
          "InvalidDeploymentStyleException",
          "ECS deployment groups require deployment type BLUE_GREEN and deployment option"
              + " WITH_TRAFFIC_CONTROL");
    }
    checkBalancing(group);
    BlueGreenDeploymentConfiguration blueGreen = group.blueGreenDeploymentConfiguration();
    if (blueGreen == null
        || blueGreen.terminateBlueInstancesOnDeploymentSuccess() == null
        || blueGreen.deploymentReadyOption() == null) {
      throw AwsError.of(
          "InvalidBlueGreenDeploymentConfigurationException",
          "Blue/green deployments of ECS services require terminateBlueInstancesOnDeploymentSuccess"
              + " and deploymentReadyOption");
    }
  }

  private static void checkBalancing(DeploymentGroupInfo group) {
    if (group.loadBalancerInfo() == null
        || group.loadBalancerInfo().targetGroupPairInfoList().size() != 1) {
      throw AwsError.of(
          "InvalidLoadBalancerInfoException",
          "ECS deployment groups require a target group pair in loadBalancerInfo");
    }
    TargetGroupPairInfo pair = pair(group);
    if (pair.targetGroups().size() != 2
        || pair.targetGroups().stream().distinct().count() != 2
        || listener(pair.prodTrafficRoute()).isEmpty()) {
      throw AwsError.of(
          "InvalidTargetGroupPairException",
          "A target group pair has two target groups and a production listener");
    }
  }

  private static TargetGroupPairInfo pair(DeploymentGroupInfo group) {
    return group.loadBalancerInfo().targetGroupPairInfoList().getFirst();
  }

  private static Optional<String> listener(@Nullable TrafficRoute route) {
    return Optional.ofNullable(route)
        .map(TrafficRoute::listenerArns)
        .filter(it -> it.size() == 1)
        .map(List::getFirst);
  }

  /**
   * @throws AwsError InvalidLoadBalancerInfoException where a hook needs a test listener
   */
  static Ground.Prepared prepared(
      DeploymentGroupInfo group, AppSpec.Ecs spec, TrafficRoutingConfig routing) {
    Optional<String> testListener = listener(pair(group).testTrafficRoute());
    if (testListener.isEmpty() && spec.hooks().containsKey("AfterAllowTestTraffic")) {
      throw AwsError.of(
          "InvalidLoadBalancerInfoException",
          "The AppSpec file has a hook AfterAllowTestTraffic, but the deployment group has no test"
              + " listener");
    }
    Map<String, String> parts = new HashMap<>();
    parts.put(EcsParts.CLUSTER, name(group.ecsServices().getFirst().clusterName()));
    parts.put(EcsParts.SERVICE, name(group.ecsServices().getFirst().serviceName()));
    parts.put(EcsParts.TASK_DEFINITION, spec.taskDefinition());
    parts.put(EcsParts.CONTAINER, spec.container());
    parts.put(EcsParts.PORT, Integer.toString(spec.port()));
    parts.put(
        EcsParts.GROUPS,
        String.join(",", pair(group).targetGroups().stream().map(TargetGroupInfo::name).toList()));
    parts.put(EcsParts.LISTENER, listener(pair(group).prodTrafficRoute()).orElseThrow());
    testListener.ifPresent(it -> parts.put(EcsParts.TEST_LISTENER, it));
    return new Ground.Prepared(
        Plan.ecs(spec.hooks(), wishes(group, testListener.isPresent(), routing)), parts);
  }

  /** Also of an ARN. */
  private static String name(@Nullable String nameOrArn) {
    String text = nameOrArn == null ? "default" : nameOrArn;
    return text.substring(text.lastIndexOf('/') + 1);
  }

  private static Plan.Wishes wishes(
      DeploymentGroupInfo group, boolean testListener, TrafficRoutingConfig routing) {
    var ready = group.blueGreenDeploymentConfiguration().deploymentReadyOption();
    var after =
        group.blueGreenDeploymentConfiguration().terminateBlueInstancesOnDeploymentSuccess();
    return new Plan.Wishes(
        testListener,
        ready.actionOnTimeout() == DeploymentReadyAction.STOP_DEPLOYMENT
            ? Optional.of(minutes(ready.waitTimeInMinutes()))
            : Optional.empty(),
        routing,
        after.action() == InstanceAction.KEEP_ALIVE
            ? Optional.empty()
            : Optional.of(minutes(after.terminationWaitTimeInMinutes())));
  }

  private static Duration minutes(@Nullable Integer minutes) {
    return Duration.ofMinutes(minutes == null ? 0 : minutes);
  }
}
