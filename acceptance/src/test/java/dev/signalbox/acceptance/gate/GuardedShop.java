package dev.signalbox.acceptance.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.acceptance.AwsAccounts;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.aws.ledger.VerdictRecords;
import dev.signalbox.core.gate.Verdict;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.yaml.DefinitionFile;
import dev.signalbox.local.Authority;
import dev.signalbox.local.LocalOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.ECSService;
import software.amazon.awssdk.services.codedeploy.model.InstanceAction;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetGroupPairInfo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A shop of real processes whose new versions the packed gate has to let pass. */
final class GuardedShop implements BeforeAllCallback, AfterAllCallback {
  private static final String ACCOUNT = "111111111111";
  private static final String REGION = "eu-west-1";
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path ZIP = HOME.resolve("functions/gate/target/gate.zip");
  static final String DEFINITION =
      """
      version: 1
      accounts:
        shop: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories: {}
      routes: []
      gates:
        - name: shop-prod
          on: {application: shop, deployment-group: prod}
          budget: 2m
          checks:
            - {name: healthy, http: {path: /health, requests: 3}, budget: 30s}
        - name: shop-slow
          on: {application: shop, deployment-group: prod}
          at: [before-traffic]
          checks:
            - {name: long, http: {path: /health, requests: 2, pause: 5m}}
      """;

  private final AwsAccounts aws =
      new AwsAccounts(LocalOptions.defaults().withPort(0).withTimeScale(10));
  private final HttpClient http = HttpClient.newHttpClient();
  private Map<String, String> outputs = Map.of();
  private URI production = URI.create("http://127.0.0.1/");
  private String test = "";

  @Override
  public void beforeAll(ExtensionContext context) {
    Assumptions.assumeTrue(Files.exists(ZIP), "The gate is not packed: mvn verify packs it before");
    aws.beforeAll(context);
    outputs =
        aws.local()
            .deploy(ACCOUNT, REGION, "signalbox", HOME.resolve("template.yaml"), Map.of())
            .outputs();
    publish(DEFINITION);
    makeTheShop();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (Files.exists(ZIP)) {
      aws.afterAll(context);
      http.close();
    }
  }

