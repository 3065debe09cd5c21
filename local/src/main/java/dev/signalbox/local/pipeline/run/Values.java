package dev.signalbox.local.pipeline.run;

import dev.signalbox.local.pipeline.definition.References;
import dev.signalbox.local.pipeline.definition.References.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;

/** What an execution's variables and artifacts are at this moment. */
record Values(PipelineDeclaration declaration, Execution execution) {

  /** The configuration with every variable's value; empty when one has none. */
  Optional<Map<String, String>> resolved(Map<String, String> configuration) {
    Map<String, String> resolved = new HashMap<>();
    for (Map.Entry<String, String> entry : configuration.entrySet()) {
      Optional<String> value = References.resolve(entry.getValue(), this::value);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      resolved.put(entry.getKey(), value.get());
    }
    return Optional.of(resolved);
  }

  private Optional<String> value(Reference reference) {
    return switch (reference.namespace()) {
      case "codepipeline" ->
          Optional.of(execution.id()).filter(_ -> reference.key().equals("PipelineExecutionId"));
      case "variables" -> Optional.ofNullable(execution.variables().get(reference.key()));
      default -> exported(reference);
    };
  }

  private Optional<String> exported(Reference reference) {
    return declaration.stages().stream()
        .flatMap(stage ->
            stage.actions().stream()
                .filter(action -> reference.namespace().equals(action.namespace()))
                .map(action -> run(stage.name(), action)))
        .flatMap(Optional::stream)
        .flatMap(run -> Optional.ofNullable(run.variables().get(reference.key())).stream())
        .findFirst();
  }

  private Optional<ActionRun> run(String stage, ActionDeclaration action) {
    return execution
        .done(stage)
        .filter(run -> run.action().equals(action.name()))
        .reduce((_, newer) -> newer);
  }

  /** Where the inputs of an action lie; those that no action made are left out. */
  List<Artifact> inputs(ActionDeclaration action) {
    return action.inputArtifacts().stream()
        .flatMap(input -> artifact(input.name()).stream())
        .toList();
  }

  private Optional<Artifact> artifact(String name) {
    return execution
        .done()
        .flatMap(run -> run.outputs().stream())
        .filter(it -> it.name().equals(name))
        .reduce((_, newer) -> newer);
  }
}
