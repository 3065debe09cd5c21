package dev.signalbox.benchmarks.gate;

import dev.signalbox.aws.client.Connection;
import dev.signalbox.aws.client.Http;
import dev.signalbox.aws.ledger.Publisher;
import dev.signalbox.core.route.Definition;
import dev.signalbox.definitions.CanonicalForm;
import dev.signalbox.definitions.yaml.DefinitionFile;
import dev.signalbox.local.Local;
import dev.signalbox.local.LocalOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The sample's service on local, whose deployments ask the packed gate. */
final class GatedService implements AutoCloseable {
  private static final String ACCOUNT = "111111111111";
  private static final String REGION = "eu-west-1";
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "VpcId", "vpc-11111111",
          "SubnetIds", "subnet-11111111,subnet-22222222",
          "ProductionPort", "8080",
          "TestPort", "8081",
          "DeploymentConfigName", "CodeDeployDefault.ECSAllAtOnce",
          "MinutesBeforeTermination", "0");

  private static final String SERVER =
      """
      void main() throws Exception {
        var server = com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(System.getenv("HOST"), Integer.parseInt(System.getenv("PORT"))), 50);
        server.createContext("/", exchange -> {
          exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 200 : 404, -1);
          exchange.close();
        });
        server.createContext("/silent", _ -> {});
        server.start();
      }
      """;

  private final Local local = Local.start(LocalOptions.defaults().withPort(0));
  private final SdkHttpClient http = Http.client();
  private final CodeDeployClient codeDeploy;
  private final EcsClient ecs;
  private final Path server;

  /** Deploys all of it, with the template as the mishap wants it. */
  GatedService(Path home, Path directory, Mishap mishap) throws IOException {
    Connection aws =
        new Connection(
            Region.of(REGION),
            Optional.of(local.address()),
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCOUNT, "local")),
            http);
    codeDeploy = aws.client(CodeDeployClient.builder());
    ecs = aws.client(EcsClient.builder());
    server = Files.writeString(directory.resolve("Server.java"), SERVER);
    Path template = template(home, directory, mishap.changes());
    Map<String, String> outputs =
        local.deploy(ACCOUNT, REGION, "signalbox", template, Map.of()).outputs();
    publish(
        aws.client(DynamoDbClient.builder()),
        Objects.requireNonNull(outputs.get("LedgerTableName")),
        definition(mishap.check()));
    local.deploy(
        ACCOUNT, REGION, "service", home.resolve("examples/shop/service.yaml"), PARAMETERS);
  }

  /** Only the gate's own function is otherwise. */
  private static Path template(Path home, Path directory, Map<String, String> changes)
      throws IOException {
    String text = Files.readString(home.resolve("template.yaml"));
    int begin = text.indexOf("\n  GateFunction:");
    int end = text.indexOf("\n  GateCalledByItsName:");
    String gate = text.substring(begin, end);
    for (Map.Entry<String, String> change : changes.entrySet()) {
      if (!gate.contains(change.getKey())) {
        throw new IllegalStateException("The gate's function does not say " + change.getKey());
      }
      gate = gate.replace(change.getKey(), change.getValue());
    }
    return Files.writeString(
        directory.resolve("template.yaml"),
        (text.substring(0, begin) + gate + text.substring(end))
            .replace("CodeUri: ", "CodeUri: " + home.toAbsolutePath().normalize() + "/"));
  }

  private static String definition(String check) {
    return """
    version: 1
    accounts:
      tools: {id: "111111111111", region: eu-west-1, role: signalbox-target}
    repositories: {}
    routes: []
    gates:
      - name: api
        on: {application: shop-api, deployment-group: production}
        checks:
          - %s
    """
        .formatted(check);
  }

  private static void publish(DynamoDbClient dynamo, String table, String text) {
    try (dynamo) {
      Definition definition =
          DefinitionFile.check("signalbox.yaml", text.getBytes(StandardCharsets.UTF_8))
              .definition()
              .orElseThrow();
      new Publisher(dynamo, table, InstantSource.system())
          .publish(definition.version(), CanonicalForm.bytes(definition));
    }
  }

  URI address() {
    return local.address();
  }

  /** Deploys a version that answers only what it is asked at the root. */
  String deploy() {
    String appSpec =
        """
        version: 0.0
        Resources:
          - TargetService:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: "%s"
                LoadBalancerInfo: {ContainerName: api, ContainerPort: 8080}
        Hooks:
          - AfterAllowTestTraffic: CodeDeployHook_signalbox-gate
        """
            .formatted(version());
    return codeDeploy
        .createDeployment(request ->
            request
                .applicationName("shop-api")
                .deploymentGroupName("production")
                .revision(revision ->
                    revision
                        .revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                        .appSpecContent(content -> content.content(appSpec))))
        .deploymentId();
  }

  private String version() {
    TaskDefinition first =
        ecs.describeTaskDefinition(request -> request.taskDefinition("shop-api")).taskDefinition();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ContainerDefinition container =
        first.containerDefinitions().getFirst().toBuilder()
            .command(List.of(java.toString(), server.toString()))
            .build();
    return ecs.registerTaskDefinition(request ->
            request
                .family("shop-api")
                .requiresCompatibilities(first.requiresCompatibilities())
                .networkMode(first.networkMode())
                .cpu(first.cpu())
                .memory(first.memory())
                .executionRoleArn(first.executionRoleArn())
                .containerDefinitions(container))
        .taskDefinition()
        .taskDefinitionArn();
  }

  /** When the deployment asked its gate. */
  Instant asked(String deployment) throws InterruptedException {
    while (true) {
      Optional<LifecycleEvent> hook = hook(deployment);
      if (hook.isPresent()) {
        return hook.get().startTime();
      }
      running(deployment);
      Thread.sleep(LOOK);
    }
  }

  private Optional<LifecycleEvent> hook(String deployment) {
    return targets(deployment).stream()
        .map(target ->
            codeDeploy
                .getDeploymentTarget(request -> request.deploymentId(deployment).targetId(target))
                .deploymentTarget()
                .ecsTarget())
        .flatMap(target -> target.lifecycleEvents().stream())
        .filter(event -> event.lifecycleEventName().equals("AfterAllowTestTraffic"))
        .filter(event -> event.startTime() != null)
        .findFirst();
  }

  private List<String> targets(String deployment) {
    try {
      return codeDeploy
          .listDeploymentTargets(request -> request.deploymentId(deployment))
          .targetIds();
    } catch (DeploymentNotStartedException e) {
      return List.of();
    }
  }

  private void running(String deployment) {
    DeploymentInfo info = info(deployment);
    if (info.status() == DeploymentStatus.FAILED) {
      throw new IllegalStateException(
          "Before its gate was asked: " + info.errorInformation().message());
    }
  }

  /** Waits until a deployment has failed, and until the version before has been restored. */
  Instant failed(String deployment) throws InterruptedException {
    await(deployment, DeploymentStatus.FAILED);
    Instant failed = Instant.now();
    await(info(deployment).rollbackInfo().rollbackDeploymentId(), DeploymentStatus.SUCCEEDED);
    return failed;
  }

  private void await(String deployment, DeploymentStatus wanted) throws InterruptedException {
    DeploymentStatus status = info(deployment).status();
    while (status != wanted) {
      if (status == DeploymentStatus.SUCCEEDED || status == DeploymentStatus.FAILED) {
        throw new IllegalStateException(deployment + " is " + status + ", not " + wanted);
      }
      Thread.sleep(LOOK);
      status = info(deployment).status();
    }
  }

  private DeploymentInfo info(String deployment) {
    return codeDeploy.getDeployment(request -> request.deploymentId(deployment)).deploymentInfo();
  }

  @Override
  public void close() {
    codeDeploy.close();
    ecs.close();
    http.close();
    local.close();
  }
}
