package dev.signalbox.local.pipeline.definition;

import dev.signalbox.local.pipeline.definition.References.Reference;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Where variables come from, and that references name one of these places. */
final class Namespaces {
  static final String PIPELINE = "codepipeline";
  static final String VARIABLES = "variables";

  private final PipelineDeclaration declaration;
  private final Set<String> known = new HashSet<>();

  Namespaces(PipelineDeclaration declaration) {
    this.declaration = declaration;
  }

  void check() {
    declaration.stages().forEach(stage -> stage.actions().forEach(this::add));
    Set<String> variables =
        declaration.variables().stream()
            .map(PipelineVariableDeclaration::name)
            .collect(Collectors.toSet());
    for (StageDeclaration stage : declaration.stages()) {
      for (ActionDeclaration action : stage.actions()) {
        for (Map.Entry<String, String> entry : action.configuration().entrySet()) {
          for (Reference reference : References.in(entry.getValue())) {
            boolean exists =
                switch (reference.namespace()) {
                  case PIPELINE -> true;
                  case VARIABLES -> variables.contains(reference.key());
                  default -> known.contains(reference.namespace());
                };
            if (!exists) {
              throw ActionRules.invalid(
                  "Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). The following pipeline execution variables are referencing a namespace that does not exist. StageName=[%s], ActionName=[%s], ActionConfigurationKey=[%s], VariableReferenceText=[%s]"
                      .formatted(stage.name(), action.name(), entry.getKey(), reference));
            }
          }
        }
      }
    }
  }

  private void add(ActionDeclaration action) {
    String namespace = action.namespace();
    if (namespace == null) {
      return;
    }
    if (namespace.equals(PIPELINE) || namespace.equals(VARIABLES)) {
      throw ActionRules.invalid(
          "Namespace '%s' of action '%s' is reserved".formatted(namespace, action.name()));
    }
    if (!known.add(namespace)) {
      throw ActionRules.invalid(
          "Namespace '%s' of action '%s' is already another action's"
              .formatted(namespace, action.name()));
    }
  }
}
