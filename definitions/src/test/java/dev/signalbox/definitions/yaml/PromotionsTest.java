package dev.signalbox.definitions.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.definitions.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionsTest {
  private static List<String> problems(String promotions) {
    String file =
        """
        version: 1
        accounts:
          dev: {id: "111111111111", region: eu-west-1, role: target}
          prod: {id: "333333333333", region: eu-west-1, bus: signalbox}
        repositories:
          shop: {account: dev}
        routes: []
        promotions:
        """;
    return DefinitionFile.check("f", (file + promotions).getBytes(UTF_8)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  private static String promotion(String name, String after, String start) {
    return "- {name: %s, after: {pipeline: %s, account: dev, branches: [main]}, start: {pipeline: %s, account: dev}}\n"
        .formatted(name, after, start);
  }

  @Test
  void aCircleIsRefusedWhereItClosesAndAllOfItIsNamed() {
    assertThat(
            problems(
                promotion("one", "dev", "staging")
                    + promotion("two", "staging", "prod")
                    + promotion("three", "prod", "dev")))
        .singleElement()
        .asString()
        .contains("f:11:10")
        .contains(
            "promotion 'three' closes a circle, 111111111111/eu-west-1/prod →"
                + " 111111111111/eu-west-1/dev → 111111111111/eu-west-1/staging →"
                + " 111111111111/eu-west-1/prod: it would never end; leave one of them out");
  }

  @Test
  void aPipelineThatFollowsItselfIsACircle() {
    assertThat(problems(promotion("one", "dev", "dev")))
        .singleElement()
        .asString()
        .contains("closes a circle");
  }

  @Test
  void waysThatPartAndMeetAgainAreNone() {
    assertThat(
            problems(
                promotion("a", "dev", "left")
                    + promotion("b", "dev", "right")
                    + promotion("c", "left", "prod")
                    + promotion("d", "right", "prod")))
        .isEmpty();
  }

  @Test
  void theSamePipelineInAnotherRegionIsAnotherOne() {
    assertThat(
            problems(
                promotion("one", "dev", "prod")
                    + promotion("two", "prod", "dev, region: eu-west-2")))
        .isEmpty();
  }

  @Test
  void whatIsReachedByABusIsPromotedThere() {
    assertThat(
            problems(
                promotion("one", "dev", "prod")
                    .replaceFirst("prod, account: dev", "prod, account: prod")))
        .singleElement()
        .asString()
        .contains("account 'prod' is reached by a bus: its own definition promotes its pipelines");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "name: one; nam: one; unknown key 'nam' in a promotion, did you mean 'name'?",
        "branches: [main]; region: eu-west-1; 'after' has no 'branches'",
        "pipeline: b; pipeline: b, variables: {V: \"${before}\"}; there is no ${before} for a"
            + " promotion",
        "pipeline: b; pipeline: b, variables: {V: \"${from-pipline}\"}; did you mean"
            + " 'from-pipeline'?",
      })
  void mistakesAreToldWithARemedy(String right, String wrong, String told) {
    assertThat(problems(promotion("one", "a", "b").replace(right, wrong)))
        .anySatisfy(problem -> assertThat(problem).contains(told));
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThat(problems(promotion("one", "a", "b") + promotion("one", "b", "c")))
        .singleElement()
        .asString()
        .contains("there is another promotion 'one' in line 9");
  }
}
