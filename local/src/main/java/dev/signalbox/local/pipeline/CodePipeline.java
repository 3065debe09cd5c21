package dev.signalbox.local.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Builds;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Connections;
import dev.signalbox.local.api.Deployments;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Objects;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Repositories;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Roles;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.pipeline.action.Artifacts;
import dev.signalbox.local.pipeline.action.CodeBuildAction;
import dev.signalbox.local.pipeline.action.CodeCommitSource;
import dev.signalbox.local.pipeline.action.CodeDeployAction;
import dev.signalbox.local.pipeline.action.CodeDeployToEcs;
import dev.signalbox.local.pipeline.action.ConnectionSource;
import dev.signalbox.local.pipeline.action.EcsDeploy;
import dev.signalbox.local.pipeline.action.ManualApproval;
import dev.signalbox.local.pipeline.action.S3Deploy;
import dev.signalbox.local.pipeline.action.S3Source;
import dev.signalbox.local.pipeline.action.Unsupported;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.job.AnswerOperations;
import dev.signalbox.local.pipeline.job.CustomAction;
import dev.signalbox.local.pipeline.job.CustomTypes;
import dev.signalbox.local.pipeline.job.JobOperations;
import dev.signalbox.local.pipeline.job.JobPapers;
import dev.signalbox.local.pipeline.job.Jobs;
import dev.signalbox.local.pipeline.job.LambdaInvoke;
import dev.signalbox.local.pipeline.job.TypeOperations;
import dev.signalbox.local.pipeline.run.Announcements;
import dev.signalbox.local.pipeline.run.Engine;
import dev.signalbox.local.pipeline.run.Executions;
import dev.signalbox.local.pipeline.run.Provider;
import dev.signalbox.local.pipeline.run.Start;
import dev.signalbox.local.pipeline.run.Trigger;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;

/** CodePipeline: pipelines, and the engine that runs them. */
public final class CodePipeline implements dev.signalbox.local.api.Pipelines, AutoCloseable {
  /**
   * The services that actions have at work.
   *
   * @param ecs its API: actions call it as on AWS they do
   */
  public record Neighbours(
      Repositories repositories,
      Connections connections,
      Builds builds,
      Objects objects,
      Functions functions,
      Roles roles,
      Deployments deployments,
      Service ecs) {}

  private final Pipelines pipelines;
  private final Executions executions;
  private final Engine engine;
  private final Clock clock;
  private final PipelineOperations operations;
  private final Jobs jobs;
  private final JobPapers papers;
  private final CustomTypes types;
  private final LambdaInvoke lambda;
  private final Map<String, Provider> providers;

  public CodePipeline(Store store, Clock clock, Events events, Neighbours with) {
    Artifacts artifacts = new Artifacts(with.objects());
    Provider build = new CodeBuildAction(with.builds(), artifacts);
    this.clock = clock;
    this.jobs = new Jobs(store, artifacts, clock);
    this.papers = new JobPapers(with.roles());
    this.types = new CustomTypes(store);
    this.lambda = new LambdaInvoke(with.functions(), jobs, papers);
    this.providers =
        Map.ofEntries(
            Map.entry("Invoke/AWS/Lambda", lambda),
            Map.entry(
                "Source/AWS/CodeCommit", new CodeCommitSource(with.repositories(), artifacts)),
            Map.entry(
                "Source/AWS/CodeStarSourceConnection",
                new ConnectionSource(with.connections(), artifacts)),
            Map.entry("Source/AWS/S3", new S3Source(with.objects(), artifacts, clock)),
            Map.entry("Build/AWS/CodeBuild", build),
            Map.entry("Test/AWS/CodeBuild", build),
            Map.entry("Deploy/AWS/S3", new S3Deploy(with.objects(), artifacts)),
            Map.entry("Deploy/AWS/CodeDeploy", new CodeDeployAction(with.deployments(), clock)),
            Map.entry(
                "Deploy/AWS/CodeDeployToECS",
                new CodeDeployToEcs(with.deployments(), with.ecs(), artifacts, clock)),
            Map.entry("Deploy/AWS/ECS", new EcsDeploy(with.ecs(), artifacts, clock)),
            Map.entry("Approval/AWS/Manual", new ManualApproval(clock)));
    this.pipelines = new Pipelines(store);
    this.executions = new Executions(store);
    this.engine =
        new Engine(pipelines, executions, new Announcements(events), clock, this::provider);
    this.operations = new PipelineOperations(pipelines, engine, clock, types::find);
  }

  private Provider provider(ActionTypeId type) {
    String key = type.categoryAsString() + "/" + type.ownerAsString() + "/" + type.provider();
    boolean custom = type.ownerAsString().equals("Custom");
    return Optional.ofNullable(providers.get(key))
        .orElseGet(() -> custom ? new CustomAction(jobs) : new Unsupported());
  }

  public Service api() {
    Service service = new Service("codepipeline");
    operations.addTo(service);
    new ExecutionOperations(pipelines, executions, engine).addTo(service);
    new StateOperations(pipelines, executions, engine, clock).addTo(service);
    new ActionOperations(pipelines, executions, engine, clock).addTo(service);
    new TagOperations(pipelines).addTo(service);
    new JobOperations(jobs, papers, types, pipelines, engine).addTo(service);
    new AnswerOperations(jobs, lambda, pipelines, engine, clock).addTo(service);
    new TypeOperations(types).addTo(service);
    return service;
  }

  public Resources resources() {
    return new PipelineResources(pipelines, operations, engine, clock);
  }

  /** Goes on with what was under way when {@code local} stopped: approvals wait, builds fail. */
  public void start() {
    engine.open();
  }

  @Override
  public String start(Place place, String name, String ruleArn, JsonNode input) {
    Pipeline pipeline = pipelines.existing(place, name);
    Wish wish = new Wish(pipelines.declaration(pipeline));
    StartPipelineExecutionRequest given = given(input);
    return engine.start(
        pipeline,
        new Start(
            new Trigger("CloudWatchEvent", ruleArn),
            Optional.empty(),
            wish.variables(given.variables()),
            wish.revisions(given.sourceRevisions())));
  }

  /** What an input transformer made for the pipeline; an event as it came gives nothing. */
  private static StartPipelineExecutionRequest given(JsonNode input) {
    StartPipelineExecutionRequest.Builder given = StartPipelineExecutionRequest.builder();
    if (!input.isObject() || input.has("detail-type")) {
      return given.build();
    }
    try {
      return Shapes.fill(given, input).build();
    } catch (AwsError e) {
      throw AwsError.validation(
          "The rule's input is not what starts a pipeline: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
