package dev.signalbox.local.ecs.task;

import dev.signalbox.local.api.Place;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * One task to run.
 *
 * @param cluster its name
 * @param id the part of its ARN that no other task has
 * @param group {@code service:NAME} or {@code family:NAME}
 * @param startedBy the deployment or task set it belongs to, or what RunTask was told
 * @param balancers the target groups in which its containers are registered
 */
public record Plan(
    Place place,
    String cluster,
    String id,
    TaskDefinition definition,
    String group,
    String startedBy,
    String launchType,
    List<LoadBalancer> balancers,
    TaskOverride overrides) {
  public Plan {
    balancers = List.copyOf(balancers);
  }

  public String arn() {
    return place.arn("ecs", "task/" + cluster + "/" + id);
  }

  String clusterArn() {
    return place.arn("ecs", "cluster/" + cluster);
  }

  Optional<ContainerOverride> override(String container) {
    return overrides.containerOverrides().stream()
        .filter(it -> container.equals(it.name()))
        .findFirst();
  }

  /** The role that the task's own code acts as. */
  Optional<String> role() {
    return Optional.ofNullable(overrides.taskRoleArn())
        .or(() -> Optional.ofNullable(definition.taskRoleArn()))
        .map(it -> it.substring(it.lastIndexOf('/') + 1));
  }
}
