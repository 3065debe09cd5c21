package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.ecs.deployment.Strategy;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Whether what a service is to run and where it is to be reached fit together. */
record Version(TaskDefinition definition, List<LoadBalancer> balancers) {

  /**
   * @throws AwsError InvalidParameterException
   */
  void check(LoadBalancers existing) {
    for (LoadBalancer balancer : balancers) {
      if (balancer.loadBalancerName() != null || balancer.targetGroupArn() == null) {
        throw EcsError.unsupported("signalbox local has no Classic Load Balancers.");
      }
      checkContainer(balancer);
      checkTargetGroup(existing, balancer.targetGroupArn());
      if (balancer.advancedConfiguration() != null
          && balancer.advancedConfiguration().alternateTargetGroupArn() != null) {
        checkTargetGroup(existing, balancer.advancedConfiguration().alternateTargetGroupArn());
      }
    }
  }

  /**
   * Traffic can only be shifted where it is said how.
   *
   * @throws AwsError InvalidParameterException
   */
  static void checkStrategy(
      Strategy strategy, List<LoadBalancer> balancers, LoadBalancers existing) {
    if (strategy.isRolling()) {
      return;
    }
    for (LoadBalancer balancer : balancers) {
      AdvancedConfiguration advanced = balancer.advancedConfiguration();
      if (advanced == null
          || advanced.alternateTargetGroupArn() == null
          || advanced.productionListenerRule() == null
          || advanced.roleArn() == null) {
        throw EcsError.invalid(
            "advancedConfiguration with alternateTargetGroupArn, productionListenerRule and roleArn"
                + " is required for the deployment strategy "
                + strategy.kind()
                + ".");
      }
      Stream.of(advanced.productionListenerRule(), advanced.testListenerRule())
          .filter(it -> it != null && !existing.exists(it))
          .findFirst()
          .ifPresent(rule -> {
            throw EcsError.invalid("The listener rule " + rule + " does not exist.");
          });
    }
  }

  private void checkContainer(LoadBalancer balancer) {
    ContainerDefinition container =
        definition.containerDefinitions().stream()
            .filter(it -> it.name().equals(balancer.containerName()))
            .findFirst()
            .orElseThrow(() ->
                EcsError.invalid(
                    "The container %s does not exist in the task definition."
                        .formatted(balancer.containerName())));
    if (container.portMappings().stream()
        .noneMatch(it -> it.containerPort().equals(balancer.containerPort()))) {
      throw EcsError.invalid(
          "The container %s did not have a container port %s defined."
              .formatted(balancer.containerName(), balancer.containerPort()));
    }
  }

  private static void checkTargetGroup(LoadBalancers existing, String arn) {
    try {
      existing.targets(arn);
    } catch (AwsError e) {
      throw EcsError.invalid("The target group with targetGroupArn " + arn + " does not exist.");
    }
  }
}
