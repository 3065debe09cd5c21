package dev.signalbox.local.pipeline;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.pipeline.definition.ActionType;
import dev.signalbox.local.pipeline.definition.Defaults;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.definition.Structure;
import dev.signalbox.local.pipeline.definition.Transition;
import dev.signalbox.local.pipeline.run.Engine;
import dev.signalbox.local.pipeline.run.Start;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineMetadata;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

/** Making, reading, changing and removing pipelines. */
final class PipelineOperations {
  private static final int MOST_PIPELINES = 1000;

  private final Pipelines pipelines;
  private final Engine engine;
  private final Clock clock;
  private final BiFunction<Place, ActionTypeId, Optional<ActionType>> types;

  PipelineOperations(
      Pipelines pipelines,
      Engine engine,
      Clock clock,
      BiFunction<Place, ActionTypeId, Optional<ActionType>> types) {
    this.pipelines = pipelines;
    this.engine = engine;
    this.clock = clock;
    this.types = types;
  }

  void addTo(Service service) {
    service
        .on("CreatePipeline", CreatePipelineRequest::builder, this::create)
        .on("GetPipeline", GetPipelineRequest::builder, this::get)
        .on("ListPipelines", ListPipelinesRequest::builder, this::list)
        .on("UpdatePipeline", UpdatePipelineRequest::builder, this::update)
        .on("DeletePipeline", DeletePipelineRequest::builder, this::delete);
  }

  private CreatePipelineResponse create(Caller caller, CreatePipelineRequest request) {
    String arn = caller.place().arn("codepipeline", request.pipeline().name());
    Map<String, String> tags = Tags.added(arn, Map.of(), request.tags());
    Pipeline pipeline = made(caller, request.pipeline(), tags, Map.of());
    return CreatePipelineResponse.builder()
        .pipeline(pipelines.declaration(pipeline))
        .tags(request.hasTags() ? Tags.list(tags) : List.of())
        .build();
  }

  /** Makes the pipeline and starts its first execution, as AWS does. */
  Pipeline made(
      Caller caller,
      PipelineDeclaration declared,
      Map<String, String> tags,
      Map<String, Transition> transitions) {
    Place place = caller.place();
    PipelineDeclaration declaration = checked(place, declared);
    String name = declaration.name();
    if (pipelines.find(place, name).isPresent()) {
      throw taken(place, name);
    }
    if (pipelines.in(place).size() >= MOST_PIPELINES) {
      throw AwsError.of(
          "LimitExceededException", "The account has reached its limit of 1000 pipelines");
    }
    Instant now = now();
    Pipeline pipeline = new Pipeline(place, name, 1, now, now, tags, transitions, Map.of());
    if (!pipelines.add(pipeline, declaration)) {
      throw taken(place, name);
    }
    engine.start(pipeline, Start.by("CreatePipeline", caller.arn()));
    return pipeline;
  }

  private static AwsError taken(Place place, String name) {
    return AwsError.of(
        "PipelineNameInUseException",
        "A pipeline with the name '%s' already exists in account '%s'"
            .formatted(name, place.account()));
  }

  private PipelineDeclaration checked(Place place, PipelineDeclaration declared) {
    PipelineDeclaration declaration = Defaults.in(declared);
    new Structure(place, id -> types.apply(place, id)).check(declaration);
    return declaration;
  }

  /** AWS keeps these times to the millisecond. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private GetPipelineResponse get(Caller caller, GetPipelineRequest request) {
    Pipeline pipeline = pipelines.existing(caller.place(), request.name());
    int version = request.version() == null ? pipeline.version() : request.version();
    PipelineDeclaration declaration =
        pipelines
            .declaration(pipeline, version)
            .orElseThrow(() ->
                AwsError.of(
                    "PipelineVersionNotFoundException",
                    "Account '%s' does not have version %d of the pipeline '%s'"
                        .formatted(caller.account(), version, request.name())));
    return GetPipelineResponse.builder()
        .pipeline(declaration)
        .metadata(
            PipelineMetadata.builder()
                .pipelineArn(pipeline.arn())
                .created(pipeline.created())
                .updated(pipeline.updated())
                .build())
        .build();
  }

  private ListPipelinesResponse list(Caller caller, ListPipelinesRequest request) {
    List<Pipeline> all = pipelines.in(caller.place());
    Page<Pipeline> page =
        Page.of(
            "pipelines",
            after -> all.stream().filter(it -> it.name().compareTo(after) > 0),
            Pipeline::name,
            request.maxResults(),
            request.nextToken());
    return ListPipelinesResponse.builder()
        .pipelines(page.items().stream().map(this::summary).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private PipelineSummary summary(Pipeline pipeline) {
    PipelineDeclaration declaration = pipelines.declaration(pipeline);
    return PipelineSummary.builder()
        .name(pipeline.name())
        .version(pipeline.version())
        .pipelineType(declaration.pipelineType())
        .executionMode(declaration.executionMode())
        .created(pipeline.created())
        .updated(pipeline.updated())
        .build();
  }

  private UpdatePipelineResponse update(Caller caller, UpdatePipelineRequest request) {
    Pipeline updated = changed(caller, request.pipeline());
    return UpdatePipelineResponse.builder().pipeline(pipelines.declaration(updated)).build();
  }

  Pipeline changed(Caller caller, PipelineDeclaration declared) {
    // This operation alone names a missing pipeline so.
    Pipeline pipeline =
        pipelines
            .find(caller.place(), declared.name())
            .orElseThrow(() ->
                AwsError.of(
                    "ResourceNotFoundException",
                    "The account with id '%s' does not include a pipeline with the name '%s'"
                        .formatted(caller.account(), declared.name())));
    return engine.update(pipeline, checked(caller.place(), declared), now());
  }

  /** Whether the pipeline is declared so already. */
  boolean isSo(Pipeline pipeline, PipelineDeclaration declared) {
    PipelineDeclaration numbered =
        Defaults.in(declared).toBuilder().version(pipeline.version()).build();
    return Shapes.json(pipelines.declaration(pipeline)).equals(Shapes.json(numbered));
  }

  private DeletePipelineResponse delete(Caller caller, DeletePipelineRequest request) {
    pipelines.find(caller.place(), request.name()).ifPresent(engine::remove);
    return DeletePipelineResponse.builder().build();
  }
}
