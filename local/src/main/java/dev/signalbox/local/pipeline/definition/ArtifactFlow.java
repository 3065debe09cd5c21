package dev.signalbox.local.pipeline.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Every input is some earlier action's output, and no output has two makers. */
final class ArtifactFlow {
  private final Set<String> made = new HashSet<>();

  void check(PipelineDeclaration declaration) {
    for (StageDeclaration stage : declaration.stages()) {
      List<Integer> orders =
          stage.actions().stream().map(ActionDeclaration::runOrder).distinct().sorted().toList();
      for (int order : orders) {
        List<ActionDeclaration> together =
            stage.actions().stream().filter(action -> action.runOrder() == order).toList();
        together.forEach(this::checkInputs);
        together.forEach(this::addOutputs);
      }
    }
  }

  private void checkInputs(ActionDeclaration action) {
    for (InputArtifact input : action.inputArtifacts()) {
      if (!made.contains(input.name())) {
        throw ActionRules.invalid(
            "Input artifact '%s' of action '%s' is not an output of any action before it"
                .formatted(input.name(), action.name()));
      }
    }
  }

  private void addOutputs(ActionDeclaration action) {
    for (OutputArtifact output : action.outputArtifacts()) {
      if (!made.add(output.name())) {
        throw ActionRules.invalid(
            "Output artifact '%s' of action '%s' is already an output of another action"
                .formatted(output.name(), action.name()));
      }
    }
  }
}
