package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.local.api.AwsError;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ArtifactStore;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineVariableDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

class DeclarationTest extends YardTest {
  private static final ArtifactStore STORE =
      ArtifactStore.builder().type("S3").location("artifacts").build();

  private static ActionDeclaration compile(Map<String, String> configuration) {
    return Plan.build("Compile").toBuilder().configuration(configuration).build();
  }

  private static PipelineDeclaration with(ActionDeclaration action) {
    return Plan.pipeline(Plan.stage("Build", action));
  }

  private static PipelineDeclaration only(StageDeclaration... stages) {
    return Plan.pipeline().toBuilder().stages(stages).build();
  }

  static Stream<Arguments> broken() {
    StageDeclaration source = Plan.stage("Source", Plan.source());
    StageDeclaration approve = Plan.stage("Approve", Plan.approval());
    ActionDeclaration compile = Plan.build("Compile");
    return Stream.of(
        Arguments.of(
            "one stage",
            only(source),
            "InvalidStructureException",
            "Pipeline has only 1 stage(s). There should be a minimum of 2 stages in a pipeline"),
        Arguments.of(
            "51 stages",
            Plan.pipeline(Collections.nCopies(50, approve).toArray(StageDeclaration[]::new)),
            "LimitExceededException",
            "at most 50"),
        Arguments.of(
            "a stage twice",
            Plan.pipeline(approve, approve),
            "InvalidStageDeclarationException",
            "Approve"),
        Arguments.of(
            "an action twice",
            Plan.pipeline(Plan.stage("Build", compile, compile)),
            "InvalidActionDeclarationException",
            "Compile"),
        Arguments.of(
            "no source first",
            only(approve, source),
            "InvalidStructureException",
            "Pipeline should start with a stage that only contains source actions"),
        Arguments.of(
            "a source later",
            Plan.pipeline(Plan.stage("Again", Plan.source())),
            "InvalidStructureException",
            "Again"),
        Arguments.of(
            "no artifact store",
            Plan.pipeline(it -> it.artifactStore((ArtifactStore) null), approve),
            "InvalidStructureException",
            "artifactStore"),
        Arguments.of(
            "both kinds of artifact stores",
            Plan.pipeline(it -> it.artifactStores(Map.of("eu-west-1", STORE)), approve),
            "InvalidStructureException",
            "artifactStores"),
        Arguments.of(
            "no store in the own Region",
            Plan.pipeline(
                it ->
                    it.artifactStore((ArtifactStore) null)
                        .artifactStores(Map.of("us-east-1", STORE)),
                approve),
            "InvalidStructureException",
            "eu-west-1"),
        Arguments.of(
            "an action in a Region without a store",
            with(compile.toBuilder().region("us-east-1").build()),
            "InvalidStructureException",
            "us-east-1"),
        Arguments.of(
            "an unknown action type",
            with(compile.toBuilder().actionTypeId(Plan.type("Build", "Make")).build()),
            "InvalidActionDeclarationException",
            "ActionType (Category: 'Build', Provider: 'Make', Owner: 'AWS', Version: '1') in"
                + " action 'Compile' is not available in region EU_WEST_1"),
        Arguments.of(
            "a missing setting",
            with(compile(Map.of())),
            "InvalidActionDeclarationException",
            "Action configuration for action 'Compile' is missing required configuration"
                + " 'ProjectName'"),
        Arguments.of(
            "an unknown setting",
            with(compile(Map.of("ProjectName", "x", "Projectname", "y"))),
            "InvalidActionDeclarationException",
            "Action configuration for action 'Compile' contains unknown configuration"
                + " 'Projectname'"),
        Arguments.of(
            "no input where one is needed",
            with(compile.toBuilder().inputArtifacts(List.of()).build()),
            "InvalidActionDeclarationException",
            "0 input artifacts"),
        Arguments.of(
            "an output too many",
            with(
                Plan.approval().toBuilder()
                    .outputArtifacts(OutputArtifact.builder().name("X").build())
                    .build()),
            "InvalidActionDeclarationException",
            "1 output artifacts"),
        Arguments.of(
            "an input nobody makes",
            with(
                compile.toBuilder()
                    .inputArtifacts(InputArtifact.builder().name("Nothing").build())
                    .build()),
            "InvalidActionDeclarationException",
            "Nothing"),
        Arguments.of(
            "an output two actions make",
            with(
                compile.toBuilder()
                    .outputArtifacts(OutputArtifact.builder().name("Source").build())
                    .build()),
            "InvalidActionDeclarationException",
            "Source"),
        Arguments.of(
            "a time-out where none can be",
            with(compile.toBuilder().timeoutInMinutes(5).build()),
            "InvalidActionDeclarationException",
            "timeoutInMinutes"),
        Arguments.of(
            "a namespace twice",
            with(compile.toBuilder().namespace("SourceVariables").build()),
            "InvalidActionDeclarationException",
            "SourceVariables"),
        Arguments.of(
            "a reserved namespace",
            with(compile.toBuilder().namespace("codepipeline").build()),
            "InvalidActionDeclarationException",
            "reserved"),
        Arguments.of(
            "a namespace nobody has",
            with(compile(Map.of("ProjectName", "#{Nobody.X}"))),
            "InvalidActionDeclarationException",
            "ActionConfigurationKey=[ProjectName], VariableReferenceText=[Nobody.X]"),
        Arguments.of(
            "variables in V1",
            Plan.pipeline(
                it ->
                    it.pipelineType("V1")
                        .variables(PipelineVariableDeclaration.builder().name("X").build()),
                approve),
            "InvalidStructureException",
            "V2"),
        Arguments.of(
            "a queue in V1",
            Plan.pipeline(it -> it.pipelineType("V1").executionMode("QUEUED"), approve),
            "InvalidStructureException",
            "V2"),
        Arguments.of(
            "conditions in V1",
            Plan.pipeline(
                it -> it.pipelineType("V1"),
                approve.toBuilder().onFailure(f -> f.result("RETRY")).build()),
            "InvalidStructureException",
            "V2"),
        Arguments.of(
            "a result onFailure does not have",
            Plan.pipeline(approve.toBuilder().onFailure(f -> f.result("SKIP")).build()),
            "InvalidStageDeclarationException",
            "ROLLBACK or RETRY"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void isRefusedWithAwssCode(
      String what, PipelineDeclaration declaration, String code, String message) {
    AwsError error = catchThrowableOfType(AwsError.class, () -> yard.create(declaration));
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.getMessage()).contains(message);
  }

  @Test
  void whatIsNotSaidIsFilledInAsAwsDoes() {
    PipelineDeclaration made =
        yard.create(
            Plan.pipeline(it -> it.pipelineType((String) null), Plan.stage("A", Plan.approval())));
    assertThat(made.version()).isEqualTo(1);
    assertThat(made.pipelineTypeAsString()).isEqualTo("V1");
    assertThat(made.executionModeAsString()).isEqualTo("SUPERSEDED");
    ActionDeclaration approval = made.stages().get(1).actions().getFirst();
    assertThat(approval.runOrder()).isEqualTo(1);
    assertThat(approval.hasConfiguration()).isTrue();
    assertThat(approval.hasInputArtifacts()).isTrue();
    assertThat(approval.hasOutputArtifacts()).isTrue();
  }

  @Test
  void aNameIsTakenOnce() {
    yard.create(Plan.pipeline(Plan.stage("A", Plan.approval())));
    refused(
        "PipelineNameInUseException",
        () -> yard.create(Plan.pipeline(Plan.stage("A", Plan.approval()))));
  }
}
