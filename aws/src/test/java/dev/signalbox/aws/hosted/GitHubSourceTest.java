package dev.signalbox.aws.hosted;

import static dev.signalbox.aws.hosted.FakeApi.all;
import static dev.signalbox.aws.hosted.FakeApi.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Provider;
import dev.signalbox.core.route.Change;
import dev.signalbox.core.route.Change.Kind;
import dev.signalbox.core.route.Source;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubSourceTest {
  private static final CommitId OLD = commit(1);
  private static final CommitId NEW = commit(2);
  private static final String COMPARE =
      "/repos/acme/shop/compare/%s...%s?per_page=1&page=1".formatted(OLD, NEW);

  private final FakeApi api = new FakeApi();
  private final Source shop = api.source(Provider.GITHUB, "acme/shop");

  @AfterEach
  void close() {
    api.close();
  }

  private static String compared(CommitId base, String files) {
    return """
    {"status":"ahead","merge_base_commit":{"sha":"%s"},"total_commits":1,"commits":[{"sha":"x"}],"files":[%s]}
    """
        .formatted(base, files);
  }

  private static String file(String status, String path) {
    return "{\"sha\":\"b\",\"status\":\"%s\",\"filename\":\"%s\",\"patch\":\"@@\"}"
        .formatted(status, path);
  }

  private void tree(CommitId commit, boolean truncated, String entries) {
    api.with(
        "/repos/acme/shop/git/trees/%s?recursive=1".formatted(commit),
        "{\"sha\":\"t\",\"tree\":[%s],\"truncated\":%s}".formatted(entries, truncated));
  }

  private static String entry(String type, String path, String sha) {
    return "{\"path\":\"%s\",\"mode\":\"100644\",\"type\":\"%s\",\"sha\":\"%s\"}"
        .formatted(path, type, sha);
  }

  @Test
  void aComparisonIsTheFilesThatDiffer() {
    api.with(
        COMPARE,
        compared(
            OLD,
            String.join(
                ",",
                file("added", "a b/ü"),
                file("removed", "c"),
                file("modified", "d"),
                file("changed", "e"),
                "{\"status\":\"renamed\",\"filename\":\"g\",\"previous_filename\":\"f\"}")));

    assertThat(all(shop.changes(Optional.of(OLD), NEW)))
        .containsExactly(
            new Change(Kind.ADDED, "a b/ü"),
            new Change(Kind.DELETED, "c"),
            new Change(Kind.MODIFIED, "d"),
            new Change(Kind.MODIFIED, "e"),
            new Change(Kind.DELETED, "f"),
            new Change(Kind.ADDED, "g"));
    assertThat(api.authorizations()).containsOnly("Bearer t-1");
  }

  @Test
  void ofThreeHundredFilesNobodyKnowsWhetherThatIsAllSoTheTreesAreCompared() {
    String files =
        IntStream.range(0, 300)
            .mapToObj(i -> file("added", "f" + i))
            .collect(Collectors.joining(","));
    api.with(COMPARE, compared(OLD, files));
    tree(OLD, false, entry("blob", "same", "1") + "," + entry("blob", "changed", "2"));
    tree(
        NEW,
        false,
        String.join(
            ",",
            entry("blob", "same", "1"),
            entry("blob", "changed", "3"),
            entry("tree", "dir", "4"),
            entry("blob", "dir/new", "5"),
            entry("commit", "module", "6")));

    assertThat(all(shop.changes(Optional.of(OLD), NEW)))
        .containsExactly(
            new Change(Kind.MODIFIED, "changed"),
            new Change(Kind.ADDED, "dir/new"),
            new Change(Kind.ADDED, "module"));
  }

  @Test
  void afterAForcePushTheTwoCommitsAreComparedAndNotTheirAncestor() {
    api.with(COMPARE, compared(commit(9), file("added", "new")));
    tree(OLD, false, entry("blob", "gone", "1"));
    tree(NEW, false, entry("blob", "new", "1"));

    assertThat(all(shop.changes(Optional.of(OLD), NEW)))
        .containsExactly(new Change(Kind.DELETED, "gone"), new Change(Kind.ADDED, "new"));
  }

  @Test
  void comparedWithNothingEveryFileIsNew() {
    tree(NEW, false, entry("blob", "a", "1"));

    assertThat(all(shop.changes(Optional.empty(), NEW)))
        .containsExactly(new Change(Kind.ADDED, "a"));
  }

  @Test
  void aTreeThatIsCutOffTellsNothing() {
    tree(NEW, true, entry("blob", "a", "1"));

    assertThatThrownBy(() -> shop.changes(Optional.empty(), NEW))
        .isInstanceOf(Source.UnknownHistory.class);
  }

  @Test
  void historiesThatNeverMetHaveNoCommonAncestor() {
    api.with(COMPARE, "{\"message\":\"No common ancestor between a and b.\",\"status\":\"404\"}");

    assertThat(shop.mergeBase(OLD, NEW)).isEmpty();
  }

  @Test
  void aCommitThatIsGoneIsMissing() {
    assertThatThrownBy(() -> shop.mergeBase(OLD, NEW)).isInstanceOf(Source.MissingCommit.class);
    assertThatThrownBy(() -> shop.message(NEW)).isInstanceOf(Source.MissingCommit.class);
    assertThatThrownBy(() -> shop.changes(Optional.empty(), NEW))
        .isInstanceOf(Source.MissingCommit.class);
  }

  @Test
  void whatTwoCommitsHaveInCommonIsAskedOnce() {
    api.with(COMPARE, compared(OLD, ""));

    assertThat(shop.mergeBase(OLD, NEW)).hasValue(OLD);
    assertThat(all(shop.changes(Optional.of(OLD), NEW))).isEmpty();
    assertThat(api.asked()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "main | main",
        "feature/a b;$(id) | feature/a%20b%3B%24%28id%29",
        "ünï%2F..x?y#z | %C3%BCn%C3%AF%252F..x%3Fy%23z"
      })
  void aBranchStaysOneNameWhateverItHolds(String branch, String path) {
    api.with(
        "/repos/acme/shop/git/ref/heads/" + path,
        "{\"ref\":\"refs/heads/%s\",\"object\":{\"type\":\"commit\",\"sha\":\"%s\"}}"
            .formatted(branch, NEW));

    assertThat(shop.head(branch)).hasValue(NEW);
  }

  @Test
  void aBranchWhoseNameOnlyBeginsLikeItIsAnotherOne() {
    api.with(
        "/repos/acme/shop/git/ref/heads/main",
        "[{\"ref\":\"refs/heads/main2\",\"object\":{\"sha\":\"%s\"}}]".formatted(NEW));

    assertThat(shop.head("main")).isEmpty();
    assertThat(shop.head("none")).isEmpty();
  }

  @Test
  void aMessageIsWhole() {
    api.with(
        "/repos/acme/shop/git/commits/" + NEW,
        "{\"sha\":\"x\",\"message\":\"Title\\n\\nskip-checks: true\"}");

    assertThat(shop.message(NEW)).hasValue("Title\n\nskip-checks: true");
  }

  @ParameterizedTest
  @CsvSource({
    "429, X-Any, 1",
    "403, X-RateLimit-Remaining, 0",
    "403, Retry-After, 60",
    "500, X-Any, 1",
    "502, X-Any, 1"
  })
  void whatPassesIsWaitedFor(int status, String header, String value) {
    api.failing(status, header, value);

    assertThatThrownBy(() -> shop.mergeBase(OLD, NEW)).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 400, 451})
  void whatDoesNotPassIsRefusedWithoutTheToken(int status) {
    api.failing(status, "X-Any", "1");

    assertThatThrownBy(() -> shop.mergeBase(OLD, NEW))
        .isInstanceOf(Refused.class)
        .hasMessageNotContaining("t-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>login</html>",
        "{\"merge_base_commit\":{\"sha\":\"short\"},\"files\":[]}",
        "{\"merge_base_commit\":{\"sha\":\"0000000000000000000000000000000000000001\"},\"files\":[{}]}",
        "[]{}"
      })
  void anAnswerThatNobodyUnderstandsIsNone(String answer) {
    api.with(COMPARE, answer);

    assertThatThrownBy(() -> shop.mergeBase(OLD, NEW)).isInstanceOf(Unavailable.class);
  }

  @Test
  void withoutATokenNobodyIsAsked() {
    Source silent = api.source(Provider.GITHUB, "acme/shop", Optional.empty());

    assertThatThrownBy(() -> silent.changes(Optional.of(OLD), NEW))
        .isInstanceOf(Source.UnknownHistory.class);
    assertThatThrownBy(() -> silent.head("main")).isInstanceOf(Source.UnknownHistory.class);
    assertThat(api.asked()).isEmpty();
  }
}