  <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
    return aws.connection(ACCOUNT).client(builder);
  }

  URI endpoint() {
    return aws.local().address();
  }

  String output(String name) {
    return Objects.requireNonNull(outputs.get(name));
  }

  void publish(String yaml) {
    var checked = DefinitionFile.check("signalbox.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    assertThat(checked.problems()).isEmpty();
    Definition definition = checked.definition().orElseThrow();
    new Publisher(
            client(DynamoDbClient.builder()), output("LedgerTableName"), InstantSource.system())
        .publish(definition.version(), CanonicalForm.bytes(definition));
  }

  /**
   * A load balancer with two listeners, which both lead to blue.
   *
   * @param production where customers go
   */
  record Balanced(URI production, String blue, String green, String listener, String test) {}

  Balanced balanced(String name) {
    var elb = client(ElasticLoadBalancingV2Client.builder());
    var made =
        elb.createLoadBalancer(r -> r.name(name).subnets("subnet-1", "subnet-2"))
            .loadBalancers()
            .getFirst();
    String blue = group(elb, name + "-blue");
    String green = group(elb, name + "-green");
    int port = freePort();
    return new Balanced(
        URI.create("http://%s:%d/".formatted(made.dnsName(), port)),
        blue,
        green,
        listener(elb, made.loadBalancerArn(), blue, port),
        listener(elb, made.loadBalancerArn(), blue, freePort()));
  }

  private void makeTheShop() {
    Balanced balanced = balanced("shop");
    production = balanced.production();
    test = balanced.test();
    client(EcrClient.builder()).createRepository(r -> r.repositoryName("shop"));
    EcsClient ecs = client(EcsClient.builder());
    ecs.createCluster(r -> r.clusterName("main"));
    String first = version("one", true);
    ecs.createService(r ->
        r.cluster("main")
            .serviceName("shop")
            .taskDefinition(first)
            .desiredCount(1)
            .deploymentController(c -> c.type(DeploymentControllerType.CODE_DEPLOY))
            .loadBalancers(
                LoadBalancer.builder()
                    .targetGroupArn(balanced.blue())
                    .containerName("web")
                    .containerPort(80)
                    .build()));
    deploymentGroup(balanced.listener(), balanced.test());
    await().atMost(Duration.ofSeconds(60)).until(() -> served().equals("one"));
  }

  private static String group(ElasticLoadBalancingV2Client elb, String name) {
    return elb.createTargetGroup(r ->
            r.name(name)
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

  private static String listener(
      ElasticLoadBalancingV2Client elb, String balancer, String group, int port) {
    return elb.createListener(r ->
            r.loadBalancerArn(balancer)
                .protocol(ProtocolEnum.HTTP)
                .port(port)
                .defaultActions(
                    Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build()))
        .listeners()
        .getFirst()
        .listenerArn();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new revision of the shop; an ill one answers all but what it is asked for its health. */
  String version(String word, boolean healthy) {
    Map<String, String> files =
        healthy ? Map.of("index.html", word, "health", "fine") : Map.of("index.html", word);
    new Image(files).push(client(EcrClient.builder()), "shop", word);
    Path server = Path.of(System.getProperty("java.home"), "bin", "jwebserver");
    return client(EcsClient.builder())
        .registerTaskDefinition(r ->
            r.family("shop")
                .containerDefinitions(
                    ContainerDefinition.builder()
                        .name("web")
                        .image(
                            "%s.dkr.ecr.%s.amazonaws.com/shop:%s".formatted(ACCOUNT, REGION, word))
                        .command(
                            "sh",
                            "-c",
                            "exec '%s' -b 127.0.0.1 -p $PORT -d \"$PWD\" -o none".formatted(server))
                        .portMappings(PortMapping.builder().containerPort(80).build())
                        .stopTimeout(2)
                        .build()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  private void deploymentGroup(String listener, String test) {
    CodeDeployClient codeDeploy = client(CodeDeployClient.builder());
    codeDeploy.createApplication(
        r -> r.applicationName("shop").computePlatform(ComputePlatform.ECS));
    codeDeploy.createDeploymentGroup(r ->
        r.applicationName("shop")
            .deploymentGroupName("prod")
            .deploymentConfigName("CodeDeployDefault.ECSAllAtOnce")
            .serviceRoleArn("arn:aws:iam::%s:role/deploy".formatted(ACCOUNT))
            .ecsServices(ECSService.builder().clusterName("main").serviceName("shop").build())
            .deploymentStyle(style ->
                style
                    .deploymentType(DeploymentType.BLUE_GREEN)
                    .deploymentOption(DeploymentOption.WITH_TRAFFIC_CONTROL))
            .blueGreenDeploymentConfiguration(configuration ->
                configuration
                    .deploymentReadyOption(
                        ready -> ready.actionOnTimeout(DeploymentReadyAction.CONTINUE_DEPLOYMENT))
                    .terminateBlueInstancesOnDeploymentSuccess(original ->
                        original.action(InstanceAction.TERMINATE).terminationWaitTimeInMinutes(0)))
            .autoRollbackConfiguration(
                rollback -> rollback.enabled(true).eventsWithStrings("DEPLOYMENT_FAILURE"))
            .loadBalancerInfo(info ->
                info.targetGroupPairInfoList(
                    TargetGroupPairInfo.builder()
                        .targetGroups(
                            TargetGroupInfo.builder().name("shop-blue").build(),
                            TargetGroupInfo.builder().name("shop-green").build())
                        .prodTrafficRoute(route -> route.listenerArns(listener))
                        .testTrafficRoute(route -> route.listenerArns(test))
                        .build())));
  }

  /** What the production listener answers, which must always be something. */
  String served() {
    return served(production);
  }

  /** What is answered there. */
  String served(URI address) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
              BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "status " + answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on test traffic is encrypted. */
  void encryptTestTraffic(Authority.Issued issued) {
    String arn =
        client(IamClient.builder())
            .uploadServerCertificate(r ->
                r.serverCertificateName("shop-" + UUID.randomUUID())
                    .certificateBody(issued.certificate())
                    .privateKey(issued.key()))
            .serverCertificateMetadata()
            .arn();
    client(ElasticLoadBalancingV2Client.builder())
        .modifyListener(r ->
            r.listenerArn(test)
                .protocol(ProtocolEnum.HTTPS)
                .certificates(Certificate.builder().certificateArn(arn).build()));
  }

  /** The gate's function as it was deployed, with more in its environment. */
  void give(String variable, String value) {
    String[] gate = output("GateFunctionArn").split(":", -1);
    LambdaClient lambda = client(LambdaClient.builder());
    Map<String, String> variables =
        new HashMap<>(
            lambda
                .getFunctionConfiguration(r -> r.functionName(gate[6]))
                .environment()
                .variables());
    variables.put(variable, value);
    lambda.updateFunctionConfiguration(
        r -> r.functionName(gate[6]).environment(e -> e.variables(variables)));
    String version = lambda.publishVersion(r -> r.functionName(gate[6])).version();
    lambda.updateAlias(r -> r.functionName(gate[6]).name(gate[7]).functionVersion(version));
  }

  /** Deploys a version whose AppSpec names this function after test traffic. */
  String deploy(String taskDefinition, String function) {
    return deploy(taskDefinition, "AfterAllowTestTraffic", function);
  }

  /** At another moment. */
  String deploy(String taskDefinition, String event, String function) {
    String appSpec =
        """
        version: 0.0
        Resources:
          - TargetService:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: "%s"
                LoadBalancerInfo: {ContainerName: web, ContainerPort: 80}
        Hooks:
          - %s: "%s"
        """
            .formatted(taskDefinition, event, function);
    return client(CodeDeployClient.builder())
        .createDeployment(r ->
            r.applicationName("shop")
                .deploymentGroupName("prod")
                .revision(revision ->
                    revision
                        .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                        .appSpecContent(content -> content.content(appSpec))))
        .deploymentId();
  }

  DeploymentInfo deployment(String id) {
    return client(CodeDeployClient.builder())
        .getDeployment(r -> r.deploymentId(id))
        .deploymentInfo();
  }

  /** What the gate said to a deployment's hook. */
  Verdict verdict(String deployment) {
    return new VerdictRecords(client(DynamoDbClient.builder()), output("LedgerTableName"))
        .newest(Instant.EPOCH)
        .filter(recorded -> recorded.hook().deployment().equals(deployment))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  /** Whether the ledger knows that somebody runs a deployment's hook which nobody has answered. */
  boolean gateIsAsked(String deployment) {
    return client(DynamoDbClient.builder())
        .scanPaginator(r -> r.tableName(output("LedgerTableName")).consistentRead(true))
        .items()
        .stream()
        .filter(item -> item.containsKey("held") && !item.containsKey("verdict"))
        .anyMatch(item -> Objects.requireNonNull(item.get("hook")).s().contains(deployment));
  }

  /** Follows a deployment to this end; what production answered meanwhile. */
  List<String> follow(String id, String status) {
    var seen = new LinkedHashSet<String>();
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          seen.add(served());
          String now = deployment(id).statusAsString();
          assertThat(now).isNotIn(status.equals("Failed") ? "Succeeded" : "Failed");
          return now.equals(status);
        });
    return List.copyOf(seen);
  }
}
