package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

class TargetInputTest {
  private static final String DETAIL =
      """
      {"branch":"feature/x \\"y\\"\\nz","n":1.50,"list":[{"p":"a"},{"p":"b"}],"deep":{"a-b":{"c":"d"}}}
      """;
  private final Scene scene = new Scene();

  private String sent(Target.Builder target) {
    scene.ruleTo(target.build());
    scene.put(Scene.event(DETAIL).resources("arn:aws:x:::a").build());
    return scene.bodies(Scene.QUEUE).getFirst();
  }

  private String transformed(Map<String, String> paths, String template) {
    return sent(
        Scene.queue()
            .inputTransformer(
                InputTransformer.builder().inputPathsMap(paths).inputTemplate(template).build()));
  }

  @Test
  void aConstantIsSentAsItStands() {
    assertThat(sent(Scene.queue().input("{ \"a\" : 1 }"))).isEqualTo("{ \"a\" : 1 }");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          $.detail.deep              | {"a-b":{"c":"d"}}
          $.detail.deep.a-b.c        | "d"
          $.detail.n                 | 1.50
          $.resources[0]             | "arn:aws:x:::a"
          $.detail.list[1].p         | "b"
          $.detail.list[*].p         | ["a","b"]
          $['detail']['deep']        | {"a-b":{"c":"d"}}
          $.detail-type              | "Sold"
          $.detail.missing           | null
          $.detail.list[7]           | null
          $.detail..                 | null
          detail                     | null
          """)
  void aPathSendsThePartOfTheEventItNames(String path, String expected) {
    assertThat(sent(Scene.queue().inputPath(path))).isEqualTo(expected);
  }

  @Test
  void aStringTemplateKeepsItsQuotesAndStaysJsonWhateverTheEventSays() {
    assertThat(
            transformed(
                Map.of("branch", "$.detail.branch", "none", "$.detail.none"),
                "\"pushed <branch>, <none>!\""))
        .isEqualTo("\"pushed feature/x \\\"y\\\"\\nz, !\"");
  }

  @Test
  void aJsonTemplateTakesValuesOfEveryKindAndIsMinified() {
    assertThat(
            transformed(
                Map.of("b", "$.detail.branch", "l", "$.detail.list", "n", "$.detail.n", "x", "$.x"),
                "{ \"b\": <b>, \"l\": <l>, \"n\": <n>, \"x\": <x>, \"s\": \"<n> of <l>\" }"))
        .isEqualTo(
            "{\"b\":\"feature/x \\\"y\\\"\\nz\",\"l\":[{\"p\":\"a\"},{\"p\":\"b\"}],\"n\":1.50,"
                + "\"x\":\"\",\"s\":\"1.50 of [{\\\"p\\\":\\\"a\\\"},{\\\"p\\\":\\\"b\\\"}]\"}");
  }

  @Test
  void aTemplateOfSeveralLinesIsSentLineByLine() {
    assertThat(transformed(Map.of("n", "$.detail.n"), "\"one <n>\"\n\"two < 3\""))
        .isEqualTo("\"one 1.50\"\n\"two < 3\"");
  }

  @Test
  void predefinedVariablesNeedNoPath() {
    var sent =
        Scene.json(
            transformed(
                Map.of(),
                """
                {"rule": <aws.events.rule-name>, "arn": <aws.events.rule-arn>,
                 "at": <aws.events.event.ingestion-time>, "event": <aws.events.event>,
                 "all": <aws.events.event.json>}
                """));
    assertThat(sent.path("rule").asText()).isEqualTo("all");
    assertThat(sent.path("arn").asText()).endsWith(":rule/all");
    assertThat(sent.path("at").asText()).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(sent.path("event").has("detail")).isFalse();
    assertThat(sent.at("/event/detailType").asText()).isEqualTo("Sold");
    assertThat(sent.at("/all/detail/deep/a-b/c").asText()).isEqualTo("d");
  }

  @Test
  void aVariableThatNobodyDefinedIsRefusedWhenTheTargetIsPut() {
    assertThatThrownBy(() -> transformed(Map.of("a", "$.id"), "\"<a> <b>\""))
        .hasMessage("InputTemplate for target queue contains invalid placeholder b.");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"<a> is new", "{\"a\": <a>", "{<a>: 1}"})
  void aTemplateThatCannotBecomeJsonIsRefusedWhenTheTargetIsPut(String template) {
    assertThatThrownBy(() -> transformed(Map.of("a", "$.id"), template))
        .hasMessageStartingWith("Invalid InputTemplate for target queue : [");
  }

  @Test
  void onlyOneWayToMakeTheInputMayBeGiven() {
    assertThatThrownBy(() -> sent(Scene.queue().input("{}").inputPath("$.detail")))
        .hasMessage(
            "Only one of Input, InputPath, or InputTransformer must be provided for target queue.");
    assertThatThrownBy(() -> sent(Scene.queue().input("{")))
        .hasMessage("JSON syntax error in input for target queue.");
  }
}
