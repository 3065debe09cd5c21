package dev.signalbox.local.codedeploy.run;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.LoadBalancers;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.TaskSets;
import dev.signalbox.local.api.TaskSets.TaskSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetType;
import software.amazon.awssdk.services.codedeploy.model.ECSTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetLabel;

/** The one target of a deployment of an ECS service: the service, with its task sets. */
record EcsTargets(TaskSets taskSets, LoadBalancers balancers) {

  DeploymentTarget shown(Deployment deployment, EcsParts parts, Course course) {
    return DeploymentTarget.builder()
        .deploymentTargetType(DeploymentTargetType.ECS_TARGET)
        .ecsTarget(
            ECSTarget.builder()
                .deploymentId(deployment.id())
                .targetId(parts.cluster() + ":" + parts.service())
                .targetArn(
                    deployment
                        .place()
                        .arn("ecs", "service/" + parts.cluster() + "/" + parts.service()))
                .status(course.targetStatus())
                .lastUpdatedAt(course.lastChange())
                .lifecycleEvents(course.happenings().stream().map(Happening::shown).toList())
                .taskSetsInfo(taskSets(deployment.place(), parts))
                .build())
        .build();
  }

  private List<ECSTaskSet> taskSets(Place place, EcsParts parts) {
    try {
      Map<String, Integer> weights = balancers.weights(parts.listener());
      return taskSets.service(place, parts.cluster(), parts.service()).taskSets().stream()
          .filter(it -> it.id().equals(parts.original()) || it.id().equals(parts.replacement()))
          .map(it -> shown(it, parts, weights))
          .toList();
    } catch (AwsError e) {
      return List.of();
    }
  }

  private static ECSTaskSet shown(TaskSet set, EcsParts parts, Map<String, Integer> weights) {
    boolean original = set.id().equals(parts.original());
    String group = original ? parts.blue() : parts.green();
    int all = weights.values().stream().mapToInt(Integer::intValue).sum();
    return ECSTaskSet.builder()
        .identifer(set.id())
        .desiredCount((long) set.desired())
        .pendingCount((long) set.pending())
        .runningCount((long) set.running())
        .status(set.status())
        .trafficWeight(all == 0 ? 0 : 100.0 * weights.getOrDefault(group, 0) / all)
        .targetGroup(TargetGroupInfo.builder().name(name(group)).build())
        .taskSetLabel(original ? TargetLabel.BLUE : TargetLabel.GREEN)
        .build();
  }

  /** {@code …:targetgroup/NAME/ID} */
  private static String name(String targetGroupArn) {
    String[] parts = targetGroupArn.split("/", -1);
    return parts.length > 1 ? parts[1] : targetGroupArn;
  }
}
