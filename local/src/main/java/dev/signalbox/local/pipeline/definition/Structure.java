package dev.signalbox.local.pipeline.definition;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ExecutionMode;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineType;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** What a declaration has to keep beyond the shapes of AWS's model. */
public final class Structure {
  private static final int MOST_STAGES = 50;
  private static final int MOST_ACTIONS = 1000;
  private static final int MOST_ACTIONS_IN_A_STAGE = 100;

  private final Place place;
  private final Function<ActionTypeId, Optional<ActionType>> types;

  public Structure(Place place, Function<ActionTypeId, Optional<ActionType>> types) {
    this.place = place;
    this.types = types;
  }

  /**
   * @param declaration with its defaults
   * @throws AwsError InvalidStructureException, InvalidStageDeclarationException,
   *     InvalidActionDeclarationException, InvalidBlockerDeclarationException,
   *     LimitExceededException
   */
  public void check(PipelineDeclaration declaration) {
    checkSize(declaration);
    checkNames(declaration);
    checkSources(declaration.stages());
    new Stores(place, declaration).check();
    checkType(declaration);
    ActionRules actions = new ActionRules(place, types);
    declaration.stages().forEach(stage -> stage.actions().forEach(actions::check));
    new ArtifactFlow().check(declaration);
    new Namespaces(declaration).check();
    declaration.stages().forEach(StageRules::check);
  }

  private static void checkSize(PipelineDeclaration declaration) {
    List<StageDeclaration> stages = declaration.stages();
    if (stages.size() < 2) {
      throw invalid(
          "Pipeline has only %d stage(s). There should be a minimum of 2 stages in a pipeline"
              .formatted(stages.size()));
    }
    if (stages.size() > MOST_STAGES) {
      throw limit("A pipeline has at most %d stages".formatted(MOST_STAGES));
    }
    int actions = stages.stream().mapToInt(stage -> stage.actions().size()).sum();
    if (actions > MOST_ACTIONS) {
      throw limit("A pipeline has at most %d actions".formatted(MOST_ACTIONS));
    }
    for (StageDeclaration stage : stages) {
      if (stage.actions().size() > MOST_ACTIONS_IN_A_STAGE) {
        throw limit("A stage has at most %d actions".formatted(MOST_ACTIONS_IN_A_STAGE));
      }
      if (stage.actions().isEmpty()) {
        throw AwsError.of(
            "InvalidStageDeclarationException",
            "Stage '%s' should contain at least one action".formatted(stage.name()));
      }
    }
  }

  private static void checkNames(PipelineDeclaration declaration) {
    Set<String> stages = new HashSet<>();
    for (StageDeclaration stage : declaration.stages()) {
      if (!stages.add(stage.name())) {
        throw AwsError.of(
            "InvalidStageDeclarationException",
            "Stage name '%s' is used more than once in the pipeline".formatted(stage.name()));
      }
      Set<String> actions = new HashSet<>();
      for (ActionDeclaration action : stage.actions()) {
        if (!actions.add(action.name())) {
          throw AwsError.of(
              "InvalidActionDeclarationException",
              "Action name '%s' is used more than once in stage '%s'"
                  .formatted(action.name(), stage.name()));
        }
      }
    }
  }

  private static void checkSources(List<StageDeclaration> stages) {
    if (!stages.getFirst().actions().stream().allMatch(Structure::isSource)) {
      throw invalid("Pipeline should start with a stage that only contains source actions");
    }
    for (StageDeclaration stage : stages.subList(1, stages.size())) {
      if (stage.actions().stream().anyMatch(Structure::isSource)) {
        throw invalid(
            "Source actions can only occur in the first stage, but stage '%s' has one"
                .formatted(stage.name()));
      }
    }
  }

  public static boolean isSource(ActionDeclaration action) {
    return action.actionTypeId().category() == ActionCategory.SOURCE;
  }

  private static void checkType(PipelineDeclaration declaration) {
    boolean v2 = declaration.pipelineType() == PipelineType.V2;
    if (declaration.hasVariables() && !declaration.variables().isEmpty() && !v2) {
      throw invalid("Pipeline variables can only be used with V2 pipelines");
    }
    if (declaration.hasTriggers() && !declaration.triggers().isEmpty() && !v2) {
      throw invalid("Triggers can only be used with V2 pipelines");
    }
    if (declaration.executionMode() != ExecutionMode.SUPERSEDED && !v2) {
      throw invalid(
          "Execution mode %s can only be used with V2 pipelines"
              .formatted(declaration.executionModeAsString()));
    }
    boolean conditions =
        declaration.stages().stream()
            .anyMatch(
                it -> it.beforeEntry() != null || it.onSuccess() != null || it.onFailure() != null);
    if (conditions && !v2) {
      throw invalid("Stage conditions can only be used with V2 pipelines");
    }
    Set<String> variables = new HashSet<>();
    for (PipelineVariableDeclaration variable : declaration.variables()) {
      if (!variables.add(variable.name())) {
        throw invalid("Pipeline variable '%s' is declared twice".formatted(variable.name()));
      }
    }
  }

  static AwsError invalid(String message) {
    return AwsError.of("InvalidStructureException", message);
  }

  private static AwsError limit(String message) {
    return AwsError.of("LimitExceededException", message);
  }
}
