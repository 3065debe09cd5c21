package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codedeploy.run.Deployment;
import dev.signalbox.local.codedeploy.run.DeploymentLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.TargetFilterName;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/** The operations on what deployments deploy to. */
record TargetOperations(DeploymentLog log, Engines engines) {
  private static final Paging PAGES = Rules.pages("targets");
  private static final int MOST = 25;

  void addTo(Service service) {
    service
        .on("ListDeploymentTargets", ListDeploymentTargetsRequest::builder, this::list)
        .on("GetDeploymentTarget", GetDeploymentTargetRequest::builder, this::get)
        .on("BatchGetDeploymentTargets", BatchGetDeploymentTargetsRequest::builder, this::batch);
  }

  private List<DeploymentTarget> targets(Place place, @Nullable String id) {
    Deployment deployment = DeploymentOperations.existing(log, place, id);
    if (!deployment.began()) {
      throw AwsError.of(
          "DeploymentNotStartedException", "The deployment %s has not started".formatted(id));
    }
    return engines.of(deployment.shown().computePlatform()).targets(deployment);
  }

  private ListDeploymentTargetsResponse list(Caller caller, ListDeploymentTargetsRequest request) {
    Map<TargetFilterName, List<String>> filters = request.targetFilters();
    if (filters.containsKey(TargetFilterName.UNKNOWN_TO_SDK_VERSION)) {
      throw AwsError.of(
          "InvalidTargetFilterNameException",
          "Target filters are TargetStatus and ServerInstanceLabel");
    }
    if (filters.containsKey(TargetFilterName.SERVER_INSTANCE_LABEL)) {
      throw AwsError.of(
          "InvalidTargetFilterNameException",
          "ServerInstanceLabel filters the targets of Server deployments");
    }
    List<String> statuses = filters.getOrDefault(TargetFilterName.TARGET_STATUS, List.of());
    var page =
        PAGES.page(
            targets(caller.place(), request.deploymentId()).stream()
                .filter(it -> statuses.isEmpty() || statuses.contains(status(it).toString()))
                .map(TargetOperations::id)
                .toList(),
            null,
            request.nextToken());
    return ListDeploymentTargetsResponse.builder()
        .targetIds(page.items())
        .nextToken(page.next())
        .build();
  }

  static String id(DeploymentTarget target) {
    return switch (target.deploymentTargetType()) {
      case ECS_TARGET -> target.ecsTarget().targetId();
      case LAMBDA_TARGET -> target.lambdaTarget().targetId();
      case INSTANCE_TARGET -> target.instanceTarget().targetId();
      default -> target.cloudFormationTarget().targetId();
    };
  }

  private static TargetStatus status(DeploymentTarget target) {
    return switch (target.deploymentTargetType()) {
      case ECS_TARGET -> target.ecsTarget().status();
      case LAMBDA_TARGET -> target.lambdaTarget().status();
      case INSTANCE_TARGET -> target.instanceTarget().status();
      default -> target.cloudFormationTarget().status();
    };
  }

  private GetDeploymentTargetResponse get(Caller caller, GetDeploymentTargetRequest request) {
    if (request.targetId() == null) {
      throw AwsError.of("DeploymentTargetIdRequiredException", "Deployment target id is required");
    }
    return GetDeploymentTargetResponse.builder()
        .deploymentTarget(one(targets(caller.place(), request.deploymentId()), request.targetId()))
        .build();
  }

  private static DeploymentTarget one(List<DeploymentTarget> targets, String id) {
    return targets.stream()
        .filter(it -> id(it).equals(id))
        .findFirst()
        .orElseThrow(() ->
            AwsError.of(
                "DeploymentTargetDoesNotExistException",
                "The deployment target %s could not be found".formatted(id)));
  }

  private BatchGetDeploymentTargetsResponse batch(
      Caller caller, BatchGetDeploymentTargetsRequest request) {
    if (request.targetIds().isEmpty()) {
      throw AwsError.of(
          "DeploymentTargetIdRequiredException", "Deployment target ids are required");
    }
    if (request.targetIds().size() > MOST) {
      throw AwsError.of(
          "DeploymentTargetListSizeExceededException", "At most 25 deployment targets at once");
    }
    List<DeploymentTarget> all = targets(caller.place(), request.deploymentId());
    return BatchGetDeploymentTargetsResponse.builder()
        .deploymentTargets(request.targetIds().stream().map(it -> one(all, it)).toList())
        .build();
  }
}
