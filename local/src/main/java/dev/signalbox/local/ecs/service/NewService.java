package dev.signalbox.local.ecs.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.ecs.deployment.Strategy;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentController;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What a service is at its creation: as asked for, with AWS's defaults. */
record NewService(Yard yard) {
  /**
   * The service as the API shows it, and its first version.
   *
   * @param configuration its deployment configuration, with what is newer than the SDK
   */
  record Made(Service model, ObjectNode configuration, Asked asked) {}

  /**
   * @throws AwsError InvalidParameterException, ClientException, UnsupportedFeatureException
   */
  Made of(Caller caller, String cluster, CreateServiceRequest request, ObjectNode configuration) {
    checkName(request.serviceName());
    DeploymentControllerType controller =
        Optional.ofNullable(request.deploymentController())
            .map(DeploymentController::type)
            .orElse(DeploymentControllerType.ECS);
    checkSupported(request);
    Service model = model(caller, cluster, request, controller);
    Strategy strategy = Strategy.of(configuration);
    if (controller != DeploymentControllerType.ECS && !strategy.isRolling()) {
      throw EcsError.invalid(
          "The deployment strategy "
              + strategy.kind()
              + " requires the ECS deployment controller.");
    }
    Asked asked = asked(caller, model, request, controller);
    Version.checkStrategy(strategy, asked.balancers(), yard.balancers());
    return new Made(model, merged(configuration, model), asked);
  }

  /** With AWS's defaults. */
  static ObjectNode merged(ObjectNode given, Service model) {
    ObjectNode merged = Shapes.json(model.deploymentConfiguration());
    merged.setAll(given);
    merged.putIfAbsent("strategy", merged.textNode("ROLLING"));
    return merged;
  }

  private static void checkName(String name) {
    if (!name.matches("[a-zA-Z0-9_-]{1,255}")) {
      throw EcsError.invalid(
          "Service name should contain up to 255 letters, numbers, hyphens, and underscores.");
    }
  }

  private static void checkSupported(CreateServiceRequest request) {
    if (request.schedulingStrategy() == SchedulingStrategy.DAEMON) {
      throw EcsError.unsupported("signalbox local has no container instances for DAEMON services.");
    }
    if (request.hasServiceRegistries() || request.serviceConnectConfiguration() != null) {
      throw EcsError.unsupported("signalbox local has no service discovery.");
    }
    if (request.hasVolumeConfigurations() || request.hasVpcLatticeConfigurations()) {
      throw EcsError.unsupported("signalbox local has neither volumes nor VPC Lattice.");
    }
    if (request.desiredCount() != null && request.desiredCount() < 0) {
      throw EcsError.invalid("desiredCount must not be negative.");
    }
  }

  private Asked asked(
      Caller caller,
      Service model,
      CreateServiceRequest request,
      DeploymentControllerType controller) {
    if (controller == DeploymentControllerType.EXTERNAL) {
      if (request.taskDefinition() != null || !request.loadBalancers().isEmpty()) {
        throw EcsError.invalid(
            "Task definition and load balancers cannot be specified for a service with an EXTERNAL"
                + " deployment controller: its task sets have them.");
      }
      return new Asked("", List.of(), model.launchTypeAsString(), "", "", 0);
    }
    if (request.taskDefinition() == null) {
      throw EcsError.invalid("TaskDefinition can not be blank.");
    }
    if (controller == DeploymentControllerType.CODE_DEPLOY && request.loadBalancers().isEmpty()) {
      throw EcsError.invalid(
          "Load balancer is required for a service with a CODE_DEPLOY deployment controller.");
    }
    TaskDefinition definition = yard.definitions().active(caller.place(), request.taskDefinition());
    new Version(definition, request.loadBalancers()).check(yard.balancers());
    return new Asked(
        definition.taskDefinitionArn(),
        request.loadBalancers(),
        model.launchTypeAsString(),
        "",
        "",
        100);
  }

  private Service model(
      Caller caller,
      String cluster,
      CreateServiceRequest request,
      DeploymentControllerType controller) {
    String arn = ServiceOperations.arn(caller.place(), cluster, request.serviceName());
    String definition =
        Optional.ofNullable(request.taskDefinition())
            .map(it -> yard.definitions().active(caller.place(), it).taskDefinitionArn())
            .orElse(null);
    return Service.builder()
        .serviceArn(arn)
        .serviceName(request.serviceName())
        .clusterArn(Clusters.arn(caller.place(), cluster))
        .status("ACTIVE")
        .taskDefinition(definition)
        .loadBalancers(request.loadBalancers())
        .desiredCount(Optional.ofNullable(request.desiredCount()).orElse(0))
        .launchType(Optional.ofNullable(request.launchType()).orElse(LaunchType.EC2))
        .platformVersion(request.platformVersion())
        .deploymentConfiguration(configuration(request.deploymentConfiguration()))
        .deploymentController(DeploymentController.builder().type(controller).build())
        .networkConfiguration(request.networkConfiguration())
        .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
        .schedulingStrategy(SchedulingStrategy.REPLICA)
        .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
        .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
        .propagateTags(request.propagateTags())
        .placementConstraints(request.placementConstraints())
        .placementStrategy(request.placementStrategy())
        .tags(request.tags())
        .createdAt(yard.clock().instant())
        .createdBy(caller.arn())
        .build();
  }

  private static DeploymentConfiguration configuration(
      @org.jspecify.annotations.Nullable DeploymentConfiguration given) {
    DeploymentConfiguration wished =
        Optional.ofNullable(given).orElse(DeploymentConfiguration.builder().build());
    return wished.toBuilder()
        .maximumPercent(Optional.ofNullable(wished.maximumPercent()).orElse(200))
        .minimumHealthyPercent(Optional.ofNullable(wished.minimumHealthyPercent()).orElse(100))
        .build();
  }

  /** What an update asks for; what it does not name stays. */
  static Service.Builder updated(
      Service.Builder service, Service before, UpdateServiceRequest request) {
    if (request.desiredCount() != null) {
      service.desiredCount(request.desiredCount());
    }
    if (request.deploymentConfiguration() != null) {
      service.deploymentConfiguration(configuration(request.deploymentConfiguration()));
    }
    if (request.healthCheckGracePeriodSeconds() != null) {
      service.healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds());
    }
    if (request.networkConfiguration() != null) {
      service.networkConfiguration(request.networkConfiguration());
    }
    return service
        .platformVersion(
            Optional.ofNullable(request.platformVersion()).orElse(before.platformVersion()))
        .enableExecuteCommand(
            Optional.ofNullable(request.enableExecuteCommand())
                .orElse(before.enableExecuteCommand()));
  }
}
