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

/** What histories of every shape start, with a real repository and the user's own git. */
class RealHistoriesTest {
  private static final Path DEFINITION = Path.of("src/test/resources/scenarios/signalbox.yaml");

  @TempDir private Path directory;
  private String first = "";

  @BeforeEach
  void aRepository() throws Exception {
    git("init", "-q", "-b", "main");
    first = commit("README.txt");
  }

  private String git(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=no"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
    return said.strip();
  }

  private String head() throws Exception {
    return git("rev-parse", "HEAD");
  }

  private String commit(String... files) throws Exception {
    return saying("changes", files);
  }

  private String saying(String message, String... files) throws Exception {
    for (String file : files) {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "of " + git("rev-list", "--all", "--count"));
      git("add", "--", file);
    }
    git("commit", "-q", "--allow-empty", "-m", message);
    return head();
  }

  private JsonNode explain(String event) throws Exception {
    Path file = Files.writeString(directory.resolve("event.json"), event);
    CommandRun ended =
        CommandRun.of(
            "explain", "--config", DEFINITION, "--event", file, "--repo", directory, "--json");
    assertThat(ended.exit()).as(ended.err()).isZero();
    return new ObjectMapper().readTree(ended.out()).path("decisions");
  }

  private List<String> taken(String ref, String before, String after) throws Exception {
    return taken(explain(ShopEvents.updated(ref, before, after)));
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

  @Test
  void allCommitsOfAPushCountNotItsLastAlone() throws Exception {
    commit("web/a");
    commit("api/a");
    assertThat(taken("refs/heads/main", first, commit("docs/a")))
        .containsExactly("web", "api", "docs");
  }

  @Test
  void aMergeOfManyBranchesBringsAllTheirFiles() throws Exception {
    for (String part : List.of("web", "api", "docs")) {
      git("checkout", "-q", "-b", part, first);
      commit(part + "/a");
    }
    git("checkout", "-q", "main");
    git("merge", "-q", "--no-edit", "web", "api", "docs");

    assertThat(git("rev-list", "--parents", "-1", "HEAD").split(" ", -1)).hasSize(4);
    assertThat(taken("refs/heads/main", first, head())).containsExactly("web", "api", "docs");
  }

  @Test
  void aSquashedBranchBringsAllItsFiles() throws Exception {
    git("checkout", "-q", "-b", "part");
    commit("web/a");
    commit("api/a");
    git("checkout", "-q", "main");
    git("merge", "-q", "--squash", "part");

    assertThat(taken("refs/heads/main", first, saying("squashed"))).containsExactly("web", "api");
  }

  @Test
  void whatOneCommitAddsAndAnotherTakesBackHasNotChanged() throws Exception {
    commit("web/a");
    git("revert", "--no-edit", "HEAD");

    JsonNode decisions = explain(ShopEvents.updated("refs/heads/main", first, head()));
    assertThat(taken(decisions)).isEmpty();
    assertThat(decisions.path(0).path("reason").asText()).isEqualTo("nothing has changed");
  }

  @Test
  void aModeAndASubmoduleAreChangesToo() throws Exception {
    String before = commit("api/run");
    git("update-index", "--chmod=+x", "api/run");
    String mode = saying("mode alone");
    assertThat(taken("refs/heads/main", before, mode)).containsExactly("api");

    git("update-index", "--add", "--cacheinfo", "160000," + first + ",web/theirs");
    assertThat(taken("refs/heads/main", mode, saying("submodule"))).containsExactly("web");
  }

  @Test
  void aNewBranchIsWhatItHasBeyondTheDefaultBranch() throws Exception {
    String main = commit("web/a");
    git("checkout", "-q", "-b", "release/1.0");
    String nothing = head();
    commit("api/a");
    String two = commit("x");

    assertThat(taken(explain(ShopEvents.created("refs/heads/release/1.0", two))))
        .containsExactly("api");
    assertThat(taken(explain(ShopEvents.created("refs/heads/release/1.0", nothing)))).isEmpty();
    assertThat(taken(explain(ShopEvents.created("refs/heads/feature/x", main))))
        .containsExactly("ci");
  }

  @Test
  void aBranchThatSharesNoHistoryBringsAllItsFiles() throws Exception {
    git("checkout", "-q", "--orphan", "release/0");
    String orphan = commit("api/a");

    JsonNode decisions = explain(ShopEvents.created("refs/heads/release/0", orphan));
    assertThat(taken(decisions)).containsExactly("api");
    assertThat(decisions.path(1).at("/baseline/rung").asText()).isEqualTo("everything");
  }

  @Test
  void aForcePushIsComparedWithWhatWasThereAndSaysSo() throws Exception {
    String old = commit("web/a");
    git("reset", "-q", "--hard", first);
    String forced = commit("api/a");

    JsonNode decisions = explain(ShopEvents.updated("refs/heads/main", old, forced));
    assertThat(taken(decisions)).containsExactly("web", "api");
    assertThat(decisions.path(0).at("/baseline/forced").asBoolean()).isTrue();
  }

  @Test
  void whereTheOldCommitIsGoneTheNextRungIsUsedAndSaid() throws Exception {
    git("checkout", "-q", "-b", "release/1");
    String after = commit("api/a");

    JsonNode decisions = explain(ShopEvents.updated("refs/heads/release/1", "f".repeat(40), after));
    assertThat(taken(decisions)).containsExactly("api");
    assertThat(decisions.path(1).at("/baseline/rung").asText()).isEqualTo("merge-base");
  }

  @Test
  void everyNameThatGitAllowsIsMatchedAsItIs() throws Exception {
    String name = "web/a b'\"\t*[?{\n\\e\u0301\ud83d\ude80";
    Files.writeString(directory.resolve("empty"), "");
    String empty = git("hash-object", "-w", "empty");
    git("update-index", "--add", "--cacheinfo", "100644", empty, name);

    JsonNode decisions = explain(ShopEvents.updated("refs/heads/main", first, saying("strange")));
    assertThat(taken(decisions)).containsExactly("web");
    assertThat(decisions.path(0).at("/witnesses/0").asText()).isEqualTo(name);
  }

  @Test
  void noRecordRepeatsWhatACommitSays() throws Exception {
    String secret = "AKIAIOSFODNN7EXAMPLE";
    String after = saying("Use " + secret + " [skip web]\n\nand " + secret, "web/a", "api/a");

    JsonNode decisions = explain(ShopEvents.updated("refs/heads/main", first, after));
    assertThat(taken(decisions)).containsExactly("api");
    assertThat(decisions.path(0).path("pattern").asText()).isEqualTo("[skip web]");
    assertThat(decisions.toString()).doesNotContain(secret);
  }
}
