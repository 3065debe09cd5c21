package dev.signalbox.local.ecs.service;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.ecs.task.Plan;
import dev.signalbox.local.ecs.task.Tasks;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What all tasks of one version of a service have in common.
 *
 * @param id {@code ecs-svc/…}, of a task set or a deployment
 * @param grace how long a new task may look unhealthy
 */
record Crew(
    Place place,
    String cluster,
    String service,
    String id,
    TaskDefinition definition,
    List<LoadBalancer> balancers,
    String launchType,
    Duration grace) {

  Plan nextTask() {
    return new Plan(
        place,
        cluster,
        Tasks.newId(),
        definition,
        "service:" + service,
        id,
        launchType,
        balancers,
        TaskOverride.builder().build());
  }
}
