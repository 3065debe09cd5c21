package dev.signalbox.local.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Shapes;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Pipelines;
import dev.signalbox.local.pipeline.definition.Transition;
import dev.signalbox.local.pipeline.run.Engine;
import dev.signalbox.local.pipeline.run.Start;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** Pipelines as CloudFormation templates declare them. */
final class PipelineResources implements Resources {
  private final Pipelines pipelines;
  private final PipelineOperations operations;
  private final Engine engine;
  private final Clock clock;

  PipelineResources(
      Pipelines pipelines, PipelineOperations operations, Engine engine, Clock clock) {
    this.pipelines = pipelines;
    this.operations = operations;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public Set<String> types() {
    return Set.of("AWS::CodePipeline::Pipeline");
  }

  @Override
  public Made make(Place place, String type, String logicalId, String name, ObjectNode properties) {
    String pipelineName = properties.path("Name").asText(name);
    PipelineDeclaration declaration =
        Shapes.fillFromProperties(PipelineDeclaration.builder(), withStoresByRegion(properties))
            .name(pipelineName)
            .build();
    Caller caller = Caller.root(place);
    Optional<Pipeline> present = pipelines.find(place, pipelineName);
    Pipeline pipeline =
        present.isPresent()
            ? updated(present.get(), declaration, caller, properties)
            : operations.made(
                caller, declaration, tags(properties), transitions(caller, properties));
    return new Made(pipelineName, Map.of("Version", Integer.toString(pipeline.version())));
  }

  private Pipeline updated(
      Pipeline pipeline, PipelineDeclaration declaration, Caller caller, JsonNode properties) {
    pipelines.update(pipeline, it -> it.with(tags(properties)));
    transitions(caller, properties)
        .forEach(
            (stage, transition) -> pipelines.update(pipeline, it -> it.with(stage, transition)));
    // A second start on the same data must not add a version to every pipeline.
    if (operations.isSo(pipeline, declaration)) {
      return pipeline;
    }
    Pipeline next = operations.changed(caller, declaration);
    if (properties.path("RestartExecutionOnUpdate").asBoolean(false)) {
      engine.start(next, Start.by("StartPipelineExecution", caller.arn()));
    }
    return next;
  }

  /** CloudFormation lists the stores that the API has by Region. */
  private static ObjectNode withStoresByRegion(ObjectNode properties) {
    ObjectNode copy = properties.deepCopy();
    copy.remove("ArtifactStores");
    copy.remove("Tags");
    copy.remove("Version");
    if (properties.has("ArtifactStores")) {
      ObjectNode stores = copy.putObject("ArtifactStores");
      for (JsonNode each : properties.get("ArtifactStores")) {
        if (!each.path("Region").isTextual() || !each.path("ArtifactStore").isObject()) {
          throw AwsError.validation("Each of ArtifactStores has a Region and an ArtifactStore");
        }
        stores.set(each.get("Region").textValue(), each.get("ArtifactStore"));
      }
    }
    return copy;
  }

  private static Map<String, String> tags(JsonNode properties) {
    Map<String, String> tags = new TreeMap<>();
    properties
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    return tags;
  }

  private Map<String, Transition> transitions(Caller caller, JsonNode properties) {
    Map<String, Transition> transitions = new HashMap<>();
    for (JsonNode each : properties.path("DisableInboundStageTransitions")) {
      transitions.put(
          each.path("StageName").asText(),
          new Transition(false, each.path("Reason").asText(), caller.arn(), clock.instant()));
    }
    return transitions;
  }
}
