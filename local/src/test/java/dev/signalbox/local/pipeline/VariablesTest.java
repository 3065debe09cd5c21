package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;

class VariablesTest extends YardTest {
  private static ActionDeclaration building(String variables) {
    return Plan.build("Compile").toBuilder()
        .configuration(Map.of("ProjectName", "compile", "EnvironmentVariables", variables))
        .build();
  }

  private static String variable(String value) {
    return "[{\"name\":\"X\",\"value\":\"" + value + "\"}]";
  }

  private static PipelineDeclaration pipeline(ActionDeclaration action) {
    return Plan.pipeline(
        it ->
            it.variables(
                PipelineVariableDeclaration.builder().name("TARGET").defaultValue("dev").build(),
                PipelineVariableDeclaration.builder().name("BARE").build()),
        Plan.stage("Build", action));
  }

  private String value() {
    yard.untilBuilding("compile", 1);
    return yard.builds.running("compile").getFirst().request().variables().getFirst().value();
  }

  @Test
  void whatASourceActionFoundReachesLaterActions() {
    yard.create(pipeline(building(variable("#{SourceVariables.CommitId}/#{variables.TARGET}"))));
    assertThat(value()).isEqualTo(Yard.HEAD + "/dev");
    String id = yard.first("shop");
    var input = yard.action("shop", id, "Compile").input();
    assertThat(input.configuration().get("EnvironmentVariables"))
        .contains("#{SourceVariables.CommitId}");
    assertThat(input.resolvedConfiguration().get("EnvironmentVariables")).contains(Yard.HEAD);
  }

  @Test
  void theExecutionsIdIsAVariable() {
    yard.create(pipeline(building(variable("#{codepipeline.PipelineExecutionId}"))));
    assertThat(value()).isEqualTo(yard.first("shop"));
  }

  @Test
  void whoStartsAnExecutionSetsItsVariables() {
    yard.create(pipeline(building(variable("#{variables.TARGET}"))));
    succeed("compile");
    yard.untilStatus("shop", yard.first("shop"), "Succeeded");
    String id = yard.start("shop", it -> it.variables(given("TARGET", "prod\\u0022;x")));
    assertThat(value()).isEqualTo("prod\";x");
    assertThat(yard.execution("shop", id).variables().getFirst().resolvedValue())
        .isEqualTo("prod\\u0022;x");
  }

  @Test
  void aVariableThatNobodySetFailsTheActionThatNeedsIt() {
    yard.create(pipeline(building(variable("#{variables.BARE}"))));
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Failed");
    assertThat(
            yard.action("shop", id, "Compile").output().executionResult().errorDetails().message())
        .startsWith(
            "An action in this pipeline failed because one or more variables could not be"
                + " resolved: Action name=Compile");
    assertThat(yard.told(id)).contains("action Compile STARTED", "action Compile FAILED");
  }

  @Test
  void aKeyThatTheActionDidNotExportFailsTheActionThatNeedsIt() {
    yard.create(pipeline(building(variable("#{SourceVariables.Nope}"))));
    yard.untilStatus("shop", yard.first("shop"), "Failed");
  }

  @Test
  void whatABuildExportsReachesLaterStages() {
    ActionDeclaration first = Plan.build("Left").toBuilder().namespace("Left").build();
    ActionDeclaration second = building(variable("#{Left.VERSION}"));
    yard.create(Plan.pipeline(Plan.stage("One", first), Plan.stage("Two", second)));
    yard.untilBuilding("left", 1);
    yard.builds.end("left", "SUCCEEDED", Map.of("VERSION", "1.$2\\3"), Map.of());
    yard.until(() ->
        yard.actions("shop", yard.first("shop")).stream()
            .anyMatch(it -> it.actionName().equals("Compile")));
    assertThat(
            yard.action("shop", yard.first("shop"), "Compile")
                .input()
                .resolvedConfiguration()
                .get("EnvironmentVariables"))
        .isEqualTo(variable("1.$2\\3"));
  }

  @Test
  void aVariableThatIsNotDeclaredCannotBeGiven() {
    yard.create(pipeline(building("[]")));
    refused(
        "ValidationException", () -> yard.start("shop", it -> it.variables(given("OTHER", "x"))));
  }

  @Test
  void onlyVersionTwoPipelinesTakeVariablesAndRevisions() {
    yard.create(Plan.pipeline(it -> it.pipelineType("V1"), Plan.stage("Approve", Plan.approval())));
    refused(
        "ValidationException", () -> yard.start("shop", it -> it.variables(given("TARGET", "x"))));
    refused("ValidationException", () -> yard.start("shop", it -> it.sourceRevisions(commit())));
  }

  private static PipelineVariable given(String name, String value) {
    return PipelineVariable.builder().name(name).value(value).build();
  }

  private static SourceRevisionOverride commit() {
    return override("Checkout", "COMMIT_ID", Yard.HEAD);
  }

  private static SourceRevisionOverride override(String action, String type, String value) {
    return SourceRevisionOverride.builder()
        .actionName(action)
        .revisionType(type)
        .revisionValue(value)
        .build();
  }

  @Test
  void aRevisionIsForASourceActionThatTakesItsKind() {
    yard.create(pipeline(building("[]")));
    refused(
        "ValidationException",
        () -> yard.start("shop", it -> it.sourceRevisions(override("Compile", "COMMIT_ID", "a"))));
    refused(
        "ValidationException",
        () ->
            yard.start(
                "shop",
                it -> it.sourceRevisions(override("Checkout", "S3_OBJECT_VERSION_ID", "v1"))));
    refused(
        "ValidationException",
        () -> yard.start("shop", it -> it.sourceRevisions(commit(), commit())));
  }

  @Test
  void aBranchIsNotTakenForACommit() {
    yard.create(Plan.pipeline(Plan.stage("Approve", Plan.approval())));
    String id =
        yard.start("shop", it -> it.sourceRevisions(override("Checkout", "COMMIT_ID", "main")));
    yard.untilStatus("shop", id, "Failed");
  }
}
