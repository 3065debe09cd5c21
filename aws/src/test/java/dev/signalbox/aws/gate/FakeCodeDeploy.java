package dev.signalbox.aws.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ApplicationDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ECSTaskSet;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusResponse;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupPairInfo;

/** A deployment of the shop's that waits for one of its hooks. */
final class FakeCodeDeploy implements CodeDeployClient {
  final List<String> told = new ArrayList<>();
  final List<ListDeploymentsRequest> asked = new ArrayList<>();
  final List<StopDeploymentRequest> stopped = new ArrayList<>();
  private List<String> succeeded = List.of();
  Instant start = Instant.parse("2026-11-21T09:59:00Z");
  Optional<CodeDeployException> refusal = Optional.empty();
  private List<String> inProgress = List.of("AfterAllowTestTraffic");
  DeploymentInfo deployment =
      DeploymentInfo.builder()
          .applicationName("shop")
          .deploymentGroupName("prod")
          .computePlatform("ECS")
          .status("InProgress")
          .creator("user")
          .loadBalancerInfo(info ->
              info.targetGroupPairInfoList(
                  TargetGroupPairInfo.builder()
                      .prodTrafficRoute(route -> route.listenerArns("arn:prod"))
                      .testTrafficRoute(route -> route.listenerArns("arn:test"))
                      .build()))
          .build();

  void inProgress(String... events) {
    inProgress = Arrays.asList(events);
  }

  void succeeded(String... events) {
    succeeded = Arrays.asList(events);
  }

  void appSpec(String text) {
    deployment =
        deployment.toBuilder()
            .revision(r -> r.revisionType("AppSpecContent").appSpecContent(c -> c.content(text)))
            .build();
  }

  @SuppressWarnings("deprecation") // CodeDeploy still answers with it where it was given so.
  void string(String text) {
    deployment =
        deployment.toBuilder()
            .revision(r -> r.revisionType("String").string(c -> c.content(text)))
            .build();
  }

  void inBucket(String type, String version) {
    deployment =
        deployment.toBuilder()
            .revision(r ->
                r.revisionType("S3")
                    .s3Location(s3 ->
                        s3.bucket("revisions")
                            .key("shop/appspec")
                            .bundleType(type)
                            .version(version)
                            .eTag("etag-" + version)))
            .build();
  }

  @Override
  public GetDeploymentResponse getDeployment(GetDeploymentRequest request) {
    return GetDeploymentResponse.builder().deploymentInfo(deployment).build();
  }

  @Override
  public ListDeploymentTargetsResponse listDeploymentTargets(ListDeploymentTargetsRequest request) {
    return ListDeploymentTargetsResponse.builder().targetIds("main:shop").build();
  }

  @Override
  public ListDeploymentsResponse listDeployments(ListDeploymentsRequest request) {
    if (!request.applicationName().equals("shop")) {
      throw ApplicationDoesNotExistException.builder().message("no such application").build();
    }
    asked.add(request);
    return ListDeploymentsResponse.builder().deployments("d-0123456AB").build();
  }

  @Override
  public StopDeploymentResponse stopDeployment(StopDeploymentRequest request) {
    refusal.ifPresent(no -> {
      throw no;
    });
    stopped.add(request);
    return StopDeploymentResponse.builder().status("Pending").build();
  }

  @Override
  public BatchGetDeploymentTargetsResponse batchGetDeploymentTargets(
      BatchGetDeploymentTargetsRequest request) {
    return BatchGetDeploymentTargetsResponse.builder()
        .deploymentTargets(
            DeploymentTarget.builder()
                .ecsTarget(ecs ->
                    ecs.targetId("main:shop")
                        .lifecycleEvents(
                            Stream.concat(
                                    succeeded.stream().map(e -> event(e, "Succeeded")),
                                    inProgress.stream().map(e -> event(e, "InProgress")))
                                .toList())
                        .taskSetsInfo(set("ecs-svc/1", "Blue"), set("ecs-svc/2", "Green")))
                .build())
        .build();
  }

  private LifecycleEvent event(String name, String status) {
    return LifecycleEvent.builder()
        .lifecycleEventName(name)
        .status(status)
        .startTime(start)
        .build();
  }

  private static ECSTaskSet set(String id, String label) {
    boolean blue = label.equals("Blue");
    return ECSTaskSet.builder()
        .identifer(id)
        .taskSetLabel(label)
        .trafficWeight(blue ? 100.0 : 0.0)
        .targetGroup(group -> group.name(blue ? "shop-blue" : "shop-green"))
        .build();
  }

  @Override
  public PutLifecycleEventHookExecutionStatusResponse putLifecycleEventHookExecutionStatus(
      PutLifecycleEventHookExecutionStatusRequest request) {
    refusal.ifPresent(no -> {
      throw no;
    });
    told.add(request.statusAsString());
    return PutLifecycleEventHookExecutionStatusResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
