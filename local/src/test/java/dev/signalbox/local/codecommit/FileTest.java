package dev.signalbox.local.codecommit;

import static dev.signalbox.local.codecommit.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;

class FileTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private Bench bench;

  @BeforeEach
  void aRepositoryOfItsOwn() {
    bench = Bench.with(SERVER);
  }

  @Test
  void theFirstFileMakesTheDefaultBranchAndIsAnnounced() {
    String commit = bench.put("trunk", "a/b.txt", "one");

    assertThat(
            bench
                .client()
                .getRepository(it -> it.repositoryName(bench.repository()))
                .repositoryMetadata()
                .defaultBranch())
        .isEqualTo("trunk");
    assertThat(bench.details("referenceCreated")).hasSize(1);
    var detail = bench.details("referenceCreated").getFirst();
    assertThat(detail.path("commitId").asText()).isEqualTo(commit);
    assertThat(detail.has("oldCommitId")).isFalse();
    assertThat(detail.path("referenceFullName").asText()).isEqualTo("refs/heads/trunk");
    assertThat(bench.text("trunk", "a/b.txt")).isEqualTo("one");
  }

  @Test
  void aSecondFileIsAnUpdateFromTheFirstCommit() {
    String first = bench.put("main", "a.txt", "one");
    String second = bench.put("main", "b.txt", "two");

    var detail = bench.details("referenceUpdated").getFirst();
    assertThat(detail.path("oldCommitId").asText()).isEqualTo(first);
    assertThat(detail.path("commitId").asText()).isEqualTo(second);
    assertThat(detail.has("mergeOption")).isFalse();
    var commit =
        bench.client().getCommit(it -> it.repositoryName(bench.repository()).commitId(second));
    assertThat(commit.commit().parents()).containsExactly(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"we ird/quo'ted\"", "new\nline", "tab\t", "é🚀", "$(id);x|sh", "a/b/c/d", "-x"})
  void aFileMayHaveAnyNameThatGitAllows(String path) {
    bench.put("main", path, "body");
    assertThat(bench.text("main", path)).isEqualTo("body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "a/../b", ".git/config", "a//b", "a/", "./a", "a/.GIT/x", "a\u0000b"})
  void aPathThatNoCheckoutIsSafeWithIsRefused(String path) {
    assertThat(refused(() -> bench.put("main", path, "x"))).isEqualTo("InvalidPath");
    assertThat(bench.branches()).isEmpty();
  }

  @Test
  void aBranchThatIsThereNeedsItsTipAsTheParent() {
    String first = bench.put("main", "a.txt", "one");
    bench.put("main", "a.txt", "two");

    assertThat(refused(() -> bench.put("main", "a.txt", "3", it -> it.parentCommitId(null))))
        .isEqualTo("ParentCommitIdRequired");
    assertThat(refused(() -> bench.put("main", "a.txt", "3", it -> it.parentCommitId(first))))
        .isEqualTo("ParentCommitIdOutdated");
    assertThat(refused(() -> bench.put("main", "a.txt", "3", it -> it.parentCommitId("x"))))
        .isEqualTo("InvalidParentCommitId");
    String nowhere = "a".repeat(40);
    assertThat(refused(() -> bench.put("main", "a.txt", "3", it -> it.parentCommitId(nowhere))))
        .isEqualTo("ParentCommitDoesNotExist");
    assertThat(bench.text("main", "a.txt")).isEqualTo("two");
  }

  @Test
  void aBranchThatIsMissingIsSaidToBe() {
    String tip = bench.put("main", "a.txt", "one");
    assertThat(
            refused(() ->
                bench
                    .client()
                    .putFile(it ->
                        it.repositoryName(bench.repository())
                            .branchName("absent")
                            .filePath("a")
                            .parentCommitId(tip)
                            .fileContent(SdkBytes.fromUtf8String("x")))))
        .isEqualTo("BranchDoesNotExist");
  }

  @Test
  void theSameContentAgainIsRefusedButAnotherModeIsNot() {
    bench.put("main", "run.sh", "echo");
    assertThat(refused(() -> bench.put("main", "run.sh", "echo"))).isEqualTo("SameFileContent");
    bench.put("main", "run.sh", "echo", it -> it.fileMode(FileModeTypeEnum.EXECUTABLE));
    assertThat(
            bench
                .client()
                .getFile(it -> it.repositoryName(bench.repository()).filePath("run.sh"))
                .fileMode())
        .isEqualTo(FileModeTypeEnum.EXECUTABLE);
  }

  @Test
  void aFileCannotBeAFolderToo() {
    bench.put("main", "a/b", "x");
    assertThat(refused(() -> bench.put("main", "a", "x")))
        .isEqualTo("FileNameConflictsWithDirectoryName");
    assertThat(refused(() -> bench.put("main", "a/b/c", "x")))
        .isEqualTo("DirectoryNameConflictsWithFileName");
  }

  @Test
  void anEmptyFileHasNoContentButIsThere() {
    bench.put("main", "empty", "");
    assertThat(bench.text("main", "empty")).isEmpty();
  }

  @Test
  void whoWroteAndWhatTheySaidIsInTheCommit() {
    String id =
        bench.put(
            "main",
            "a",
            "x",
            it -> it.name("Ada\u00e9").email("ada@example.com").commitMessage("Why\n\nbecause"));
    var commit =
        bench.client().getCommit(it -> it.repositoryName(bench.repository()).commitId(id)).commit();
    assertThat(commit.message()).isEqualTo("Why\n\nbecause");
    assertThat(commit.author().name()).isEqualTo("Ada\u00e9");
    assertThat(commit.committer().email()).isEqualTo("ada@example.com");
    assertThat(commit.author().date()).matches("\\d+ \\+0000");
  }

  @Test
  void whoSaysTooMuchIsRefused() {
    assertThat(refused(() -> bench.put("main", "a", "x", it -> it.name("x".repeat(256)))))
        .isEqualTo("NameLengthExceeded");
    assertThat(refused(() -> bench.put("main", "a", "x", it -> it.email("a<b>@c"))))
        .isEqualTo("InvalidEmail");
    String long256K = "é".repeat(131_073);
    assertThat(refused(() -> bench.put("main", "a", "x", it -> it.commitMessage(long256K))))
        .isEqualTo("CommitMessageLengthExceeded");
  }

  @Test
  void aDeletedFileIsGoneAndItsFolderCanBeKept() {
    bench.put("main", "a/b", "x");
    bench.put("main", "c/d", "x");
    bench.delete("main", "c/d");
    assertThat(refused(() -> bench.text("main", "c/d"))).isEqualTo("FileDoesNotExist");
    assertThat(refused(() -> bench.delete("main", "c/d"))).isEqualTo("FileDoesNotExist");
    String tip = bench.tip("main");
    bench
        .client()
        .deleteFile(it ->
            it.repositoryName(bench.repository())
                .branchName("main")
                .filePath("a/b")
                .keepEmptyFolders(true)
                .parentCommitId(tip));
    assertThat(bench.text("main", "a/.gitkeep")).isEmpty();
  }

  @Test
  void aFolderShowsWhatIsInItByKind() {
    bench.put("main", "a/b/c", "x");
    bench.put("main", "a/run", "x", it -> it.fileMode(FileModeTypeEnum.EXECUTABLE));
    bench.put("main", "a/link", "run", it -> it.fileMode(FileModeTypeEnum.SYMLINK));
    var folder =
        bench.client().getFolder(it -> it.repositoryName(bench.repository()).folderPath("/a/"));
    assertThat(folder.folderPath()).isEqualTo("a");
    assertThat(folder.subFolders().getFirst().absolutePath()).isEqualTo("a/b");
    assertThat(folder.subFolders().getFirst().relativePath()).isEqualTo("b");
    assertThat(folder.files().getFirst().absolutePath()).isEqualTo("a/run");
    assertThat(folder.files().getFirst().fileMode()).isEqualTo(FileModeTypeEnum.EXECUTABLE);
    assertThat(folder.symbolicLinks().getFirst().relativePath()).isEqualTo("link");
    assertThat(
            bench
                .client()
                .getFolder(it -> it.repositoryName(bench.repository()).folderPath("/"))
                .subFolders())
        .hasSize(1);
    assertThat(
            refused(() ->
                bench
                    .client()
                    .getFolder(it -> it.repositoryName(bench.repository()).folderPath("a/run"))))
        .isEqualTo("FolderDoesNotExist");
  }

  @Test
  void aBlobIsReadByItsId() {
    bench.put("main", "a", "x\u0000y");
    var file = bench.client().getFile(it -> it.repositoryName(bench.repository()).filePath("a"));
    var blob =
        bench.client().getBlob(it -> it.repositoryName(bench.repository()).blobId(file.blobId()));
    assertThat(blob.content().asUtf8String()).isEqualTo("x\u0000y");
    for (String absent : new String[] {"a".repeat(40), file.commitId()}) {
      assertThat(
              refused(() ->
                  bench
                      .client()
                      .getBlob(it -> it.repositoryName(bench.repository()).blobId(absent))))
          .isEqualTo("BlobIdDoesNotExist");
    }
    assertThat(
            refused(() ->
                bench.client().getBlob(it -> it.repositoryName(bench.repository()).blobId("x"))))
        .isEqualTo("InvalidBlobId");
  }

  @Test
  void ofTwoWritersWithOneParentOneWins() throws Exception {
    String tip = bench.put("main", "a", "0");
    try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var writers =
          java.util.stream.IntStream.rangeClosed(1, 8)
              .mapToObj(i -> executor.submit(() -> wrote(tip, "by " + i)))
              .toList();
      int won = 0;
      for (var writer : writers) {
        won += writer.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
    assertThat(bench.details("referenceUpdated")).hasSize(1);
  }

  private boolean wrote(String parent, String text) {
    try {
      bench.put("main", "a", text, it -> it.parentCommitId(parent));
      return true;
    } catch (software.amazon.awssdk.services.codecommit.model.ParentCommitIdOutdatedException e) {
      return false;
    }
  }
}
