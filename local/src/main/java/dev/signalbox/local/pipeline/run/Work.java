package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.api.Place;
import dev.signalbox.local.pipeline.definition.Pipeline;
import dev.signalbox.local.pipeline.definition.Stores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** An action that is to be done now, with all it needs to know. */
public record Work(
    Pipeline pipeline,
    PipelineDeclaration declaration,
    Execution execution,
    String stage,
    ActionDeclaration action,
    ActionRun run) {

  /** Where the action runs. */
  public Place place() {
    return placeOf(pipeline, action);
  }

  static Place placeOf(Pipeline pipeline, ActionDeclaration action) {
    String region = action.region();
    return region == null ? pipeline.place() : new Place(pipeline.place().account(), region);
  }

  /** With the values of its variables. */
  public Map<String, String> configuration() {
    return run.configuration();
  }

  public Optional<String> setting(String name) {
    return Optional.ofNullable(configuration().get(name)).filter(value -> !value.isEmpty());
  }

  /** A property that declarations cannot lack. */
  public String required(String name) {
    return setting(name).orElse("");
  }

  public List<Artifact> inputs() {
    return run.inputs();
  }

  public List<String> outputs() {
    return action.outputArtifacts().stream().map(OutputArtifact::name).toList();
  }

  /** The bucket for the action's artifacts. */
  public String bucket() {
    return new Stores(pipeline.place(), declaration).of(action).location();
  }

  public Optional<GivenRevision> given(String type) {
    return execution.revisions().stream()
        .filter(it -> it.action().equals(action.name()) && it.type().equals(type))
        .findFirst();
  }
}
