package dev.signalbox.local.ecs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerCondition;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** What a task definition must be, beyond what the model says. */
final class TaskDefinitionRules {
  private TaskDefinitionRules() {}

  /**
   * @throws AwsError ClientException
   */
  static void check(RegisterTaskDefinitionRequest request) {
    if (!request.family().matches("[a-zA-Z0-9_-]{1,255}")) {
      throw EcsError.client(
          "Family should contain up to 255 letters, numbers, hyphens, and underscores.");
    }
    List<ContainerDefinition> containers = request.containerDefinitions();
    if (containers.isEmpty()) {
      throw EcsError.client("Container list cannot be empty.");
    }
    if (!request.volumes().isEmpty()) {
      throw EcsError.unsupported("signalbox local has no volumes for tasks.");
    }
    Set<String> names = new HashSet<>();
    for (ContainerDefinition container : containers) {
      checkContainer(container);
      if (!names.add(container.name())) {
        throw EcsError.client("Duplicate container name. Container name: " + container.name());
      }
    }
    if (containers.stream().allMatch(it -> Boolean.FALSE.equals(it.essential()))) {
      throw EcsError.client("At least one container must be essential.");
    }
    checkDependencies(containers, names);
  }

  private static void checkContainer(ContainerDefinition container) {
    if (container.name() == null || !container.name().matches("[a-zA-Z0-9_-]{1,255}")) {
      throw EcsError.client(
          "Container.name should contain up to 255 letters, numbers, hyphens, and underscores.");
    }
    if (container.image() == null || container.image().isBlank()) {
      throw EcsError.client("Container.image should not be null or empty.");
    }
    if (!container.mountPoints().isEmpty()
        || !container.volumesFrom().isEmpty()
        || !container.environmentFiles().isEmpty()) {
      throw EcsError.unsupported(
          "signalbox local has neither volumes nor environment files for containers.");
    }
    HealthCheck check = container.healthCheck();
    if (check != null && (check.command().isEmpty() || check.command().equals(List.of("CMD")))) {
      throw EcsError.client("Container health check command should not be empty.");
    }
  }

  private static void checkDependencies(List<ContainerDefinition> containers, Set<String> names) {
    for (ContainerDefinition container : containers) {
      for (ContainerDependency dependency : container.dependsOn()) {
        checkDependency(containers, names, dependency);
      }
    }
    Set<String> free = new LinkedHashSet<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (ContainerDefinition container : containers) {
        boolean ready =
            container.dependsOn().stream().allMatch(it -> free.contains(it.containerName()));
        grown |= ready && free.add(container.name());
      }
    }
    if (free.size() < containers.size()) {
      throw EcsError.client("Container dependencies must not form a circle.");
    }
  }

  private static void checkDependency(
      List<ContainerDefinition> containers, Set<String> names, ContainerDependency dependency) {
    if (!names.contains(dependency.containerName())) {
      throw EcsError.client(
          "Container depends on a container that is not there: " + dependency.containerName());
    }
    boolean hasCheck =
        containers.stream()
            .anyMatch(
                it -> it.name().equals(dependency.containerName()) && it.healthCheck() != null);
    if (dependency.condition() == ContainerCondition.HEALTHY && !hasCheck) {
      throw EcsError.client(
          "A container that others need to be HEALTHY must have a health check: "
              + dependency.containerName());
    }
  }
}
