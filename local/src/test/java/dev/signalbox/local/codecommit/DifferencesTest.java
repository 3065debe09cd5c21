package dev.signalbox.local.codecommit;

import static dev.signalbox.local.codecommit.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codecommit.model.Difference;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;

class DifferencesTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private Bench bench;

  @BeforeEach
  void aRepositoryOfItsOwn() {
    bench = Bench.with(SERVER);
  }

  private List<String> differences(Consumer<GetDifferencesRequest.Builder> more) {
    GetDifferencesRequest.Builder request =
        GetDifferencesRequest.builder().repositoryName(bench.repository());
    more.accept(request);
    return bench.client().getDifferencesPaginator(request.build()).stream()
        .flatMap(page -> page.differences().stream())
        .map(DifferencesTest::shown)
        .toList();
  }

  private static String shown(Difference difference) {
    var before = difference.beforeBlob();
    var after = difference.afterBlob();
    return difference.changeTypeAsString()
        + " "
        + (before == null ? "-" : before.path())
        + " "
        + (after == null ? "-" : after.path());
  }

  @Test
  void withoutACommitBeforeEveryFileIsAdded() {
    bench.put("main", "a", "1");
    bench.put("main", "b/c", "1");
    assertThat(differences(it -> it.afterCommitSpecifier("main")))
        .containsExactly("A - a", "A - b/c");
  }

  @Test
  void addedChangedAndDeletedFilesAreTold() {
    bench.put("main", "gone", "1");
    String before = bench.put("main", "kept", "1");
    bench.delete("main", "gone");
    bench.put("main", "kept", "2");
    String after = bench.put("main", "new", "1");
    assertThat(differences(it -> it.beforeCommitSpecifier(before).afterCommitSpecifier(after)))
        .containsExactly("D gone -", "M kept kept", "A - new");
    assertThat(differences(it -> it.beforeCommitSpecifier(after).afterCommitSpecifier(after)))
        .isEmpty();
  }

  @Test
  void aPathLimitsWhatIsCompared() {
    bench.put("main", "a/x", "1");
    String before = bench.put("main", "ab", "1");
    bench.put("main", "a/x", "2");
    bench.put("main", "ab", "2");
    assertThat(
            differences(it ->
                it.beforeCommitSpecifier(before)
                    .beforePath("a")
                    .afterCommitSpecifier("main")
                    .afterPath("/a/")))
        .containsExactly("M a/x a/x");
    assertThat(
            differences(it ->
                it.beforeCommitSpecifier(before).afterCommitSpecifier("main").afterPath("ab")))
        .containsExactly("M ab ab");
  }

  @Test
  void aFolderCanBeComparedWithItsFormerName() {
    bench.put("main", "old/x", "1");
    String before = bench.put("main", "old/y", "1");
    bench.put("main", "new/x", "1");
    bench.put("main", "new/y", "2");
    assertThat(
            differences(it ->
                it.beforeCommitSpecifier(before)
                    .beforePath("old")
                    .afterCommitSpecifier("main")
                    .afterPath("new")))
        .containsExactly("M old/y new/y");
  }

  @Test
  void aFileThatBecameAFolderIsDeletedAndItsFilesAreAdded() {
    bench.put("main", "other", "1");
    String before = bench.put("main", "a", "1");
    bench.delete("main", "a");
    bench.put("main", "a/b", "1");
    assertThat(
            differences(it ->
                it.beforeCommitSpecifier(before)
                    .beforePath("a")
                    .afterCommitSpecifier("main")
                    .afterPath("a")))
        .containsExactly("D a -", "A - a/b");
  }

  @Test
  void aPathThatIsNotThereIsRefused() {
    bench.put("main", "a", "1");
    assertThat(
            refused(() -> differences(it -> it.afterCommitSpecifier("main").afterPath("absent"))))
        .isEqualTo("PathDoesNotExist");
    assertThat(
            refused(() ->
                differences(it ->
                    it.beforeCommitSpecifier("main")
                        .beforePath("absent")
                        .afterCommitSpecifier("main"))))
        .isEqualTo("PathDoesNotExist");
  }

  @Test
  void pagesTogetherAreTheWhole() {
    for (int i = 0; i < 7; i++) {
      bench.put("main", "f" + i, "1");
    }
    assertThat(differences(it -> it.afterCommitSpecifier("main").maxResults(3)))
        .containsExactly("A - f0", "A - f1", "A - f2", "A - f3", "A - f4", "A - f5", "A - f6");
    List<Integer> sizes = new ArrayList<>();
    bench
        .client()
        .getDifferencesPaginator(
            it -> it.repositoryName(bench.repository()).afterCommitSpecifier("main").maxResults(3))
        .forEach(page -> sizes.add(page.differences().size()));
    assertThat(sizes).containsExactly(3, 3, 1);
  }

  @Test
  void aTokenOfAnotherQuestionIsRefused() {
    String first = bench.put("main", "a", "1");
    bench.put("main", "b", "1");
    String token =
        bench
            .client()
            .getDifferences(it ->
                it.repositoryName(bench.repository()).afterCommitSpecifier("main").maxResults(1))
            .nextToken();
    for (String bad : List.of("x", "", "!!", token + "=")) {
      assertThat(refused(() -> differences(it -> it.afterCommitSpecifier("main").nextToken(bad))))
          .isEqualTo("InvalidContinuationToken");
    }
    assertThat(refused(() -> differences(it -> it.afterCommitSpecifier(first).nextToken(token))))
        .isEqualTo("InvalidContinuationToken");
    assertThat(refused(() -> differences(it -> it.afterCommitSpecifier("main").maxResults(0))))
        .isEqualTo("InvalidMaxResults");
  }

  @Test
  void aCommitThatIsNotThereIsRefused() {
    bench.put("main", "a", "1");
    for (String absent : List.of("absent", "a".repeat(40), "main~1", "HEAD^", "refs/heads/x")) {
      assertThat(refused(() -> differences(it -> it.afterCommitSpecifier(absent))))
          .isEqualTo("CommitDoesNotExist");
    }
  }
}
