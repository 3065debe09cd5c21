package dev.signalbox.local.pipeline.definition;

import dev.signalbox.local.api.AwsError;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.FailureConditions;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** What a stage may say should happen around its actions. */
final class StageRules {
  private static final Set<String> PROVIDERS =
      Set.of(
          "CloudWatchAlarm",
          "CodeBuild",
          "Commands",
          "DeploymentWindow",
          "LambdaInvoke",
          "VariableCheck");

  private StageRules() {}

  static void check(StageDeclaration stage) {
    boolean source = stage.actions().stream().anyMatch(Structure::isSource);
    if (stage.beforeEntry() != null) {
      check(stage, stage.beforeEntry().conditions(), Set.of(Result.FAIL, Result.SKIP));
    }
    if (stage.onSuccess() != null) {
      check(stage, stage.onSuccess().conditions(), Set.of(Result.FAIL, Result.ROLLBACK));
    }
    FailureConditions failure = stage.onFailure();
    if (failure != null) {
      check(stage, failure.conditions(), Set.of(Result.ROLLBACK));
      check(stage, failure, source);
    }
    if (!stage.blockers().isEmpty()) {
      throw AwsError.of(
          "InvalidBlockerDeclarationException", "Blockers are reserved for future use");
    }
  }

  private static void check(StageDeclaration stage, FailureConditions failure, boolean source) {
    Result result = failure.result();
    if (result != null && result != Result.RETRY && result != Result.ROLLBACK) {
      throw invalid(stage, "onFailure's result is ROLLBACK or RETRY");
    }
    if (source && result == Result.ROLLBACK) {
      throw invalid(stage, "a stage of source actions cannot be rolled back");
    }
    if (failure.retryConfiguration() != null && result != Result.RETRY) {
      throw invalid(stage, "retryConfiguration needs the result RETRY");
    }
    if (result == Result.RETRY && !failure.conditions().isEmpty()) {
      throw invalid(stage, "automatic retry cannot be used together with onFailure conditions");
    }
  }

  private static void check(
      StageDeclaration stage, List<Condition> conditions, Set<Result> allowed) {
    for (Condition condition : conditions) {
      if (condition.result() != null && !allowed.contains(condition.result())) {
        throw invalid(stage, "a condition's result is one of " + allowed);
      }
      for (RuleDeclaration rule : condition.rules()) {
        if (!PROVIDERS.contains(rule.ruleTypeId().provider())) {
          throw invalid(stage, "no rule has the provider " + rule.ruleTypeId().provider());
        }
        if (condition.result() == Result.SKIP
            && !Set.of("LambdaInvoke", "VariableCheck").contains(rule.ruleTypeId().provider())) {
          throw invalid(stage, "SKIP needs a LambdaInvoke or VariableCheck rule");
        }
      }
    }
  }

  private static AwsError invalid(StageDeclaration stage, String problem) {
    return AwsError.of(
        "InvalidStageDeclarationException", "Stage '%s': %s".formatted(stage.name(), problem));
  }
}
