package dev.signalbox.local.pipeline.definition;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.pipeline.definition.ActionType.Range;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;

/** What an action's type asks of it. */
final class ActionRules {
  private final Place place;
  private final Function<ActionTypeId, Optional<ActionType>> types;

  ActionRules(Place place, Function<ActionTypeId, Optional<ActionType>> types) {
    this.place = place;
    this.types = types;
  }

  void check(ActionDeclaration action) {
    ActionTypeId id = action.actionTypeId();
    ActionType type = types.apply(id).orElseThrow(() -> notAvailable(action.name(), id));
    checkCount(action.name(), "input", action.inputArtifacts().size(), type.inputs());
    checkCount(action.name(), "output", action.outputArtifacts().size(), type.outputs());
    checkConfiguration(action, type);
    boolean approval = id.category() == ActionCategory.APPROVAL;
    if (action.timeoutInMinutes() != null && !approval) {
      throw invalid(
          "Action '%s' has timeoutInMinutes, which only approval actions can have"
              .formatted(action.name()));
    }
  }

  private AwsError notAvailable(String action, ActionTypeId id) {
    return invalid(
        "ActionType (Category: '%s', Provider: '%s', Owner: '%s', Version: '%s') in action '%s' is not available in region %s"
            .formatted(
                id.categoryAsString(),
                id.provider(),
                id.ownerAsString(),
                id.version(),
                action,
                place.region().toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  private static void checkCount(String action, String kind, int count, Range range) {
    if (count < range.least()) {
      throw invalid(
          "Action %s has %d %s artifacts which is less than minimum %s artifact count (%d) for the action type"
              .formatted(action, count, kind, kind, range.least()));
    }
    if (count > range.most()) {
      throw invalid(
          "Action %s has %d %s artifacts which is more than maximum %s artifact count (%d) for the action type"
              .formatted(action, count, kind, kind, range.most()));
    }
  }

  private static void checkConfiguration(ActionDeclaration action, ActionType type) {
    for (var property : type.required().entrySet()) {
      if (property.getValue() && !action.configuration().containsKey(property.getKey())) {
        throw invalid(
            "Action configuration for action '%s' is missing required configuration '%s'"
                .formatted(action.name(), property.getKey()));
      }
    }
    for (String property : action.configuration().keySet()) {
      if (!type.anyProperty() && !type.required().containsKey(property)) {
        throw invalid(
            "Action configuration for action '%s' contains unknown configuration '%s'"
                .formatted(action.name(), property));
      }
    }
  }

  static AwsError invalid(String message) {
    return AwsError.of("InvalidActionDeclarationException", message);
  }
}
