package dev.signalbox.local.codecommit;

import static dev.signalbox.local.codecommit.Bench.entry;
import static dev.signalbox.local.codecommit.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteFileEntry;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;
import software.amazon.awssdk.services.codecommit.model.FileModeTypeEnum;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.SetFileModeEntry;

class CreateCommitTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private Bench bench;

  @BeforeEach
  void aRepositoryOfItsOwn() {
    bench = Bench.with(SERVER);
  }

  private CreateCommitResponse commit(Consumer<CreateCommitRequest.Builder> more) {
    CreateCommitRequest.Builder request =
        CreateCommitRequest.builder().repositoryName(bench.repository()).branchName("main");
    if (!bench.branches().isEmpty()) {
      request.parentCommitId(bench.tip("main"));
    }
    more.accept(request);
    return bench.client().createCommit(request.build());
  }

  private static PutFileEntry moved(String from, String to, boolean move) {
    return PutFileEntry.builder()
        .filePath(to)
        .sourceFile(it -> it.filePath(from).isMove(move))
        .build();
  }

  private static DeleteFileEntry gone(String path) {
    return DeleteFileEntry.builder().filePath(path).build();
  }

  private static SetFileModeEntry executable(String path) {
    return SetFileModeEntry.builder().filePath(path).fileMode(FileModeTypeEnum.EXECUTABLE).build();
  }

  @Test
  void manyChangesAreOneCommitAndOneEvent() {
    commit(it -> it.putFiles(entry("a", "1"), entry("b", "2"), entry("c", "3")));
    CreateCommitResponse second =
        commit(it ->
            it.putFiles(entry("a", "11"), entry("d", "4"))
                .deleteFiles(gone("b"))
                .setFileModes(executable("c")));

    assertThat(second.filesAdded()).extracting(FileMetadata::absolutePath).containsExactly("d");
    assertThat(second.filesUpdated())
        .extracting(FileMetadata::absolutePath)
        .containsExactly("a", "c");
    assertThat(second.filesDeleted()).extracting(FileMetadata::absolutePath).containsExactly("b");
    assertThat(bench.details("referenceUpdated")).hasSize(1);
    assertThat(bench.text("main", "c")).isEqualTo("3");
  }

  @Test
  void aFileCanBeCopiedAndMovedWithItsMode() {
    commit(it -> it.putFiles(entry("a", "1").copy(e -> e.fileMode(FileModeTypeEnum.EXECUTABLE))));
    commit(it -> it.putFiles(moved("a", "copy", false)));
    commit(it -> it.putFiles(moved("a", "deep/moved", true)));

    assertThat(bench.text("main", "copy")).isEqualTo("1");
    assertThat(bench.text("main", "deep/moved")).isEqualTo("1");
    assertThat(refused(() -> bench.text("main", "a"))).isEqualTo("FileDoesNotExist");
    assertThat(
            bench
                .client()
                .getFile(it -> it.repositoryName(bench.repository()).filePath("deep/moved"))
                .fileMode())
        .isEqualTo(FileModeTypeEnum.EXECUTABLE);
  }

  @Test
  void aFolderCanBecomeAFileInOneCommit() {
    commit(it -> it.putFiles(entry("a/b", "1"), entry("x", "1")));
    commit(it -> it.putFiles(entry("a", "file")).deleteFiles(gone("a/b")));
    assertThat(bench.text("main", "a")).isEqualTo("file");
  }

  @Test
  void nothingToDoIsRefused() {
    assertThat(refused(() -> commit(_ -> {}))).isEqualTo("FileEntryRequired");
    commit(it -> it.putFiles(entry("a", "1")));
    assertThat(refused(() -> commit(it -> it.putFiles(entry("a", "1"))))).isEqualTo("NoChange");
  }

  @Test
  void contradictionsAreRefused() {
    commit(it -> it.putFiles(entry("a", "1")));
    assertThat(refused(() -> commit(it -> it.putFiles(entry("a", "2")).deleteFiles(gone("/a")))))
        .isEqualTo("SamePathRequest");
    assertThat(refused(() -> commit(it -> it.putFiles(entry("x", "2"), entry("x/y", "2")))))
        .isEqualTo("PutFileEntryConflict");
    assertThat(
            refused(() -> commit(it -> it.putFiles(PutFileEntry.builder().filePath("x").build()))))
        .isEqualTo("SourceFileOrContentRequired");
    assertThat(
            refused(() ->
                commit(it ->
                    it.putFiles(entry("x", "1").copy(e -> e.sourceFile(s -> s.filePath("a")))))))
        .isEqualTo("FileContentAndSourceFileSpecified");
    assertThat(refused(() -> commit(it -> it.putFiles(moved("absent", "x", true)))))
        .isEqualTo("FileDoesNotExist");
    assertThat(refused(() -> commit(it -> it.putFiles(moved("a/.gitkeep", "x", true)))))
        .isEqualTo("RestrictedSourceFile");
    assertThat(refused(() -> commit(it -> it.deleteFiles(gone("absent")))))
        .isEqualTo("FileDoesNotExist");
  }

  @Test
  void aHundredFilesFitAndOneMoreDoesNot() {
    assertThat(refused(() -> commit(it -> it.putFiles(many(101)))))
        .isEqualTo("MaximumFileEntriesExceeded");
    assertThat(commit(it -> it.putFiles(many(100))).filesAdded()).hasSize(100);
  }

  private static PutFileEntry[] many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> entry("f" + i, "x"))
        .toArray(PutFileEntry[]::new);
  }
}
