package dev.signalbox.local.codedeploy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Paging;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codedeploy.run.Deployment;
import dev.signalbox.local.codedeploy.run.DeploymentLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.ContinueDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.ContinueDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusResponse;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.StopStatus;
import software.amazon.awssdk.services.codedeploy.model.TimeRange;

/** The operations on deployments. */
record DeploymentOperations(
    Applications applications, Groups groups, DeploymentLog log, Engines engines, Orders orders) {
  private static final Paging PAGES = Rules.pages("deployments");

  void addTo(Service service) {
    service
        .on("CreateDeployment", CreateDeploymentRequest::builder, this::create)
        .on("GetDeployment", GetDeploymentRequest::builder, this::get)
        .on("BatchGetDeployments", BatchGetDeploymentsRequest::builder, this::batch)
        .on("ListDeployments", ListDeploymentsRequest::builder, this::list)
        .on("StopDeployment", StopDeploymentRequest::builder, this::stop)
        .on("ContinueDeployment", ContinueDeploymentRequest::builder, this::goOn)
        .on(
            "PutLifecycleEventHookExecutionStatus",
            PutLifecycleEventHookExecutionStatusRequest::builder,
            this::answered);
  }

  private CreateDeploymentResponse create(Caller caller, CreateDeploymentRequest request) {
    return CreateDeploymentResponse.builder()
        .deploymentId(orders.accept(caller.place(), request, DeploymentCreator.USER))
        .build();
  }

  /**
   * @throws AwsError DeploymentDoesNotExistException …
   */
  static Deployment existing(DeploymentLog log, Place place, @Nullable String id) {
    return log.find(place, Rules.deploymentId(id))
        .orElseThrow(() ->
            AwsError.of(
                "DeploymentDoesNotExistException", "The deployment " + id + " could not be found"));
  }

  private GetDeploymentResponse get(Caller caller, GetDeploymentRequest request) {
    return GetDeploymentResponse.builder()
        .deploymentInfo(existing(log, caller.place(), request.deploymentId()).shown())
        .build();
  }

  private BatchGetDeploymentsResponse batch(Caller caller, BatchGetDeploymentsRequest request) {
    List<DeploymentInfo> found = new ArrayList<>();
    request.deploymentIds().forEach(it -> found.add(existing(log, caller.place(), it).shown()));
    return BatchGetDeploymentsResponse.builder().deploymentsInfo(found).build();
  }

  /** The newest first. */
  private ListDeploymentsResponse list(Caller caller, ListDeploymentsRequest request) {
    if (request.applicationName() != null) {
      applications.existing(caller.place(), request.applicationName());
      if (request.deploymentGroupName() != null) {
        groups.existing(caller.place(), request.applicationName(), request.deploymentGroupName());
      }
    } else if (request.deploymentGroupName() != null) {
      throw AwsError.of("ApplicationNameRequiredException", "Application name is required");
    }
    var page =
        PAGES.page(
            log.of(caller.place()).stream()
                .map(Deployment::shown)
                .filter(it -> isWanted(it, request))
                .map(DeploymentInfo::deploymentId)
                .toList(),
            null,
            request.nextToken());
    return ListDeploymentsResponse.builder()
        .deployments(page.items())
        .nextToken(page.next())
        .build();
  }

  private static boolean isWanted(DeploymentInfo deployment, ListDeploymentsRequest request) {
    return isOrAny(deployment.applicationName(), request.applicationName())
        && isOrAny(deployment.deploymentGroupName(), request.deploymentGroupName())
        && (request.includeOnlyStatuses().isEmpty()
            || request.includeOnlyStatuses().contains(deployment.status()))
        && isWithin(deployment.createTime(), request.createTimeRange());
  }

  private static boolean isOrAny(String value, @Nullable String wanted) {
    return wanted == null || wanted.equals(value);
  }

  private static boolean isWithin(Instant time, @Nullable TimeRange range) {
    return range == null
        || ((range.start() == null || !time.isBefore(range.start()))
            && (range.end() == null || !time.isAfter(range.end())));
  }

  private StopDeploymentResponse stop(Caller caller, StopDeploymentRequest request) {
    Deployment deployment = goingOn(caller.place(), request.deploymentId());
    engines
        .of(deployment.shown().computePlatform())
        .stop(deployment, Boolean.TRUE.equals(request.autoRollbackEnabled()));
    return StopDeploymentResponse.builder()
        .status(StopStatus.SUCCEEDED)
        .statusMessage(
            "No more commands will be scheduled for execution in the deployment instances")
        .build();
  }

  private Deployment goingOn(Place place, @Nullable String id) {
    Deployment deployment = existing(log, place, id);
    if (deployment.ended()) {
      throw AwsError.of(
          "DeploymentAlreadyCompletedException",
          "The deployment %s is already completed".formatted(id));
    }
    return deployment;
  }

  private ContinueDeploymentResponse goOn(Caller caller, ContinueDeploymentRequest request) {
    Deployment deployment = goingOn(caller.place(), request.deploymentId());
    DeploymentWaitType wait =
        Objects.requireNonNullElse(request.deploymentWaitType(), DeploymentWaitType.READY_WAIT);
    if (wait == DeploymentWaitType.UNKNOWN_TO_SDK_VERSION) {
      throw AwsError.of(
          "InvalidDeploymentWaitTypeException",
          "Not a wait type: " + request.deploymentWaitTypeAsString());
    }
    engines.of(deployment.shown().computePlatform()).goOn(deployment, wait);
    return ContinueDeploymentResponse.builder().build();
  }

  private PutLifecycleEventHookExecutionStatusResponse answered(
      Caller caller, PutLifecycleEventHookExecutionStatusRequest request) {
    Deployment deployment = existing(log, caller.place(), request.deploymentId());
    String hook = Objects.requireNonNullElse(request.lifecycleEventHookExecutionId(), "");
    LifecycleEventStatus status = request.status();
    if (status != LifecycleEventStatus.SUCCEEDED && status != LifecycleEventStatus.FAILED) {
      throw AwsError.of(
          "InvalidLifecycleEventHookExecutionStatusException",
          "The status must be Succeeded or Failed: " + request.statusAsString());
    }
    engines.of(deployment.shown().computePlatform()).answered(deployment, hook, status);
    return PutLifecycleEventHookExecutionStatusResponse.builder()
        .lifecycleEventHookExecutionId(hook)
        .build();
  }
}
