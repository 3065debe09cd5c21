package dev.signalbox.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;

class ShapesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void aRequestIsFilledDownToItsLists() throws Exception {
    var request =
        Shapes.fill(
                StartPipelineExecutionRequest.builder(),
                MAPPER.readTree(
                    "{\"name\":\"p\",\"variables\":[{\"name\":\"A\",\"value\":\"1\"}],\"unknown\":1}"))
            .build();
    assertThat(request.name()).isEqualTo("p");
    assertThat(request.variables()).hasSize(1);
    assertThat(request.variables().getFirst().value()).isEqualTo("1");
  }

  @Test
  void aValueOfAnotherTypeIsASerializationException() throws Exception {
    var number = MAPPER.readTree("{\"name\":1}");
    assertThatThrownBy(() -> Shapes.fill(StartPipelineExecutionRequest.builder(), number))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("SerializationException"));
  }

  @Test
  void propertiesOfATemplateMatchWhateverTheirCaseAndTheKeysOfMapsStay() throws Exception {
    var declaration =
        Shapes.fillFromProperties(
                PipelineDeclaration.builder(),
                MAPPER.readTree(
                    "{\"Name\":\"p\",\"Version\":\"3\",\"Stages\":[{\"Name\":\"S\",\"Actions\":[{\"Name\":\"A\","
                        + "\"RunOrder\":\"2\",\"Configuration\":{\"BranchName\":\"main\",\"Poll\":false}}]}]}"))
            .build();
    assertThat(declaration.version()).isEqualTo(3);
    var action = declaration.stages().getFirst().actions().getFirst();
    assertThat(action.runOrder()).isEqualTo(2);
    assertThat(action.configuration())
        .containsEntry("BranchName", "main")
        .containsEntry("Poll", "false");
  }

  @Test
  void whatWasNotSetIsLeftOutAndTimesAreSecondsSinceTheEpoch() {
    var summary =
        PipelineExecutionSummary.builder()
            .pipelineExecutionId("e")
            .startTime(Instant.ofEpochMilli(1500))
            .build();
    assertThat(Shapes.json(summary).toString())
        .isEqualTo("{\"pipelineExecutionId\":\"e\",\"startTime\":1.5}");
  }

  @Test
  void anEmptyListThatWasSetIsWritten() {
    var execution = PipelineExecution.builder().variables(java.util.List.of()).build();
    assertThat(Shapes.json(execution).toString()).isEqualTo("{\"variables\":[]}");
  }

  @Test
  void whatIsWrittenCanBeReadAgain() throws Exception {
    String json =
        "{\"pipeline\":{\"name\":\"p\",\"stages\":[{\"name\":\"s\",\"actions\":[]}],\"version\":1}}";
    var request = Shapes.fill(CreatePipelineRequest.builder(), MAPPER.readTree(json)).build();
    assertThat(Shapes.json(request)).isEqualTo(MAPPER.readTree(json));
  }
}
