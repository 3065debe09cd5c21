package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.TaskSets;
import dev.signalbox.local.ecs.task.Clusters;
import dev.signalbox.local.ecs.task.EcsError;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Scale;
import software.amazon.awssdk.services.ecs.model.ScaleUnit;
import software.amazon.awssdk.services.ecs.model.StabilityStatus;

/** Services and task sets, as CodeDeploy handles them. */
public record TaskSetPort(Services services, Clusters clusters, TaskSetOperations operations)
    implements TaskSets {

  @Override
  public ServiceState service(Place place, String cluster, String service) {
    String name = clusters.existing(place, cluster);
    Steward steward = services.active(place, name, service);
    List<TaskSet> sets =
        steward.manner() instanceof TaskSetKeeper keeper
            ? keeper.all().stream().map(TaskSetPort::told).toList()
            : List.of();
    return new ServiceState(
        steward.model().serviceArn(),
        name,
        steward.model().serviceName(),
        steward.model().deploymentController().typeAsString(),
        steward.model().desiredCount(),
        sets);
  }

  @Override
  public String taskDefinition(Place place, String taskDefinition) {
    return services.yard().definitions().active(place, taskDefinition).taskDefinitionArn();
  }

  @Override
  public TaskSet create(Place place, String cluster, String service, Wish wish) {
    Steward steward = services.active(place, clusters.existing(place, cluster), service);
    CreateTaskSetRequest request =
        CreateTaskSetRequest.builder()
            .taskDefinition(wish.taskDefinition())
            .loadBalancers(wish.loadBalancers().stream().map(TaskSetPort::balancer).toList())
            .externalId(wish.externalId())
            .launchType(steward.model().launchTypeAsString())
            .scale(Scale.builder().unit(ScaleUnit.PERCENT).value(wish.scale()).build())
            .build();
    return told(
        keeper(place, cluster, service)
            .create(operations.checked(place, request, wish.startedBy())));
  }

  private static LoadBalancer balancer(Balanced balanced) {
    return LoadBalancer.builder()
        .targetGroupArn(balanced.targetGroupArn())
        .containerName(balanced.containerName())
        .containerPort(balanced.containerPort())
        .build();
  }

  private TaskSetKeeper keeper(Place place, String cluster, String service) {
    return operations.keeper(place, cluster, service);
  }

  @Override
  public TaskSet taskSet(Place place, String cluster, String service, String taskSet) {
    return told(keeper(place, cluster, service).existing(taskSet));
  }

  @Override
  public TaskSet scale(
      Place place, String cluster, String service, String taskSet, double percent) {
    return told(keeper(place, cluster, service).scale(taskSet, percent));
  }

  @Override
  public TaskSet makePrimary(Place place, String cluster, String service, String taskSet) {
    return told(keeper(place, cluster, service).makePrimary(taskSet));
  }

  @Override
  public void delete(Place place, String cluster, String service, String taskSet) {
    try {
      keeper(place, cluster, service).delete(taskSet, false);
    } catch (AwsError e) {
      if (!e.code().equals(EcsError.taskSetNotFound().code())) {
        throw e;
      }
    }
  }

  private static TaskSet told(software.amazon.awssdk.services.ecs.model.TaskSet set) {
    return new TaskSet(
        set.id(),
        set.taskSetArn(),
        set.taskDefinition(),
        set.loadBalancers().stream()
            .map(it -> new Balanced(it.targetGroupArn(), it.containerName(), it.containerPort()))
            .toList(),
        Optional.ofNullable(set.externalId()).orElse(""),
        set.status(),
        set.scale().value(),
        set.stabilityStatus() == StabilityStatus.STEADY_STATE,
        set.stabilityStatusAt(),
        set.computedDesiredCount(),
        set.pendingCount(),
        set.runningCount(),
        set.createdAt());
  }
}
