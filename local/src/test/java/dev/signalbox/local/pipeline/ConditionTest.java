package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

class ConditionTest extends YardTest {
  private static final Map<String, String> MET =
      Map.of("Variable", "#{SourceVariables.BranchName}", "Value", "main", "Operator", "EQ");
  private static final Map<String, String> NOT_MET =
      Map.of("Variable", "#{SourceVariables.BranchName}", "Value", "main", "Operator", "NE");

  private static Condition condition(
      Result result, String provider, Map<String, String> configuration) {
    return Condition.builder()
        .result(result)
        .rules(
            RuleDeclaration.builder()
                .name("Branch")
                .ruleTypeId(it -> it.category("Rule").owner("AWS").provider(provider).version("1"))
                .configuration(configuration)
                .build())
        .build();
  }

  private static StageDeclaration entering(Condition condition) {
    return Plan.stage("Build", Plan.build("Compile")).toBuilder()
        .beforeEntry(it -> it.conditions(condition))
        .build();
  }

  private static StageDeclaration leaving(Condition condition) {
    return Plan.stage("Build", Plan.build("Compile")).toBuilder()
        .onSuccess(it -> it.conditions(condition))
        .build();
  }

  private String run(StageDeclaration stage) {
    yard.create(Plan.pipeline(stage));
    return yard.first("shop");
  }

  @Test
  void whoMeetsTheEntryConditionGoesIn() {
    String id = run(entering(condition(Result.FAIL, "VariableCheck", MET)));
    succeed("compile");
    yard.untilStatus("shop", id, "Succeeded");
    assertThat(
            yard.stage("shop", "Build")
                .beforeEntryConditionState()
                .latestExecution()
                .statusAsString())
        .isEqualTo("Succeeded");
  }

  @Test
  void whoDoesNotFailsBeforeAnyAction() {
    String id = run(entering(condition(Result.FAIL, "VariableCheck", NOT_MET)));
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.told(id))
        .endsWith("stage Build STARTED", "stage Build FAILED", "pipeline FAILED");
    assertThat(yard.execution("shop", id).statusSummary()).contains("Branch").contains("main");
    assertThat(
            yard.stage("shop", "Build")
                .beforeEntryConditionState()
                .latestExecution()
                .statusAsString())
        .isEqualTo("Failed");
  }

  @Test
  void aStageIsSkippedWhereItSaysSo() {
    String id = run(entering(condition(Result.SKIP, "VariableCheck", NOT_MET)));
    yard.untilStatus("shop", id, "Succeeded");
    assertThat(yard.stage("shop", "Build").latestExecution().statusAsString()).isEqualTo("Skipped");
    assertThat(yard.builds.started).isEmpty();
  }

  @Test
  void aRuleThatIsNotHereFailsAndSaysSo() {
    String id = run(entering(condition(Result.FAIL, "DeploymentWindow", Map.of("Cron", "* * *"))));
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.execution("shop", id).statusSummary())
        .contains("does not implement rules of the provider DeploymentWindow");
  }

  @Test
  void aStageThatSucceededCanStillFailItsCondition() {
    String id = run(leaving(condition(Result.FAIL, "VariableCheck", NOT_MET)));
    succeed("compile");
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.told(id))
        .endsWith("action Compile SUCCEEDED", "stage Build FAILED", "pipeline FAILED");
  }
}
