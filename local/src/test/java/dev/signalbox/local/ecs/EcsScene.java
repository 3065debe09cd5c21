package dev.signalbox.local.ecs;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Alarms;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.Images;
import dev.signalbox.local.api.Members;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Secrets;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.TaskSets;
import dev.signalbox.local.time.ScaledClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** ECS with load balancers and images that the test decides on. */
final class EcsScene implements AutoCloseable {
  static final Place PLACE = new Place("111111111111", "eu-west-1");
  static final String IMAGE = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/shop:1";

  final BalancersInMemory balancers = new BalancersInMemory();
  final List<String> logged = new CopyOnWriteArrayList<>();
  final List<ObjectNode> events = new CopyOnWriteArrayList<>();
  final Map<String, Alarms.State> alarms = new ConcurrentHashMap<>();
  final HookFunction functions = new HookFunction();
  final ScaledClock clock;
  final Ecs ecs;
  final Calls calls;

  EcsScene(double timeScale) {
    this(new MemoryStore(), timeScale);
  }

  EcsScene(Store store, double timeScale) {
    clock = new ScaledClock(timeScale);
    ecs =
        new Ecs(
            store,
            clock,
            new Ecs.Neighbours(
                (place, source, type, resources, detail) ->
                    events.add(detail.deepCopy().put("detail-type", type)),
                (place, group, stream, line) -> logged.add(group + "|" + stream + "|" + line),
                new FixedRoles(),
                new FixedSecrets(),
                new OneImage(),
                balancers,
                (place, names) -> Map.copyOf(alarms),
                (place, function, event) -> functions.invoke(place, function, event)),
            () -> URI.create("http://127.0.0.1:4566"));
    calls = Calls.to(ecs.api(), PLACE);
    ecs.start();
  }

  TaskSets taskSets() {
    return ecs.taskSets();
  }

  void cluster() {
    calls.call(
        "CreateCluster",
        CreateClusterRequest.builder().clusterName("shop").build(),
        CreateClusterResponse.class);
  }

  /** A family named web with one container of that name. */
  String definition(String command, Consumer<ContainerDefinition.Builder> more) {
    ContainerDefinition.Builder container =
        ContainerDefinition.builder()
            .name("web")
            .image(IMAGE)
            .command("sh", "-c", command)
            .stopTimeout(2)
            .portMappings(PortMapping.builder().containerPort(80).build());
    more.accept(container);
    return register(container.build());
  }

  String definition(String command) {
    return definition(command, it -> {});
  }

  String register(ContainerDefinition... containers) {
    return calls
        .call(
            "RegisterTaskDefinition",
            RegisterTaskDefinitionRequest.builder()
                .family("web")
                .containerDefinitions(containers)
                .build(),
            RegisterTaskDefinitionResponse.class)
        .taskDefinition()
        .taskDefinitionArn();
  }

  Service service(String definition, Consumer<CreateServiceRequest.Builder> more) {
    CreateServiceRequest.Builder request =
        CreateServiceRequest.builder()
            .cluster("shop")
            .serviceName("web")
            .taskDefinition(definition)
            .desiredCount(1);
    more.accept(request);
    call("CreateService", Shapes.json(request.build()));
    return described();
  }

  void update(Consumer<UpdateServiceRequest.Builder> more) {
    UpdateServiceRequest.Builder request =
        UpdateServiceRequest.builder().cluster("shop").service("web");
    more.accept(request);
    call("UpdateService", Shapes.json(request.build()));
  }

  static LoadBalancer balanced(String group) {
    return LoadBalancer.builder()
        .targetGroupArn(group)
        .containerName("web")
        .containerPort(80)
        .build();
  }

  Service described() {
    return Shapes.fill(Service.builder(), json()).build();
  }

  /** The service with what is newer than the SDK. */
  ObjectNode json() {
    return (ObjectNode)
        calls
            .call(
                "DescribeServices",
                DescribeServicesRequest.builder().cluster("shop").services("web").build(),
                Members.class)
            .json()
            .path("services")
            .path(0);
  }

  /** An operation whose request has members that are newer than the SDK. */
  ObjectNode call(String operation, ObjectNode request) {
    return calls.call(operation, new Members(request), Members.class).json();
  }

  ObjectNode deployment(String arn) {
    return (ObjectNode)
        calls
            .call(
                "DescribeServiceDeployments",
                DescribeServiceDeploymentsRequest.builder().serviceDeploymentArns(arn).build(),
                Members.class)
            .json()
            .path("serviceDeployments")
            .path(0);
  }

  Task run(String definition) {
    return calls
        .call(
            "RunTask",
            RunTaskRequest.builder().cluster("shop").taskDefinition(definition).build(),
            RunTaskResponse.class)
        .tasks()
        .getFirst();
  }

  Task task(String arn) {
    return calls
        .call(
            "DescribeTasks",
            DescribeTasksRequest.builder().cluster("shop").tasks(arn).build(),
            DescribeTasksResponse.class)
        .tasks()
        .getFirst();
  }

  Task ended(Task task) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> task(task.taskArn()).lastStatus().equals("STOPPED"));
    return task(task.taskArn());
  }

  List<Task> tasks(DesiredStatus desired) {
    return calls
        .call(
            "ListTasks",
            ListTasksRequest.builder().cluster("shop").desiredStatus(desired).build(),
            ListTasksResponse.class)
        .taskArns()
        .stream()
        .map(this::task)
        .toList();
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  @Override
  public void close() {
    ecs.close();
    clock.close();
  }

  private record FixedRoles() implements Roles {
    @Override
    public Credentials actAs(Place place, String role, String session, Duration validity) {
      return new Credentials("ASIA" + role, "secret", "token", Instant.MAX);
    }
  }

  private record FixedSecrets() implements Secrets {
    @Override
    public String parameter(Place place, String name) {
      if (name.equals("/missing")) {
        throw AwsError.of("ParameterNotFound", "");
      }
      return "parameter " + name;
    }

    @Override
    public String secret(Place place, String reference) {
      return "secret " + reference;
    }
  }

  /** {@link #IMAGE} has a file and a command; there is no other. */
  private record OneImage() implements Images {
    @Override
    public Image pull(Place puller, String reference) {
      if (!reference.equals(IMAGE)) {
        throw AwsError.of("RepositoryNotFoundException", "there is no repository for " + reference);
      }
      return new Image(
          reference,
          "sha256:" + "0".repeat(64),
          List.of(),
          List.of("sh", "run.sh"),
          Map.of("COLOUR", "blue"),
          "/app");
    }

    @Override
    public void unpack(Image image, Path into) {
      try {
        Path app = Files.createDirectories(into.resolve("app"));
        Files.writeString(app.resolve("run.sh"), "echo the image says $COLOUR; exec sleep 1000\n");
        Path program = app.resolve("program");
        Files.writeString(program, "#!/bin/sh\necho called with \"$@\"\n");
        program.toFile().setExecutable(true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
