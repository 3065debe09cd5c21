package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.TaskSets;
import dev.signalbox.local.api.TaskSets.ServiceState;
import dev.signalbox.local.api.TaskSets.TaskSet;
import dev.signalbox.local.codedeploy.appspec.AppSpec;
import dev.signalbox.local.codedeploy.appspec.AppSpecReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingConfig;

/** Deployments of an ECS service: a new task set beside the one that serves. */
public record EcsGround(TaskSets taskSets, LoadBalancers balancers) implements Ground {
  private static final String STARTER = "CODE_DEPLOY";

  @Override
  public void check(Place place, DeploymentGroupInfo group) {
    EcsGroups.check(group);
    var service = group.ecsServices().getFirst();
    ServiceState state;
    try {
      state = taskSets.service(place, service.clusterName(), service.serviceName());
    } catch (AwsError e) {
      throw EcsGroups.invalidService(
          "The ECS service cannot be found: " + String.valueOf(e.getMessage()));
    }
    if (!state.controller().equals(STARTER)) {
      throw EcsGroups.invalidService(
          "Deployment group's ECS service must be configured for a CODE_DEPLOY deployment"
              + " controller.");
    }
  }

  @Override
  public Prepared prepare(
      Place place, DeploymentGroupInfo group, String appSpec, TrafficRoutingConfig routing) {
    AppSpec.Ecs spec = AppSpecReader.ecs(appSpec);
    return EcsGroups.prepared(group, spec, routing);
  }

  @Override
  public Map<String, String> act(
      Place place, String deployment, Map<String, String> parts, Step step) {
    EcsParts known = new EcsParts(parts);
    return switch (step.act()) {
      case CHECK -> checked(place, known);
      case INSTALL -> installed(place, deployment, known);
      case TEST_TRAFFIC -> {
        known.testListener().ifPresent(it -> balancers.weigh(it, weights(known, 100)));
        yield Map.of();
      }
      case SHIFT -> {
        shift(place, known, step.percent());
        yield Map.of();
      }
      case TERMINATE -> {
        taskSets.delete(place, known.cluster(), known.service(), known.original());
        yield Map.of();
      }
      case RESTORE -> {
        restore(place, known);
        yield Map.of();
      }
      default -> throw new IllegalStateException("Nothing that is done: " + step.act());
    };
  }

  private ServiceState service(Place place, EcsParts parts) {
    try {
      return taskSets.service(place, parts.cluster(), parts.service());
    } catch (AwsError e) {
      throw new Impossible(ErrorCode.INVALID_ECS_SERVICE, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> checked(Place place, EcsParts parts) {
    TaskSet primary =
        service(place, parts)
            .primary()
            .orElseThrow(() ->
                new Impossible(
                    ErrorCode.INVALID_ECS_SERVICE, "The ECS service has no primary task set."));
    List<String> groups = parts.targetGroups().stream().map(it -> arn(place, it)).toList();
    String blue =
        primary.loadBalancers().stream()
            .map(TaskSets.Balanced::targetGroupArn)
            .filter(groups::contains)
            .findFirst()
            .orElseThrow(() ->
                new Impossible(
                    ErrorCode.INVALID_ECS_SERVICE,
                    "The primary task set of the ECS service is behind none of the deployment"
                        + " group's target groups."));
    if (balancers.weights(parts.listener()).getOrDefault(blue, 0) == 0) {
      throw new Impossible(
          ErrorCode.ELASTIC_LOAD_BALANCING_INVALID,
          "The ELB could not be updated due to the following error: Primary taskset target group"
              + " must be behind listener "
              + parts.listener());
    }
    String definition;
    try {
      definition = taskSets.taskDefinition(place, parts.taskDefinition());
    } catch (AwsError e) {
      throw new Impossible(ErrorCode.INVALID_REVISION, String.valueOf(e.getMessage()));
    }
    return parts
        .with(EcsParts.TASK_DEFINITION, definition)
        .with(EcsParts.ORIGINAL, primary.id())
        .with(EcsParts.BLUE, blue)
        .with(EcsParts.GREEN, groups.getFirst().equals(blue) ? groups.getLast() : groups.getFirst())
        .parts();
  }

  private String arn(Place place, String targetGroup) {
    return balancers
        .targetGroup(place, targetGroup)
        .orElseThrow(() ->
            new Impossible(
                ErrorCode.ELASTIC_LOAD_BALANCING_INVALID,
                "There is no target group '%s'.".formatted(targetGroup)));
  }

  private Map<String, String> installed(Place place, String deployment, EcsParts parts) {
    // A target group that no listener names is not checked for health, so it is named with 0.
    balancers.weigh(parts.listener(), weights(parts, 0));
    parts.testListener().ifPresent(it -> balancers.weigh(it, weights(parts, 0)));
    ServiceState service = service(place, parts);
    service.taskSets().stream()
        .filter(it -> !it.id().equals(parts.original()))
        .filter(it -> !it.externalId().equals(deployment) && !it.status().equals("DRAINING"))
        .forEach(it -> taskSets.delete(place, parts.cluster(), parts.service(), it.id()));
    TaskSet replacement = made(service, deployment).orElseGet(() -> make(place, deployment, parts));
    return Map.of(EcsParts.REPLACEMENT, replacement.id());
  }

  private static Optional<TaskSet> made(ServiceState service, String deployment) {
    return service.taskSets().stream()
        .filter(it -> it.externalId().equals(deployment) && !it.status().equals("DRAINING"))
        .findFirst();
  }

  private TaskSet make(Place place, String deployment, EcsParts parts) {
    try {
      return taskSets.create(
          place,
          parts.cluster(),
          parts.service(),
          new TaskSets.Wish(
              parts.taskDefinition(), List.of(parts.balanced()), deployment, STARTER, 100));
    } catch (AwsError e) {
      throw new Impossible(
          ErrorCode.ECS_UPDATE_ERROR,
          "The ECS service cannot be updated due to the following error: " + e.getMessage());
    }
  }

  private void shift(Place place, EcsParts parts, int percent) {
    balancers.weigh(parts.listener(), weights(parts, percent));
    if (percent == 100) {
      taskSets.makePrimary(place, parts.cluster(), parts.service(), parts.replacement());
    }
  }

  private static Map<String, Integer> weights(EcsParts parts, int green) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    weights.put(parts.blue(), 100 - green);
    weights.put(parts.green(), green);
    return weights;
  }

  private void restore(Place place, EcsParts parts) {
    balancers.weigh(parts.listener(), weights(parts, 0));
    parts.testListener().ifPresent(it -> balancers.weigh(it, weights(parts, 0)));
    taskSets.makePrimary(place, parts.cluster(), parts.service(), parts.original());
    // The step that made it may not have been able to write down its name.
    service(place, parts).taskSets().stream()
        .filter(it -> !it.id().equals(parts.original()) && !it.status().equals("DRAINING"))
        .forEach(it -> taskSets.delete(place, parts.cluster(), parts.service(), it.id()));
  }

  @Override
  public Readiness readiness(Place place, Map<String, String> parts, Step step) {
    EcsParts known = new EcsParts(parts);
    if (step.act() != Step.Act.INSTALL) {
      return new Readiness.Ready();
    }
    TaskSet made = taskSets.taskSet(place, known.cluster(), known.service(), known.replacement());
    return made.steady() ? new Readiness.Ready() : new Readiness.NotYet();
  }

  @Override
  public DeploymentTarget target(Deployment deployment, Map<String, String> parts, Course course) {
    return new EcsTargets(taskSets, balancers).shown(deployment, new EcsParts(parts), course);
  }
}
