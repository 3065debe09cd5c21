package dev.signalbox.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.api.Builds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;

class BuildActionTest extends YardTest {
  private static ActionDeclaration making(String... outputs) {
    return Plan.build("Compile").toBuilder()
        .outputArtifacts(
            List.of(outputs).stream()
                .map(name -> OutputArtifact.builder().name(name).build())
                .toList())
        .build();
  }

  private Path zip(String content) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "made", ".zip"), content);
  }

  @Test
  void everyOutputIsStored() throws IOException {
    yard.create(Plan.pipeline(Plan.stage("Build", making("App", "Report"))));
    yard.untilBuilding("compile", 1);
    Builds.Request request = yard.builds.running("compile").getFirst().request();
    assertThat(request.outputs()).containsExactly("App", "Report");
    assertThat(request.initiator()).isEqualTo("codepipeline/shop");
    yard.builds.end(
        "compile", "SUCCEEDED", Map.of("V", "1"), Map.of("App", zip("a"), "Report", zip("r")));
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Succeeded");
    var output = yard.action("shop", id, "Compile").output();
    assertThat(output.outputArtifacts()).hasSize(2);
    assertThat(output.outputVariables()).containsEntry("V", "1");
  }

  @Test
  void anOutputThatWasNotMadeFailsTheAction() throws IOException {
    yard.create(Plan.pipeline(Plan.stage("Build", making("App", "Report"))));
    yard.untilBuilding("compile", 1);
    yard.builds.end("compile", "SUCCEEDED", Map.of(), Map.of("App", zip("a")));
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Failed");
    assertThat(
            yard.action("shop", id, "Compile").output().executionResult().errorDetails().message())
        .contains("Report");
  }

  @Test
  void thePrimarySourceComesFirst() throws IOException {
    ActionDeclaration both =
        Plan.build("Second").toBuilder()
            .inputArtifacts(
                InputArtifact.builder().name("Source").build(),
                InputArtifact.builder().name("App").build())
            .configuration(Map.of("ProjectName", "second", "PrimarySource", "App"))
            .build();
    yard.create(Plan.pipeline(Plan.stage("Build", making("App")), Plan.stage("Again", both)));
    yard.untilBuilding("compile", 1);
    yard.builds.end("compile", "SUCCEEDED", Map.of(), Map.of("App", zip("app")));
    yard.untilBuilding("second", 1);
    List<Builds.Source> sources = yard.builds.running("second").getFirst().request().sources();
    assertThat(sources).extracting(Builds.Source::name).containsExactly("App", "Source");
    assertThat(Files.readString(sources.getFirst().zip())).isEqualTo("app");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "EnvironmentVariables | not json",
        "EnvironmentVariables | {}",
        "EnvironmentVariables | [{\"name\":\"A\"}]",
        "EnvironmentVariables | [{\"name\":\"A\",\"value\":\"b\",\"type\":\"MAGIC\"}]",
        "PrimarySource | Nothing",
        "BatchEnabled | true",
      })
  void settingsThatCannotBeFailTheActionAndStartNoBuild(String setting, String value) {
    ActionDeclaration action =
        Plan.build("Compile").toBuilder()
            .configuration(Map.of("ProjectName", "compile", setting, value))
            .build();
    yard.create(Plan.pipeline(Plan.stage("Build", action)));
    String id = yard.first("shop");
    yard.untilStatus("shop", id, "Failed");
    assertThat(yard.action("shop", id, "Compile").output().executionResult().errorDetails().code())
        .isEqualTo("ConfigurationError");
    assertThat(yard.builds.started).isEmpty();
  }
}
