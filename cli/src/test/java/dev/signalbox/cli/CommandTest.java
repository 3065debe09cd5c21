package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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

  private record Ended(int exit, String out, String err) {}

  private Path file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  private static Ended run(Object... arguments) {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = Signalbox.commandLine().setErr(new PrintWriter(err, true));
      String[] words = new String[arguments.length];
      for (int i = 0; i < words.length; i++) {
        words[i] = arguments[i].toString();
      }
      int exit = line.execute(words);
      return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString());
    } finally {
      System.setOut(standard);
    }
  }

  @Test
  void aValidFileIsSaidToBeValid() throws Exception {
    Ended ended = run("validate", file("signalbox.yaml", DEFINITION));
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("is valid");
  }

  @Test
  void anUnknownKeyIsAFindingWithItsPlaceAndASuggestion() throws Exception {
    Path file = file("signalbox.yaml", DEFINITION.replace("branches:", "branchs:"));
    Ended ended = run("validate", file);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).contains(file + ":8:").contains("branches");
  }

  @Test
  void aFileThatIsNotThereIsWrongUse() {
    Ended ended = run("validate", directory.resolve("none.yaml"));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("none.yaml does not exist");
  }

  @Test
  void explainNamesTheOutcomeOfEveryRouteFromAListOfChanges() throws Exception {
    Ended ended =
        run(
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
    Ended ended =
        run(
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
    Ended ended =
        run(
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

  @Test
  void noCommandAtAllIsWrongUse() {
    assertThat(run().exit()).isEqualTo(2);
  }
}
