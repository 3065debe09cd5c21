package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codedeploy.model.Alarm;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentConfigsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentConfigsResponse;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;

class GroupTest {
  private Yard yard;

  @BeforeEach
  void open(@TempDir Path directory) {
    yard = new Yard(directory, new FakeRevisions());
  }

  @AfterEach
  void close() {
    yard.close();
  }

  private DeploymentGroupInfo group(String application, String name) {
    return yard.call(
            "GetDeploymentGroup",
            GetDeploymentGroupRequest.builder()
                .applicationName(application)
                .deploymentGroupName(name)
                .build(),
            GetDeploymentGroupResponse.class)
        .deploymentGroupInfo();
  }

  record Wrong(
      String what, String code, UnaryOperator<CreateDeploymentGroupRequest.Builder> change) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Wrong> wrongGroups() {
    return List.of(
        new Wrong(
            "no service",
            "InvalidECSServiceException",
            it -> it.ecsServices(List.<ECSService>of())),
        new Wrong(
            "a service that is not there",
            "InvalidECSServiceException",
            it ->
                it.ecsServices(ECSService.builder().clusterName("main").serviceName("x").build())),
        new Wrong(
            "no load balancer",
            "InvalidLoadBalancerInfoException",
            it -> it.loadBalancerInfo(info -> {})),
        new Wrong(
            "one target group",
            "InvalidTargetGroupPairException",
            it ->
                it.loadBalancerInfo(info ->
                    info.targetGroupPairInfoList(
                        Yard.pair(true).toBuilder()
                            .targetGroups(Yard.pair(true).targetGroups().getFirst())
                            .build()))),
        new Wrong(
            "no production listener",
            "InvalidTargetGroupPairException",
            it ->
                it.loadBalancerInfo(info ->
                    info.targetGroupPairInfoList(
                        Yard.pair(true).toBuilder().prodTrafficRoute(r -> {}).build()))),
        new Wrong(
            "an in-place style",
            "InvalidDeploymentStyleException",
            it -> it.deploymentStyle(style -> style.deploymentType("IN_PLACE"))),
        new Wrong("no role", "RoleRequiredException", it -> it.serviceRoleArn("")),
        new Wrong(
            "a configuration that is not there",
            "DeploymentConfigDoesNotExistException",
            it -> it.deploymentConfigName("Fast")),
        new Wrong(
            "a configuration of another platform",
            "InvalidDeploymentConfigNameException",
            it -> it.deploymentConfigName("CodeDeployDefault.LambdaAllAtOnce")),
        new Wrong(
            "eleven alarms",
            "AlarmsLimitExceededException",
            it ->
                it.alarmConfiguration(config ->
                    config
                        .enabled(true)
                        .alarms(
                            java.util.stream.IntStream.range(0, 11)
                                .mapToObj(i -> Alarm.builder().name("a" + i).build())
                                .toList()))),
        new Wrong(
            "a rollback after nothing",
            "InvalidAutoRollbackConfigException",
            it -> it.autoRollbackConfiguration(config -> config.enabled(true))),
        new Wrong(
            "an application that is not there",
            "ApplicationDoesNotExistException",
            it -> it.applicationName("x")));
  }

