package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static final String DEFINITION =
      """
      version: 1
      accounts:
        dev: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: dev, default-branch: main}
      routes:
        - name: web
          on: {repository: shop, branches: [main]}
          paths: {include: ["web/**"], exclude: ["**/*.md"]}
          start: {pipeline: shop-web, account: dev}
      """;

  private static final String EVENT =
      """
      {"version":"0","id":"e-1","detail-type":"CodeCommit Repository State Change","source":"aws.codecommit",
       "account":"111111111111","time":"2026-11-21T10:00:00Z","region":"eu-west-1",
       "resources":["arn:aws:codecommit:eu-west-1:111111111111:shop"],
       "detail":{"event":"referenceUpdated","repositoryName":"shop","repositoryId":"i","referenceType":"branch",
       "referenceName":"main","referenceFullName":"refs/heads/main",
       "commitId":"1111111111111111111111111111111111111111","oldCommitId":"2222222222222222222222222222222222222222"}}
      """;

  @TempDir private Path directory;

  private Path file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void aValidFileIsSaidToBeValid() throws Exception {
    CommandRun ended = CommandRun.of("validate", file("signalbox.yaml", DEFINITION));
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("is valid");
  }

  @Test
  void anUnknownKeyIsAFindingWithItsPlaceAndASuggestion() throws Exception {
    Path file = file("signalbox.yaml", DEFINITION.replace("branches:", "branchs:"));
    CommandRun ended = CommandRun.of("validate", file);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains(file + ":8:").contains("branches");
  }

  @Test
  void aFileThatIsNotThereIsWrongUse() {
    CommandRun ended = CommandRun.of("validate", directory.resolve("none.yaml"));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("none.yaml does not exist");
  }

  @Test
  void explainNamesTheOutcomeOfEveryRouteFromAListOfChanges() throws Exception {
    CommandRun ended =
        CommandRun.of(
            "explain",
            "--config",
            file("signalbox.yaml", DEFINITION),
            "--event",
            file("event.json", EVENT),
            "--changes",
            file("changes", "M\0web/a b\n'\".js\0"),
            "--json");
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("\"outcome\":\"STARTED\"").contains("\"route\":\"web\"");
  }

  @Test
  void changesMayBeAJsonList() throws Exception {
    CommandRun ended =
        CommandRun.of(
            "explain",
            "--config",
            file("signalbox.yaml", DEFINITION),
            "--event",
            file("event.json", EVENT),
            "--changes",
            file("changes.json", "[{\"change\":\"M\",\"path\":\"web/README.md\"}]"));
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("SKIPPED").contains("NO_ROUTE");
  }

  @Test
  void anEventThatIsNoJsonIsWrongUseThatNamesTheFile() throws Exception {
    Path event = file("event.json", "{oops");
    CommandRun ended =
        CommandRun.of(
            "explain",
            "--config",
            file("signalbox.yaml", DEFINITION),
            "--event",
            event,
            "--changes",
            event);
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains(event.toString());
  }

  private CommandRun explain(Object... more) throws Exception {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "explain",
                "--config",
                file("signalbox.yaml", DEFINITION),
                "--event",
                file("event.json", EVENT),
                "--changes",
                file("changes", "M\0web/a b\n'\".md\0")));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  @Test
  void aRecordAloneIsExplainedToTheByteAsItsEventWas() throws Exception {
    Path record = file("record.json", explain("--json").out());

    assertThat(CommandRun.of("explain", "--record", record, "--json")).isEqualTo(explain("--json"));
    assertThat(CommandRun.of("explain", "--record", record)).isEqualTo(explain());
    assertThat(CommandRun.of("explain", "--record", record, "--route", "web"))
        .isEqualTo(explain("--route", "web"));
  }

  @Test
  void whyNotNamesTheClauseThePatternTheWitnessesAndTheBaseline() throws Exception {
    assertThat(explain("--route", "web").out())
        .contains("SKIPPED")
        .contains("clause     paths.exclude")
        .contains("pattern    **/*.md")
        .contains("witness    web/a b\\u000a'\".md")
        .contains("(old-commit)");
  }

  @Test
  void aBranchThatDoesNotMatchIsNotSaidToBeInThePattern() throws Exception {
    Path config = file("other.yaml", DEFINITION.replace("[main]", "[\"release/*\"]"));
    CommandRun ended =
        CommandRun.of(
            "explain",
            "--config",
            config,
            "--event",
            file("event.json", EVENT),
            "--changes",
            file("changes", "M\0web/a\0"));

    assertThat(ended.out()).contains("the branch does not match (main is not in release/*)");
  }

  @Test
  void aRouteOfWhichNothingWasDecidedIsWrongUse() throws Exception {
    assertThat(explain("--route", "wbe").exit()).isEqualTo(2);
  }

  @Test
  void whatIsNoRecordIsWrongUse() throws Exception {
    CommandRun ended = CommandRun.of("explain", "--record", file("r.json", "{}"));

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("is no record of decisions");
    assertThat(CommandRun.of("explain").exit()).isEqualTo(2);
  }

  @Test
  void noCommandAtAllIsWrongUse() {
    assertThat(CommandRun.of().exit()).isEqualTo(2);
  }
}
