package dev.signalbox.local.codedeploy;

import static org.awaitility.Awaitility.await;

import dev.signalbox.local.LocalServer;
import dev.signalbox.local.archive.TarFile;
import dev.signalbox.local.ecr.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.InstanceAction;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupPairInfo;
import software.amazon.awssdk.services.codedeploy.model.TrafficRoutingType;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TaskSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** A service whose page says which version it is, behind a production and a test listener. */
final class Shop {
  private final EcsClient ecs;
  private final EcrClient ecr;
  private final ElasticLoadBalancingV2Client elb;
  private final HttpClient http = HttpClient.newHttpClient();
  final CodeDeployClient codeDeploy;
  private final String balancer;
  private final String blue;
  final URI production;
  final URI test;
  final String productionListener;

  Shop(LocalServer server) {
    ecs = server.client(EcsClient.builder());
    ecr = server.client(EcrClient.builder());
    elb = server.client(ElasticLoadBalancingV2Client.builder());
    codeDeploy = server.client(CodeDeployClient.builder());
    var made = elb.createLoadBalancer(it -> it.name("shop").subnets("subnet-1", "subnet-2"));
    balancer = made.loadBalancers().getFirst().loadBalancerArn();
    String host = made.loadBalancers().getFirst().dnsName();
    blue = group("shop-blue");
    group("shop-green");
    int productionPort = freePort();
    int testPort = freePort();
    productionListener = listener(productionPort);
    String testListener = listener(testPort);
    production = URI.create("http://" + host + ":" + productionPort + "/");
    test = URI.create("http://" + host + ":" + testPort + "/");
    ecr.createRepository(it -> it.repositoryName("shop"));
    ecs.createCluster(it -> it.clusterName("main"));
    service(version("one"));
    deploymentGroup(testListener);
  }

  private String group(String name) {
    return elb.createTargetGroup(it ->
            it.name(name)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .vpcId("vpc-1")
                .targetType(TargetTypeEnum.IP)
                .healthCheckPath("/")
                .healthCheckIntervalSeconds(5)
                .healthCheckTimeoutSeconds(2)
                .healthyThresholdCount(2))
        .targetGroups()
        .getFirst()
        .targetGroupArn();
  }

  private String listener(int port) {
    return elb.createListener(it ->
            it.loadBalancerArn(balancer)
                .protocol(ProtocolEnum.HTTP)
                .port(port)
                .defaultActions(
                    Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(blue).build()))
        .listeners()
        .getFirst()
        .listenerArn();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new revision of the task definition, whose page says this word. */
  String version(String word) {
    new Registry(ecr)
        .push(
            "shop",
            word,
            "{\"config\":{\"Labels\":{\"version\":\"%s\"}}}".formatted(word),
            new TarFile().file("index.html", word).gzip());
    Path server = Path.of(System.getProperty("java.home"), "bin", "jwebserver");
    return definition(word, "exec '" + server + "' -b 127.0.0.1 -p $PORT -d \"$PWD\" -o none");
  }

  /** A revision whose program ends at once. */
  String broken() {
    version("broken");
    return definition("broken", "exit 1");
  }

  private String definition(String tag, String command) {
    return ecs.registerTaskDefinition(it ->
            it.family("shop")
                .containerDefinitions(
                    ContainerDefinition.builder()
                        .name("web")
                        .image("111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop:" + tag)
                        .command("sh", "-c", command)
                        .portMappings(PortMapping.builder().containerPort(80).build())
                        .stopTimeout(2)
                        .build()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  private void service(String definition) {
    ecs.createService(it ->
        it.cluster("main")
            .serviceName("shop")
            .taskDefinition(definition)
            .desiredCount(1)
            .healthCheckGracePeriodSeconds(600)
            .deploymentController(c -> c.type(DeploymentControllerType.CODE_DEPLOY))
            .loadBalancers(
                LoadBalancer.builder()
                    .targetGroupArn(blue)
                    .containerName("web")
                    .containerPort(80)
                    .build()));
    await().atMost(Duration.ofSeconds(40)).until(() -> get(production).body().contains("one"));
  }

  private void deploymentGroup(String testListener) {
    codeDeploy.createApplication(
        it -> it.applicationName("shop").computePlatform(ComputePlatform.ECS));
    codeDeploy.createDeploymentConfig(it ->
        it.deploymentConfigName("Half")
            .computePlatform(ComputePlatform.ECS)
            .trafficRoutingConfig(routing ->
                routing
                    .type(TrafficRoutingType.TIME_BASED_CANARY)
                    .timeBasedCanary(c -> c.canaryPercentage(50).canaryInterval(2))));
    codeDeploy.createDeploymentGroup(it ->
        it.applicationName("shop")
            .deploymentGroupName("prod")
            .deploymentConfigName("Half")
            .serviceRoleArn("arn:aws:iam::111111111111:role/deploy")
            .ecsServices(ECSService.builder().clusterName("main").serviceName("shop").build())
            .deploymentStyle(style ->
                style
                    .deploymentType(DeploymentType.BLUE_GREEN)
                    .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))
            .blueGreenDeploymentConfiguration(config ->
                config
                    .deploymentReadyOption(
                        ready -> ready.actionOnTimeout(DeploymentReadyAction.CONTINUE_DEPLOYMENT))
                    .terminateBlueInstancesOnDeploymentSuccess(original ->
                        original.action(InstanceAction.TERMINATE).terminationWaitTimeInMinutes(0)))
            .autoRollbackConfiguration(rollback ->
                rollback
                    .enabled(true)
                    .eventsWithStrings("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"))
            .loadBalancerInfo(info ->
                info.targetGroupPairInfoList(
                    TargetGroupPairInfo.builder()
                        .targetGroups(
                            TargetGroupInfo.builder().name("shop-blue").build(),
                            TargetGroupInfo.builder().name("shop-green").build())
                        .prodTrafficRoute(route -> route.listenerArns(productionListener))
                        .testTrafficRoute(route -> route.listenerArns(testListener))
                        .build())));
  }

  HttpResponse<String> get(URI address) {
    try {
      return http.send(
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With the hooks as JSON. */
  String deploy(String definition, String hooks) {
    return deploy(definition, hooks, it -> {});
  }

  String deploy(String definition, String hooks, Consumer<CreateDeploymentRequest.Builder> change) {
    String appSpec =
        """
        {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service",
          "Properties": {"TaskDefinition": "%s",
            "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": 80}}}}],
         "Hooks": [%s]}\
        """
            .formatted(definition, hooks);
    return codeDeploy
        .createDeployment(it ->
            it.applicationName("shop")
                .deploymentGroupName("prod")
                .revision(Yard.content(appSpec))
                .applyMutation(change))
        .deploymentId();
  }

  String status(String deployment) {
    return codeDeploy
        .getDeployment(it -> it.deploymentId(deployment))
        .deploymentInfo()
        .statusAsString();
  }

  /** How many tasks of that image have ended. */
  long failedTasks(String tag) {
    List<String> ended =
        ecs.listTasks(it -> it.cluster("main").desiredStatus(DesiredStatus.STOPPED)).taskArns();
    return ended.isEmpty()
        ? 0
        : ecs.describeTasks(it -> it.cluster("main").tasks(ended)).tasks().stream()
            .filter(it -> it.containers().getFirst().image().endsWith(":" + tag))
            .count();
  }

  /** Those that do not drain. */
  List<TaskSet> taskSets() {
    return ecs
        .describeServices(it -> it.cluster("main").services("shop"))
        .services()
        .getFirst()
        .taskSets()
        .stream()
        .filter(it -> !it.status().equals("DRAINING"))
        .toList();
  }
}
