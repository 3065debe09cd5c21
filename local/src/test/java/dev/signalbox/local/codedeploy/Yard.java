package dev.signalbox.local.codedeploy;

import static dev.signalbox.local.codedeploy.FakeBalancers.arn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.store.MvStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateApplicationResponse;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetResponse;
import software.amazon.awssdk.services.codedeploy.model.InstanceAction;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusResponse;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupPairInfo;

/** CodeDeploy with a service, listeners, functions and alarms that do what a test says. */
final class Yard implements AutoCloseable {
  static final Place HERE = new Place("111111111111", "eu-west-1");
  static final String PRODUCTION = "arn:production";
  static final String TEST = "arn:test";

  final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
  final FakeTaskSets taskSets = new FakeTaskSets(arn("shop-blue"));
  final FakeBalancers balancers = new FakeBalancers();
  final FakeHooks hooks = new FakeHooks();
  final FakeAliases aliases = new FakeAliases();
  final Map<String, Alarms.State> alarms = new HashMap<>();
  final List<ObjectNode> events = new CopyOnWriteArrayList<>();
  final FakeTopics topics = new FakeTopics();
  private final Objects objects;
  private final Path data;
  private MvStore store;
  CodeDeploy codeDeploy;
  private Calls calls;

  Yard(Path directory, Objects objects) {
    this.objects = objects;
    balancers.listeners.put(PRODUCTION, Map.of(arn("shop-blue"), 1));
    balancers.listeners.put(TEST, Map.of(arn("shop-blue"), 1));
    data = directory.resolve("data");
    store = MvStore.open(Optional.of(data));
    codeDeploy = open();
    calls = Calls.to(codeDeploy.api(), HERE);
    application("shop", ComputePlatform.ECS);
    application("shop-function", ComputePlatform.LAMBDA);
  }

  private CodeDeploy open() {
    CodeDeploy opened =
        new CodeDeploy(
            store,
            clock,
            new CodeDeploy.Neighbours(
                (_, _, _, _, detail) -> events.add(detail),
                hooks,
                aliases,
                objects,
                taskSets,
                balancers,
                (_, names) -> {
                  Map<String, Alarms.State> known = new HashMap<>(alarms);
                  known.keySet().retainAll(names);
                  return known;
                },
                topics));
    opened.start();
    return opened;
  }

  void restart() {
    codeDeploy.close();
    store.close();
    store = MvStore.open(Optional.of(data));
    codeDeploy = open();
    calls = Calls.to(codeDeploy.api(), HERE);
  }

  @Override
  public void close() {
    codeDeploy.close();
    store.close();
  }

  <O extends SdkPojo> O call(String operation, SdkPojo request, Class<O> response) {
    return calls.call(operation, request, response);
  }

  private void application(String name, ComputePlatform platform) {
    call(
        "CreateApplication",
        CreateApplicationRequest.builder().applicationName(name).computePlatform(platform).build(),
        CreateApplicationResponse.class);
  }

  void group(UnaryOperator<CreateDeploymentGroupRequest.Builder> change) {
    call(
        "CreateDeploymentGroup",
        change.apply(usualGroup()).build(),
        CreateDeploymentGroupResponse.class);
  }

  void functionGroup(UnaryOperator<CreateDeploymentGroupRequest.Builder> change) {
    call(
        "CreateDeploymentGroup",
        change
            .apply(
                CreateDeploymentGroupRequest.builder()
                    .applicationName("shop-function")
                    .deploymentGroupName("live")
                    .serviceRoleArn("arn:aws:iam::111111111111:role/deploy")
                    .autoRollbackConfiguration(
                        it -> it.enabled(true).eventsWithStrings("DEPLOYMENT_FAILURE")))
            .build(),
        CreateDeploymentGroupResponse.class);
  }

