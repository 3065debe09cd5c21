package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History replayed, with a real repository and the user's own git. */
class BacktestCommandTest {
  private static final String DEFINITION =
      """
      version: 1
      dialect: signalbox
      accounts:
        dev: {id: "111111111111", region: eu-west-1, role: signalbox-target}
      repositories:
        shop: {account: dev, default-branch: main}
      routes:
        - name: web
          on: {repository: shop, branches: [main]}
          paths: {include: ["web/**"], exclude: ["**/*.md"]}
          start: {pipeline: shop-web, account: dev}
        - name: api
          on: {repository: shop, branches: [main]}
          paths: ["api/**"]
          start: {pipeline: shop-api, account: dev}
      """;

  @TempDir private Path directory;
  private Path repository;
  private Path config;

  private void git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c"));
    command.add("commit.gpgsign=false");
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
  }

  private void commit(String message, String... files) throws Exception {
    for (String file : files) {
      Path path = repository.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, message);
    }
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
  }

  @BeforeEach
  void aHistoryOfSevenPushes() throws Exception {
    config = Files.writeString(directory.resolve("signalbox.yaml"), DEFINITION);
    repository = Files.createDirectory(directory.resolve("shop"));
    git("init", "-q", "-b", "main");
    commit("root", "web/a", "api/a");
    commit("hostile names", "web/with\nnew line", "web/ü\t\"'");
    commit("only documents", "web/README.md");
    commit("nothing at all");
    git("checkout", "-q", "-b", "feature");
    commit("one", "api/b");
    commit("two", "web/b");
    git("checkout", "-q", "main");
    git("merge", "-q", "--no-ff", "-m", "merge", "feature");
    git("mv", "web/b", "api/moved");
    commit("a move");
    commit("left out [skip ci]", "api/c");
  }

  private JsonNode json(Object... more) throws Exception {
    List<Object> arguments =
        new ArrayList<>(List.of("backtest", "--config", config, "--repo", repository, "--json"));
    arguments.addAll(List.of(more));
    CommandRun ended = CommandRun.of(arguments.toArray());
    assertThat(ended.exit()).as(ended.err()).isZero();
    return new ObjectMapper().readTree(ended.out());
  }

  @Test
  void eachCommitOfTheBranchCountsAsOnePush() throws Exception {
    JsonNode report = json();

    assertThat(report.path("pushes").asInt()).isEqualTo(7);
    assertThat(report.path("everything").asInt()).isEqualTo(14);
    assertThat(report.at("/pipelines/0/pipeline").asText())
        .isEqualTo("111111111111/eu-west-1/shop-web");
    assertThat(report.at("/pipelines/0/starts").asInt()).as("web").isEqualTo(4);
    assertThat(report.at("/pipelines/1/starts").asInt()).as("api").isEqualTo(3);
    assertThat(report.path("saved").asInt()).isEqualTo(7);
  }

  @Test
  void theNewestPushesAloneCanBeReplayed() throws Exception {
    JsonNode report = json("--last", "2");

    assertThat(report.path("pushes").asInt()).isEqualTo(2);
    assertThat(report.path("starts").asInt()).isEqualTo(2);
  }

  @Test
  void anotherDefinitionShowsWhatChangesAndWhere() throws Exception {
    Path old =
        Files.writeString(
            directory.resolve("old.yaml"),
            DEFINITION.replace(", exclude: [\"**/*.md\"]", "").replace("api/**", "api/a"));
    JsonNode report = json("--against", old);

    assertThat(report.at("/pipelines/0/startsAgainst").asInt()).isEqualTo(5);
    assertThat(report.at("/pipelines/0/disappear")).hasSize(1);
    assertThat(report.at("/pipelines/1/startsAgainst").asInt()).isEqualTo(1);
    assertThat(report.at("/pipelines/1/appear")).hasSize(2);
  }

  @Test
  void aTableTellsPeople() {
    CommandRun ended = CommandRun.of("backtest", "--config", config, "--repo", repository);

    assertThat(ended.out())
        .contains("pipeline", "starts", "saved")
        .contains("7 pushes start 7 pipelines; everything on every push would start 14: 50.0 %");
  }

  @Test
  void aFolderThatIsNoRepositoryIsWrongUse() {
    CommandRun ended = CommandRun.of("backtest", "--config", config, "--repo", directory);

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("has no branch 'main'");
  }

  @Test
  void aBranchThatIsNotThereIsWrongUse() {
    assertThat(
            CommandRun.of("backtest", "--config", config, "--repo", repository, "--branch", "-x")
                .exit())
        .isEqualTo(2);
  }
}
