package dev.signalbox.local.pipeline;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.store.MvStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;

/** CodePipeline with repositories, builds and buckets that do what a test says. */
final class Yard implements AutoCloseable {
  static final Place HERE = new Place("111111111111", "eu-west-1");
  static final String HEAD = FakeRepositories.id('a');

  final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
  final FakeRepositories repositories = new FakeRepositories();
  final FakeBuilds builds = new FakeBuilds();
  final FakeObjects objects;
  final FakeDeployments deployments = new FakeDeployments();
  final FakeEcs ecs = new FakeEcs();
  final FakeFunctions functions = new FakeFunctions();
  final List<ObjectNode> events = new CopyOnWriteArrayList<>();
  private final Path data;
  private MvStore store;
  CodePipeline pipelines;
  Calls calls;

  Yard(Path directory) {
    objects = new FakeObjects(directory);
    objects.buckets.add("artifacts");
    repositories.push("main", HEAD, "First commit");
    data = directory.resolve("data");
    store = MvStore.open(Optional.of(data));
    pipelines = open();
    calls = Calls.to(pipelines.api(), HERE);
  }

  private CodePipeline open() {
    CodePipeline opened =
        new CodePipeline(
            store,
            clock,
            this::heard,
            new CodePipeline.Neighbours(
                repositories,
                new NoConnections(),
                builds,
                objects,
                functions,
                Yard::role,
                deployments,
                ecs.api()));
    opened.start();
    return opened;
  }

  private static Roles.Credentials role(
      Place place, String role, String session, Duration validity) {
    if (role.equals("unknown")) {
      throw AwsError.of("NoSuchEntity", "The role with name unknown cannot be found.");
    }
    return new Roles.Credentials("ASIAROLE", "secret", "token", Instant.EPOCH);
  }

  private void heard(
      Place place, String source, String type, List<String> resources, ObjectNode detail) {
    ObjectNode event = detail.deepCopy();
    event.put("detail-type", type);
    events.add(event);
  }

  void restart() {
    close();
    store = MvStore.open(Optional.of(data));
    pipelines = open();
    calls = Calls.to(pipelines.api(), HERE);
  }

  @Override
  public void close() {
    pipelines.close();
    store.close();
  }

  /** Without the first execution, which is waited for and left behind. */
  PipelineDeclaration create(PipelineDeclaration declaration) {
    return calls
        .call(
            "CreatePipeline",
            CreatePipelineRequest.builder().pipeline(declaration).build(),
            CreatePipelineResponse.class)
        .pipeline();
  }

  String start(String name, UnaryOperator<StartPipelineExecutionRequest.Builder> request) {
    return calls
        .call(
            "StartPipelineExecution",
            request.apply(StartPipelineExecutionRequest.builder().name(name)).build(),
            StartPipelineExecutionResponse.class)
        .pipelineExecutionId();
  }

  String start(String name) {
    return start(name, it -> it);
  }

  <O extends SdkPojo> O call(String operation, SdkPojo request, Class<O> response) {
    return calls.call(operation, request, response);
  }

  PipelineExecution execution(String name, String id) {
    return call(
            "GetPipelineExecution",
            GetPipelineExecutionRequest.builder()
                .pipelineName(name)
                .pipelineExecutionId(id)
                .build(),
            GetPipelineExecutionResponse.class)
        .pipelineExecution();
  }

  String status(String name, String id) {
    return execution(name, id).statusAsString();
  }

  List<PipelineExecutionSummary> executions(String name) {
    return call(
            "ListPipelineExecutions",
            ListPipelineExecutionsRequest.builder().pipelineName(name).build(),
            ListPipelineExecutionsResponse.class)
        .pipelineExecutionSummaries();
  }

  /** The execution that CreatePipeline started. */
  String first(String name) {
    return executions(name).getLast().pipelineExecutionId();
  }

  /** Newest first. */
  List<ActionExecutionDetail> actions(String name, String execution) {
    return call(
            "ListActionExecutions",
            ListActionExecutionsRequest.builder()
                .pipelineName(name)
                .filter(it -> it.pipelineExecutionId(execution))
                .build(),
            ListActionExecutionsResponse.class)
        .actionExecutionDetails();
  }

  ActionExecutionDetail action(String name, String execution, String action) {
    return actions(name, execution).stream()
        .filter(it -> it.actionName().equals(action))
        .findFirst()
        .orElseThrow();
  }

  StageState stage(String name, String stage) {
    return call(
            "GetPipelineState",
            GetPipelineStateRequest.builder().name(name).build(),
            GetPipelineStateResponse.class)
        .stageStates()
        .stream()
        .filter(it -> it.stageName().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  ActionState actionState(String name, String stage, String action) {
    return stage(name, stage).actionStates().stream()
        .filter(it -> it.actionName().equals(action))
        .findFirst()
        .orElseThrow();
  }

  /** What was announced of an execution: {@code pipeline STARTED}, {@code stage Build FAILED} … */
  List<String> told(String execution) {
    return events.stream()
        .filter(it -> it.path("execution-id").asText().equals(execution))
        .map(Yard::line)
        .toList();
  }

  private static String line(JsonNode event) {
    String state = event.path("state").asText();
    if (event.has("action")) {
      return "action " + event.get("action").asText() + " " + state;
    }
    return event.has("stage")
        ? "stage " + event.get("stage").asText() + " " + state
        : "pipeline " + state;
  }

  List<ObjectNode> events(String execution, String line) {
    return events.stream()
        .filter(it -> it.path("execution-id").asText().equals(execution))
        .filter(it -> line(it).equals(line))
        .toList();
  }

  void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(2)).until(condition);
  }

  void untilStatus(String name, String execution, String status) {
    until(() -> status(name, execution).equals(status));
  }

  void untilBuilding(String project, int count) {
    until(() -> builds.running(project).size() == count);
  }
}