  private static CreateDeploymentGroupRequest.Builder usualGroup() {
    return CreateDeploymentGroupRequest.builder()
        .applicationName("shop")
        .deploymentGroupName("prod")
        .serviceRoleArn("arn:aws:iam::111111111111:role/deploy")
        .ecsServices(ECSService.builder().clusterName("main").serviceName("shop").build())
        .deploymentStyle(it ->
            it.deploymentType(DeploymentType.BLUE_GREEN)
                .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))
        .blueGreenDeploymentConfiguration(it ->
            it.deploymentReadyOption(
                    ready -> ready.actionOnTimeout(DeploymentReadyAction.CONTINUE_DEPLOYMENT))
                .terminateBlueInstancesOnDeploymentSuccess(
                    blue -> blue.action(InstanceAction.TERMINATE).terminationWaitTimeInMinutes(5)))
        .loadBalancerInfo(it -> it.targetGroupPairInfoList(pair(true)))
        .autoRollbackConfiguration(it ->
            it.enabled(true).eventsWithStrings("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"));
  }

  static TargetGroupPairInfo pair(boolean testListener) {
    TargetGroupPairInfo.Builder pair =
        TargetGroupPairInfo.builder()
            .targetGroups(
                TargetGroupInfo.builder().name("shop-blue").build(),
                TargetGroupInfo.builder().name("shop-green").build())
            .prodTrafficRoute(it -> it.listenerArns(PRODUCTION));
    return (testListener ? pair.testTrafficRoute(it -> it.listenerArns(TEST)) : pair).build();
  }

  /**
   * @param hooks of the AppSpec file, as JSON
   */
  static String appSpec(String hooks) {
    return """
    {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service",
      "Properties": {"TaskDefinition": "shop:2",
        "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": 8080}}}}],
     "Hooks": [%s]}\
    """
        .formatted(hooks);
  }

  static String functionSpec(String hooks) {
    return """
    {"version": 0.0, "Resources": [{"shop": {"Type": "AWS::Lambda::Function",
      "Properties": {"Name": "shop", "Alias": "live", "CurrentVersion": "1",
        "TargetVersion": "2"}}}],
     "Hooks": [%s]}\
    """
        .formatted(hooks);
  }

  String deploy(UnaryOperator<CreateDeploymentRequest.Builder> change) {
    String id =
        call(
                "CreateDeployment",
                change
                    .apply(
                        CreateDeploymentRequest.builder()
                            .applicationName("shop")
                            .deploymentGroupName("prod"))
                    .build(),
                CreateDeploymentResponse.class)
            .deploymentId();
    clock.run();
    return id;
  }

  /** With the hooks as JSON. */
  String deploy(String hooks) {
    return deploy(it -> it.revision(content(appSpec(hooks))));
  }

  static RevisionLocation content(String text) {
    return RevisionLocation.builder()
        .revisionType("AppSpecContent")
        .appSpecContent(it -> it.content(text))
        .build();
  }

  DeploymentInfo deployment(String id) {
    return call(
            "GetDeployment",
            GetDeploymentRequest.builder().deploymentId(id).build(),
            GetDeploymentResponse.class)
        .deploymentInfo();
  }

  DeploymentTarget target(String id) {
    String target =
        call(
                "ListDeploymentTargets",
                ListDeploymentTargetsRequest.builder().deploymentId(id).build(),
                ListDeploymentTargetsResponse.class)
            .targetIds()
            .getFirst();
    return call(
            "GetDeploymentTarget",
            GetDeploymentTargetRequest.builder().deploymentId(id).targetId(target).build(),
            GetDeploymentTargetResponse.class)
        .deploymentTarget();
  }

  String status(String id, String lifecycleEvent) {
    DeploymentTarget target = target(id);
    List<LifecycleEvent> happened =
        target.ecsTarget() == null
            ? target.lambdaTarget().lifecycleEvents()
            : target.ecsTarget().lifecycleEvents();
    return happened.stream()
        .filter(it -> it.lifecycleEventName().equals(lifecycleEvent))
        .findFirst()
        .orElseThrow()
        .statusAsString();
  }

  /** The answer of the function that was asked last. */
  void answer(String deployment, String status) {
    answer(deployment, hooks.asked.getLast().id(), status);
  }

  void answer(String deployment, String hook, String status) {
    call(
        "PutLifecycleEventHookExecutionStatus",
        PutLifecycleEventHookExecutionStatusRequest.builder()
            .deploymentId(deployment)
            .lifecycleEventHookExecutionId(hook)
            .status(status)
            .build(),
        PutLifecycleEventHookExecutionStatusResponse.class);
    clock.run();
  }

  void stop(String deployment, boolean rollBack) {
    call(
        "StopDeployment",
        StopDeploymentRequest.builder()
            .deploymentId(deployment)
            .autoRollbackEnabled(rollBack)
            .build(),
        StopDeploymentResponse.class);
    clock.run();
  }

  void pass(int minutes) {
    clock.advance(Duration.ofMinutes(minutes));
  }

  /** What the production listener gives to the new version, of 100. */
  int green() {
    return balancers.percent(PRODUCTION, "shop-green");
  }

  List<String> states(String deployment) {
    return events.stream()
        .filter(it -> it.path("deploymentId").asText().equals(deployment))
        .map(it -> it.path("state").asText())
        .toList();
  }
}
