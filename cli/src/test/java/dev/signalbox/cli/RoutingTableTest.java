package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A definition file of six routes, and what each push of the shop starts by it. */
class RoutingTableTest {
  private static final Path DEFINITION = Path.of("src/test/resources/scenarios/signalbox.yaml");

  @TempDir private Path directory;

  private CommandRun explain(Path config, String ref, String changes, Object... more)
      throws Exception {
    List<Object> words = new ArrayList<>(List.of("explain", "--config", config, "--event"));
    String event = ShopEvents.updated(ref, "1".repeat(40), "2".repeat(40));
    words.add(Files.writeString(directory.resolve("event.json"), event));
    words.addAll(List.of("--changes", Files.writeString(directory.resolve("changes"), changes)));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private JsonNode decisions(Path config, String ref, String changes) throws Exception {
    CommandRun ended = explain(config, ref, changes, "--json");
    assertThat(ended.exit()).as(ended.err()).isZero();
    return new ObjectMapper().readTree(ended.out()).path("decisions");
  }

  private static List<String> taken(JsonNode decisions) {
    List<String> taken = new ArrayList<>();
    for (JsonNode decision : decisions) {
      if (decision.path("outcome").asText().equals("STARTED")) {
        taken.add(decision.path("route").asText());
      }
    }
    return taken;
  }

  /** In the way of {@code git diff --name-status}: a letter and a path, by turns. */
  private static String changes(String spaced) {
    return spaced.isEmpty() ? "" : spaced.replace(' ', '\0') + "\0";
  }

  private static List<String> words(String spaced) {
    return spaced.isEmpty() ? List.of() : List.of(spaced.split(" ", -1));
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "refs/heads/main          | M web/a.js                  | web",
        "refs/heads/main          | M web/README.md             | docs",
        "refs/heads/main          | M web/README.md M web/a.js  | web docs",
        "refs/heads/main          | M README.md                 | docs",
        "refs/heads/main          | M libs/common/x             | api",
        "refs/heads/main          | M libs/ui/x                 | web",
        "refs/heads/main          | D api/x                     | api",
        "refs/heads/main          | D web/a A api/a             | web api",
        "refs/heads/main          | M web/a M api/a M docs/a    | web api docs",
        "refs/heads/main          | M API/x                     | ''",
        "refs/heads/main          | M apis/x                    | ''",
        "refs/heads/main          | M x/api/x                   | ''",
        "refs/heads/main          | ''                          | ''",
        "refs/heads/release/1.0   | M api/x                     | api",
        "refs/heads/release/1.0   | M web/x                     | ''",
        "refs/heads/release/1/0   | M api/x                     | ''",
        "refs/heads/Release/1.0   | M api/x                     | ''",
        "refs/heads/domain        | M api/x                     | ''",
        "refs/heads/main2         | M api/x                     | ''",
        "refs/heads/feature/a/b/c | ''                          | ci",
        "refs/heads/feature/ü🚀   | ''                          | ci",
        "refs/heads/feature       | M x                         | ''",
        "refs/tags/v1.2.3         | M nothing/of/interest       | rel",
        "refs/tags/v1.2.3-rc1     | ''                          | ''",
        "refs/tags/v1.2           | ''                          | ''",
        "refs/tags/main           | M api/x                     | ''",
        "refs/heads/v1.2.3        | M api/x                     | ''",
      })
  void aPushStartsThePipelinesItIsForAndNoOthers(String ref, String changed, String expected)
      throws Exception {
    JsonNode decisions = decisions(DEFINITION, ref, changes(changed));

    assertThat(taken(decisions)).isEqualTo(words(expected));
    assertThat(decisions).hasSize(expected.isEmpty() ? 7 : 6);
    assertThat(decisions)
        .allSatisfy(decision -> assertThat(decision.path("reason").asText()).isNotBlank());
  }

  @ParameterizedTest(name = "with ''{0}'' excluded as {1}: {2}")
  @CsvSource({
    "**/*.md, exclude, web docs",
    "**/*.md, veto, docs",
    "**/*.md, unless-only, web docs"
  })
  void whatItMeansToExcludeIsSaidByName(String pattern, String meaning, String expected)
      throws Exception {
    Path config = changed("exclude: [\"" + pattern, meaning + ": [\"" + pattern);

    assertThat(taken(decisions(config, "refs/heads/main", "M\0web/README.md\0M\0web/a.js\0")))
        .isEqualTo(words(expected));
  }

  private Path changed(String what, String into) throws Exception {
    String text = Files.readString(DEFINITION);
    assertThat(text).contains(what);
    return Files.writeString(directory.resolve("signalbox.yaml"), text.replace(what, into));
  }

  @Test
  void inCodePipelinesDialectTheRootHasNoDocumentsAndValidateSaysSoBefore() throws Exception {
    Path theirs = changed("dialect: signalbox", "dialect: codepipeline");
    assertThat(taken(decisions(theirs, "refs/heads/main", "M\0README.md\0"))).isEmpty();
    assertThat(taken(decisions(theirs, "refs/heads/main", "M\0a/README.md\0")))
        .containsExactly("docs");

    Path unsaid = changed("dialect: signalbox\n", "\n");
    assertThat(CommandRun.of("validate", unsaid).out())
        .contains("'**/*.md' means something else to others: in 'codepipeline'");
  }

  @Test
  void whatIsIncludedAndExcludedByOnePatternIsExcludedAndWarnedOf() throws Exception {
    Path config = changed("exclude: [\"**/*.md\"]", "exclude: [\"web/**\"]");

    assertThat(taken(decisions(config, "refs/heads/main", "M\0web/a\0"))).isEmpty();
    assertThat(CommandRun.of("validate", config).out()).contains("warning: ", "'web/**'");
  }

  @Test
  void theLastOfManyThousandFilesIsSeen() throws Exception {
    String many = "M\0other/a\0".repeat(12_344) + "M\0api/last\0";

    assertThat(taken(decisions(DEFINITION, "refs/heads/main", many))).containsExactly("api");
  }

  @Test
  void whyNotNamesTheClauseTheClosestPatternFiveWitnessesAndTheVersionEveryTimeAlike()
      throws Exception {
    String files = "M\0apis/1\0M\0apis/2\0M\0apis/3\0M\0apis/4\0M\0apis/5\0M\0apis/6\0";

    CommandRun why = explain(DEFINITION, "refs/heads/main", files, "--route", "api");

    assertThat(why.out())
        .contains("paths.include", "api/**", "apis/1", "apis/5", "definition", "old-commit")
        .doesNotContain("apis/6");
    assertThat(explain(DEFINITION, "refs/heads/main", files, "--route", "api")).isEqualTo(why);
  }
}
