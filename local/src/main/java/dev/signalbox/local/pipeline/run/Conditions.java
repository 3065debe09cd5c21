package dev.signalbox.local.pipeline.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Whether a stage may be entered, or counts as succeeded. A rule that cannot be asked fails. */
record Conditions(Values values) {
  static final String BEFORE_ENTRY = "beforeEntry";
  static final String ON_SUCCESS = "onSuccess";

  static List<Condition> beforeEntry(StageDeclaration stage) {
    return stage.beforeEntry() == null ? List.of() : stage.beforeEntry().conditions();
  }

  static List<Condition> onSuccess(StageDeclaration stage) {
    return stage.onSuccess() == null ? List.of() : stage.onSuccess().conditions();
  }

  /** What is to happen when the conditions are not met. */
  static Result result(List<Condition> conditions) {
    return conditions.stream()
        .flatMap(it -> Optional.ofNullable(it.result()).stream())
        .findFirst()
        .orElse(Result.FAIL);
  }

  ConditionRun check(List<Condition> conditions) {
    return conditions.stream()
        .flatMap(condition -> condition.rules().stream())
        .map(this::check)
        .filter(run -> !run.passed())
        .findFirst()
        .orElse(ConditionRun.PASSED);
  }

  private ConditionRun check(RuleDeclaration rule) {
    String provider = rule.ruleTypeId().provider();
    if (!provider.equals("VariableCheck")) {
      return ConditionRun.failed(
          rule.name(), "signalbox local does not implement rules of the provider " + provider);
    }
    return values
        .resolved(rule.configuration())
        .map(configuration -> variable(rule.name(), configuration))
        .orElseGet(
            () -> ConditionRun.failed(rule.name(), "one or more variables could not be resolved"));
  }

  private static ConditionRun variable(String rule, Map<String, String> configuration) {
    String actual = configuration.getOrDefault("Variable", "");
    String wanted = configuration.getOrDefault("Value", "");
    String operator = configuration.getOrDefault("Operator", "EQ");
    return switch (operator) {
      case "EQ" -> verdict(rule, actual.equals(wanted), actual, operator, wanted);
      case "NE" -> verdict(rule, !actual.equals(wanted), actual, operator, wanted);
      case "CONTAINS" -> verdict(rule, actual.contains(wanted), actual, operator, wanted);
      default ->
          ConditionRun.failed(rule, "signalbox local does not implement the operator " + operator);
    };
  }

  private static ConditionRun verdict(
      String rule, boolean met, String actual, String operator, String wanted) {
    return met
        ? ConditionRun.PASSED
        : ConditionRun.failed(rule, "'%s' %s '%s' is not so".formatted(actual, operator, wanted));
  }
}