  @ParameterizedTest(name = "a group with {0} is refused")
  @MethodSource("wrongGroups")
  void whatCannotBeDeployedToIsRefused(Wrong wrong) {
    assertThatThrownBy(() -> yard.group(wrong.change()))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo(wrong.code()));
  }

  @Test
  void aServiceThatDeploysByItselfIsRefused() {
    yard.taskSets.controller = "ECS";

    assertThatThrownBy(() -> yard.group(it -> it))
        .hasMessageContaining("CODE_DEPLOY deployment controller");
  }

  @Test
  void aGroupNamesItsLastDeployments() {
    yard.group(it -> it);
    String good = yard.deploy("");
    yard.pass(5);
    String bad = yard.deploy("{\"BeforeInstall\": \"missing\"}");

    DeploymentGroupInfo shown = group("shop", "prod");

    assertThat(shown.lastSuccessfulDeployment().deploymentId()).isEqualTo(good);
    assertThat(shown.lastAttemptedDeployment().deploymentId()).isEqualTo(bad);
    assertThat(shown.deploymentConfigName()).isEqualTo("CodeDeployDefault.ECSAllAtOnce");
  }

  @Test
  void everyPredefinedConfigurationIsThere() {
    assertThat(
            yard.call(
                    "ListDeploymentConfigs",
                    ListDeploymentConfigsRequest.builder().build(),
                    ListDeploymentConfigsResponse.class)
                .deploymentConfigsList())
        .contains(
            "CodeDeployDefault.AllAtOnce",
            "CodeDeployDefault.HalfAtATime",
            "CodeDeployDefault.OneAtATime",
            "CodeDeployDefault.ECSAllAtOnce",
            "CodeDeployDefault.ECSCanary10Percent5Minutes",
            "CodeDeployDefault.ECSCanary10Percent15Minutes",
            "CodeDeployDefault.ECSLinear10PercentEvery1Minutes",
            "CodeDeployDefault.ECSLinear10PercentEvery3Minutes",
            "CodeDeployDefault.LambdaAllAtOnce",
            "CodeDeployDefault.LambdaCanary10Percent30Minutes",
            "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
            "CodeDeployDefault.LambdaLinear10PercentEvery10Minutes")
        .hasSize(17);
  }

  @Test
  void aConfigurationOfOnesOwnSaysHowTrafficIsShifted() {
    yard.call(
        "CreateDeploymentConfig",
        CreateDeploymentConfigRequest.builder()
            .deploymentConfigName("Halves")
            .computePlatform("ECS")
            .trafficRoutingConfig(it ->
                it.type(TrafficRoutingType.TIME_BASED_CANARY)
                    .timeBasedCanary(c -> c.canaryPercentage(50).canaryInterval(1)))
            .build(),
        CreateDeploymentConfigResponse.class);
    yard.group(it -> it.deploymentConfigName("Halves"));

    yard.deploy("");

    assertThat(yard.green()).isEqualTo(50);
  }

  @Test
  void aTemplateDeclaresApplicationAndGroup() throws JsonProcessingException {
    var resources = yard.codeDeploy.resources();
    resources.make(
        Yard.HERE,
        "AWS::CodeDeploy::Application",
        "App",
        "web",
        properties("{\"ComputePlatform\": \"ECS\"}"));
    for (int i = 0; i < 2; i++) {
      resources.make(
          Yard.HERE,
          "AWS::CodeDeploy::DeploymentGroup",
          "Group",
          "blue-green",
          properties(
              """
              {"ApplicationName": "web",
               "ServiceRoleArn": "arn:aws:iam::111111111111:role/deploy",
               "ECSServices": [{"ClusterName": "main", "ServiceName": "shop"}],
               "DeploymentStyle": {"DeploymentType": "BLUE_GREEN",
                 "DeploymentOption": "WITH_TRAFFIC_CONTROL"},
               "BlueGreenDeploymentConfiguration": {
                 "DeploymentReadyOption": {"ActionOnTimeout": "CONTINUE_DEPLOYMENT"},
                 "TerminateBlueInstancesOnDeploymentSuccess": {"Action": "TERMINATE",
                   "TerminationWaitTimeInMinutes": "5"}},
               "LoadBalancerInfo": {"TargetGroupPairInfoList": [{
                 "TargetGroups": [{"Name": "shop-blue"}, {"Name": "shop-green"}],
                 "ProdTrafficRoute": {"ListenerArns": ["arn:production"]},
                 "TestTrafficRoute": {"ListenerArns": ["arn:test"]}}]},
               "AutoRollbackConfiguration": {"Enabled": "true", "Events": ["DEPLOYMENT_FAILURE"]}}
              """));
    }

    DeploymentGroupInfo shown = group("web", "blue-green");
    assertThat(shown.ecsServices().getFirst().serviceName()).isEqualTo("shop");
    assertThat(
            shown
                .blueGreenDeploymentConfiguration()
                .terminateBlueInstancesOnDeploymentSuccess()
                .terminationWaitTimeInMinutes())
        .isEqualTo(5);
  }

  private static ObjectNode properties(String json) throws JsonProcessingException {
    return (ObjectNode) new JsonMapper().readTree(json);
  }
}
