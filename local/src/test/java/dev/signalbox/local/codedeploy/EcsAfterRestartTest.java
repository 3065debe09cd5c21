package dev.signalbox.local.codedeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.DeploymentWaitType;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.InstanceAction;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupPairInfo;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** A blue/green deployment of real processes that a stop of {@code local} cuts off. */
class EcsAfterRestartTest {
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private Local local;
  private URI production = URI.create("http://127.0.0.1/");
  private URI test = production;

  @SuppressWarnings("NullAway") // opened before each test
  EcsAfterRestartTest() {}

  @BeforeEach
  void open() {
    local =
        Local.start(LocalOptions.defaults().withData(directory.resolve("data")).withTimeScale(10));
  }

  @AfterEach
  void close() {
    local.close();
    http.close();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(local.address())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalServer.ACCOUNT, "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static String group(ElasticLoadBalancingV2Client elb, String name) {
    return elb.createTargetGroup(it ->
            it.name(name)
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .vpcId("vpc-1")
                .targetType(TargetTypeEnum.IP)
                .healthCheckIntervalSeconds(5)
                .healthCheckTimeoutSeconds(2)
                .healthyThresholdCount(2))
        .targetGroups()
        .getFirst()
        .targetGroupArn();
  }

  private static String listener(
      ElasticLoadBalancingV2Client elb, String balancer, String group, int port) {
    return elb.createListener(it ->
            it.loadBalancerArn(balancer)
                .protocol(ProtocolEnum.HTTP)
                .port(port)
                .defaultActions(
                    Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build()))
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

  /** A task definition whose tasks answer with the word. */
  private String version(String word) {
    Path server = Path.of(System.getProperty("java.home"), "bin", "jwebserver");
    String serving =
        "echo %s > index.html; exec '%s' -b 127.0.0.1 -p $PORT -d \"$PWD\" -o none"
            .formatted(word, server);
    return client(EcsClient.builder())
        .registerTaskDefinition(it ->
            it.family("shop")
                .containerDefinitions(
                    ContainerDefinition.builder()
                        .name("web")
                        .image("public.ecr.aws/docker/library/eclipse-temurin:25")
                        .command("sh", "-c", serving)
                        .portMappings(PortMapping.builder().containerPort(80).build())
                        .stopTimeout(2)
                        .build()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  private void shop() {
    var elb = client(ElasticLoadBalancingV2Client.builder());
    var balancer =
        elb.createLoadBalancer(it -> it.name("shop").subnets("subnet-1", "subnet-2"))
            .loadBalancers()
            .getFirst();
    String blue = group(elb, "blue");
    group(elb, "green");
    int port = freePort();
    int testPort = freePort();
    production = URI.create("http://" + balancer.dnsName() + ":" + port + "/");
    test = URI.create("http://" + balancer.dnsName() + ":" + testPort + "/");
    String listener = listener(elb, balancer.loadBalancerArn(), blue, port);
    String testListener = listener(elb, balancer.loadBalancerArn(), blue, testPort);
    EcsClient ecs = client(EcsClient.builder());
    ecs.createCluster(it -> it.clusterName("main"));
    String first = version("one");
    ecs.createService(it ->
        it.cluster("main")
            .serviceName("shop")
            .taskDefinition(first)
            .desiredCount(1)
            .deploymentController(c -> c.type(DeploymentControllerType.CODE_DEPLOY))
            .loadBalancers(
                LoadBalancer.builder()
                    .targetGroupArn(blue)
                    .containerName("web")
                    .containerPort(80)
                    .build()));
    deploymentGroup(listener, testListener);
    awaitServed(production, "one");
  }

  private void deploymentGroup(String listener, String testListener) {
    CodeDeployClient codeDeploy = client(CodeDeployClient.builder());
    codeDeploy.createApplication(
        it -> it.applicationName("shop").computePlatform(ComputePlatform.ECS));
    codeDeploy.createDeploymentGroup(it ->
        it.applicationName("shop")
            .deploymentGroupName("prod")
            .serviceRoleArn("arn:aws:iam::111111111111:role/deploy")
            .ecsServices(ECSService.builder().clusterName("main").serviceName("shop").build())
            .deploymentStyle(style ->
                style
                    .deploymentType(DeploymentType.BLUE_GREEN)
                    .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))
            .blueGreenDeploymentConfiguration(configuration ->
                configuration
                    .deploymentReadyOption(ready ->
                        ready
                            .actionOnTimeout(DeploymentReadyAction.STOP_DEPLOYMENT)
                            .waitTimeInMinutes(600))
                    .terminateBlueInstancesOnDeploymentSuccess(old ->
                        old.action(InstanceAction.TERMINATE).terminationWaitTimeInMinutes(0)))
            .loadBalancerInfo(info ->
                info.targetGroupPairInfoList(
                    TargetGroupPairInfo.builder()
                        .targetGroups(
                            TargetGroupInfo.builder().name("blue").build(),
                            TargetGroupInfo.builder().name("green").build())
                        .prodTrafficRoute(route -> route.listenerArns(listener))
                        .testTrafficRoute(route -> route.listenerArns(testListener))
                        .build())));
  }

  private String deploy(String taskDefinition) {
    String appSpec =
        Yard.appSpec("").replace("\"shop:2\"", "\"" + taskDefinition + "\"").replace("8080", "80");
    return client(CodeDeployClient.builder())
        .createDeployment(it ->
            it.applicationName("shop").deploymentGroupName("prod").revision(Yard.content(appSpec)))
        .deploymentId();
  }

  private String status(String deployment) {
    return client(CodeDeployClient.builder())
        .getDeployment(it -> it.deploymentId(deployment))
        .deploymentInfo()
        .statusAsString();
  }

  private void awaitStatus(String deployment, String status) {
    await().atMost(Duration.ofSeconds(90)).until(() -> status(deployment).equals(status));
  }

  private void awaitServed(URI address, String word) {
    await().atMost(Duration.ofSeconds(90)).until(() -> served(address).equals(word));
  }

  private String served(URI address) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
              BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body().strip() : "status " + answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void bothVersionsServeAgainAndTheDeploymentGoesOnWhereItWas() {
    shop();
    String id = deploy(version("two"));
    awaitStatus(id, "Ready");
    awaitServed(test, "two");

    local.close();
    open();

    assertThat(status(id)).isEqualTo("Ready");
    awaitServed(production, "one");
    awaitServed(test, "two");
    client(CodeDeployClient.builder())
        .continueDeployment(
            it -> it.deploymentId(id).deploymentWaitType(DeploymentWaitType.READY_WAIT));
    awaitStatus(id, "Succeeded");
    awaitServed(production, "two");
    assertThat(client(EcsClient.builder()).listTasks(it -> it.cluster("main")).taskArns())
        .hasSize(1);
  }

  @Test
  void aVersionThatWasBeingStartedIsStartedAgainAndNotTwice() {
    shop();
    String id = deploy(version("two"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            client(EcsClient.builder())
                    .describeServices(it -> it.cluster("main").services("shop"))
                    .services()
                    .getFirst()
                    .taskSets()
                    .size()
                == 2);

    local.close();
    open();

    awaitStatus(id, "Ready");
    assertThat(
            client(EcsClient.builder())
                .describeServices(it -> it.cluster("main").services("shop"))
                .services()
                .getFirst()
                .taskSets())
        .hasSize(2);
    awaitServed(test, "two");
    client(CodeDeployClient.builder())
        .stopDeployment(it -> it.deploymentId(id).autoRollbackEnabled(true));
    awaitServed(test, "one");
    assertThat(served(production)).isEqualTo("one");
  }
}
