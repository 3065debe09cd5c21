package dev.signalbox.definitions.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.definitions.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proved of routes before anything is pushed. */
class ProofsTest {
  private static List<String> problems(String... routes) {
    StringBuilder file =
        new StringBuilder(
            """
            version: 1
            dialect: signalbox
            accounts:
              dev: {id: "111111111111", region: eu-west-1, role: target}
            repositories:
              shop: {account: dev}
            routes:
            """);
    for (int i = 0; i < routes.length; i++) {
      String start = routes[i].contains("start:") ? "" : ", start: {pipeline: p%d, account: dev}";
      file.append("  - {name: r%d, %s%s}%n".formatted(i, routes[i], start.formatted(i)));
    }
    return DefinitionFile.check("f", file.toString().getBytes(UTF_8)).problems().stream()
        .map(Problem::message)
        .toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "on: {repository: shop, branches: {include: ['a*'], exclude: ['*']}} | no branch is"
            + " included and not excluded",
        "on: {repository: shop, tags: {include: [v1], exclude: ['v[0-9]']}} | no tag is included"
            + " and not excluded",
        "on: {repository: shop, branches: ['a:b']} | no branch is included and not excluded",
        "on: {repository: shop}, paths: {include: ['web/*'], exclude: ['web/**']} | no file is"
            + " included and neither excluded nor vetoed",
        "on: {repository: shop}, paths: {include: ['web/**'], veto: ['{web,api}/**']} | no file is"
            + " included and neither excluded nor vetoed",
        "on: {repository: shop}, paths: {unless-only: ['**']} | every file is vetoed or in"
            + " 'unless-only'",
      })
  void aRouteThatCanNeverRunIsWarnedOf(String route, String why) {
    assertThat(problems(route)).contains("route 'r0': it never runs: " + why);
  }

  @Test
  void aDefaultRouteThatAlwaysGivesWayIsWarnedOf() {
    assertThat(
            problems(
                "on: {repository: shop, branches: ['release/*']}, default: true",
                "on: {repository: shop, branches: ['release/**']}"))
        .containsExactly("route 'r0': it never runs: route 'r1' takes everything that it is for");
    assertThat(
            problems(
                "on: {repository: shop, branches: ['release/**']}, default: true",
                "on: {repository: shop, branches: ['release/*']}"))
        .isEmpty();
  }

  @Test
  void twoRoutesThatStartOnePipelineForOnePushAreWarnedOfWithABranchThatDoes() {
    assertThat(
            problems(
                "on: {repository: shop, branches: ['release/*']}, start: {pipeline: p, account:"
                    + " dev}",
                "on: {repository: shop, branches: ['*/1']}, start: {pipeline: p, account: dev}"))
        .containsExactly(
            "route 'r1': route 'r0' starts the same pipeline, for instance for 'release/1': one"
                + " start serves both, with the variables of that route");
  }

  @Test
  void routesForDifferentBranchesMayStartOnePipeline() {
    assertThat(
            problems(
                "on: {repository: shop, branches: [main]}, start: {pipeline: p, account: dev}",
                "on: {repository: shop, branches: ['m?in/*']}, start: {pipeline: p, account: dev}",
                "on: {repository: shop, tags: [main]}, start: {pipeline: p, account: dev}"))
        .isEmpty();
  }

  @Test
  void aPatternThatChangesNothingIsWarnedOf() {
    assertThat(
            problems(
                "on: {repository: shop}, paths: {include: ['web/**', 'web/a/*'], exclude:"
                    + " ['api/**']}"))
        .containsExactly(
            "route 'r0': 'web/a/*' adds nothing: 'web/**' covers it",
            "route 'r0': 'api/**' excludes nothing that is included");
  }

  @Test
  void aRouteIsToldOfOneOtherThatStartsItsPipelineHoweverManyThereAre() {
    String[] routes = new String[300];
    Arrays.fill(routes, "on: {repository: shop}, start: {pipeline: p, account: dev}");

    assertThat(problems(routes)).hasSize(299).allMatch(problem -> problem.contains("route 'r0'"));
  }

  @Test
  void thousandsOfBranchesThatHaveNothingToDoWithEachOtherAreComparedInNoTime() {
    String[] routes = new String[1000];
    Arrays.setAll(
        routes,
        i ->
            "on: {repository: shop, branches: [b%d]}, start: {pipeline: p, account: dev}"
                .formatted(i));

    assertThat(problems(routes)).isEmpty();
  }

  @Test
  void whereThereAreTooManyPatternsToCompareThatIsSaid() {
    String patterns =
        IntStream.range(0, 150)
            .mapToObj("'**/a%d/**/[a-c]*'"::formatted)
            .collect(Collectors.joining(", "));

    assertThat(problems("on: {repository: shop}, paths: [%s]".formatted(patterns)))
        .last()
        .asString()
        .contains("too many patterns to compare each with all others: some are not proved");
  }
}
