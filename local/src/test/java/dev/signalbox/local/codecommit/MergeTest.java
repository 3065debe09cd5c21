package dev.signalbox.local.codecommit;

import static dev.signalbox.local.codecommit.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.LocalServer;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.model.ConflictDetailLevelTypeEnum;
import software.amazon.awssdk.services.codecommit.model.ConflictMetadata;
import software.amazon.awssdk.services.codecommit.model.ConflictResolutionStrategyTypeEnum;
import software.amazon.awssdk.services.codecommit.model.GetMergeConflictsResponse;
import software.amazon.awssdk.services.codecommit.model.MergeBranchesByThreeWayRequest;
import software.amazon.awssdk.services.codecommit.model.MergeOptionTypeEnum;
import software.amazon.awssdk.services.codecommit.model.ReplaceContentEntry;
import software.amazon.awssdk.services.codecommit.model.ReplacementTypeEnum;

class MergeTest {
  @RegisterExtension static final LocalServer SERVER = new LocalServer();

  private static final String BASE = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

  private Bench bench;
  private String base = "";

  @BeforeEach
  void twoBranchesOfOneCommit() {
    bench = Bench.with(SERVER);
    bench.put("main", "gone", "to be deleted");
    base = bench.put("main", "text", BASE);
    bench.branch("topic", base);
  }

  private String threeWay(Consumer<MergeBranchesByThreeWayRequest.Builder> more) {
    MergeBranchesByThreeWayRequest.Builder request =
        MergeBranchesByThreeWayRequest.builder()
            .repositoryName(bench.repository())
            .sourceCommitSpecifier("topic")
            .destinationCommitSpecifier("main");
    more.accept(request);
    return bench.client().mergeBranchesByThreeWay(request.build()).commitId();
  }

  private GetMergeConflictsResponse conflicts(
      MergeOptionTypeEnum option, ConflictDetailLevelTypeEnum level) {
    return bench
        .client()
        .getMergeConflicts(it ->
            it.repositoryName(bench.repository())
                .sourceCommitSpecifier("topic")
                .destinationCommitSpecifier("main")
                .mergeOption(option)
                .conflictDetailLevel(level));
  }

  private ConflictMetadata conflict() {
    return conflicts(MergeOptionTypeEnum.THREE_WAY_MERGE, ConflictDetailLevelTypeEnum.FILE_LEVEL)
        .conflictMetadataList()
        .getFirst();
  }

  private java.util.List<String> parents(String commit) {
    return bench
        .client()
        .getCommit(it -> it.repositoryName(bench.repository()).commitId(commit))
        .commit()
        .parents();
  }

  private java.util.List<MergeOptionTypeEnum> options() {
    return bench
        .client()
        .getMergeOptions(it ->
            it.repositoryName(bench.repository())
                .sourceCommitSpecifier("topic")
                .destinationCommitSpecifier("main"))
        .mergeOptions();
  }

  @Test
  void aBranchThatIsOnlyBehindIsMovedForward() {
    String tip = bench.put("topic", "new", "n");
    assertThat(options())
        .containsExactlyInAnyOrder(
            MergeOptionTypeEnum.knownValues().toArray(MergeOptionTypeEnum[]::new));
    var merged =
        bench
            .client()
            .mergeBranchesByFastForward(it ->
                it.repositoryName(bench.repository())
                    .sourceCommitSpecifier("topic")
                    .destinationCommitSpecifier("main"));
    assertThat(merged.commitId()).isEqualTo(tip);
    assertThat(bench.tip("main")).isEqualTo(tip);
    var detail = bench.details("referenceUpdated").getLast();
    assertThat(detail.path("mergeOption").asText()).isEqualTo("FAST_FORWARD_MERGE");
    assertThat(detail.path("referenceName").asText()).isEqualTo("main");
  }

  @Test
  void aBranchThatWentItsOwnWayCannotBeMovedForward() {
    bench.put("topic", "new", "n");
    bench.put("main", "other", "n");
    assertThat(
            refused(() ->
                bench
                    .client()
                    .mergeBranchesByFastForward(it ->
                        it.repositoryName(bench.repository())
                            .sourceCommitSpecifier("topic")
                            .destinationCommitSpecifier("main"))))
        .isEqualTo("ManualMergeRequired");
    assertThat(
            conflicts(
                    MergeOptionTypeEnum.FAST_FORWARD_MERGE, ConflictDetailLevelTypeEnum.FILE_LEVEL)
                .mergeable())
        .isFalse();
    assertThat(options())
        .containsExactlyInAnyOrder(
            MergeOptionTypeEnum.SQUASH_MERGE, MergeOptionTypeEnum.THREE_WAY_MERGE);
  }

  @Test
  void aThreeWayMergeHasBothParentsAndIsToldWithWhatItMerged() {
    bench.put("topic", "deep/new", "n");
    String source = bench.delete("topic", "gone");
    String destination = bench.put("main", "other", "n");
    String merged = threeWay(it -> it.commitMessage("Both").authorName("Ada").email("a@b.c"));

    assertThat(parents(merged)).containsExactly(destination, source);
    assertThat(bench.text(merged, "deep/new")).isEqualTo("n");
    assertThat(bench.text(merged, "other")).isEqualTo("n");
    assertThat(refused(() -> bench.text(merged, "gone"))).isEqualTo("FileDoesNotExist");
    var detail = bench.details("referenceUpdated").getLast();
    assertThat(detail.path("commitId").asText()).isEqualTo(merged);
    assertThat(detail.path("oldCommitId").asText()).isEqualTo(destination);
    assertThat(detail.path("baseCommitId").asText()).isEqualTo(base);
    assertThat(detail.path("sourceCommitId").asText()).isEqualTo(source);
    assertThat(detail.path("destinationCommitId").asText()).isEqualTo(destination);
    assertThat(detail.path("mergeOption").asText()).isEqualTo("THREE_WAY_MERGE");
    assertThat(detail.path("conflictDetailsLevel").asText()).isEqualTo("FILE_LEVEL");
    assertThat(detail.path("conflictResolutionStrategy").asText()).isEqualTo("NONE");
    assertThat(
            bench
                .client()
                .getMergeCommit(it ->
                    it.repositoryName(bench.repository())
                        .sourceCommitSpecifier(source)
                        .destinationCommitSpecifier(destination))
                .mergedCommitId())
        .isEqualTo(merged);
  }

  @Test
  void aSquashForgetsTheSource() {
    bench.put("topic", "a", "1");
    bench.put("topic", "b", "1");
    String destination = bench.put("main", "other", "n");
    String merged =
        bench
            .client()
            .mergeBranchesBySquash(it ->
                it.repositoryName(bench.repository())
                    .sourceCommitSpecifier("topic")
                    .destinationCommitSpecifier("refs/heads/main"))
            .commitId();
    assertThat(parents(merged)).containsExactly(destination);
    assertThat(bench.text("main", "b")).isEqualTo("1");
  }

  @Test
  void changesOfOneFileAreAConflictUnlessLinesAreCompared() {
    bench.put("topic", "text", BASE.replace("2\n", "two\n"));
    bench.put("main", "text", BASE.replace("8\n", "eight\n"));
    assertThat(refused(() -> threeWay(_ -> {}))).isEqualTo("ManualMergeRequired");
    ConflictMetadata conflict = conflict();
    assertThat(conflict.filePath()).isEqualTo("text");
    assertThat(conflict.contentConflict()).isTrue();
    assertThat(conflict.numberOfConflicts()).isEqualTo(1);
    assertThat(conflict.fileSizes().base()).isEqualTo(18);
    assertThat(conflict.isBinaryFile().source()).isFalse();
    assertThat(conflict.mergeOperations().sourceAsString()).isEqualTo("M");

    threeWay(it -> it.conflictDetailLevel(ConflictDetailLevelTypeEnum.LINE_LEVEL));
    assertThat(bench.text("main", "text"))
        .isEqualTo(BASE.replace("2\n", "two\n").replace("8\n", "eight\n"));
  }

  @Test
  void aTextWithoutALastLineEndIsMergedWithoutGluingLines() {
    bench.put("main", "x", "1\n2\n3\n4\n5");
    bench.client().deleteBranch(it -> it.repositoryName(bench.repository()).branchName("topic"));
    bench.branch("topic", bench.tip("main"));
    bench.put("topic", "x", "1\n2\n3\n4\n5\n6");
    bench.put("main", "x", "one\n2\n3\n4\n5");
    threeWay(it -> it.conflictDetailLevel(ConflictDetailLevelTypeEnum.LINE_LEVEL));
    assertThat(bench.text("main", "x")).isEqualTo("one\n2\n3\n4\n5\n6");
  }

  @Test
  void aConflictOfLinesIsShownByHunks() {
    bench.put("topic", "text", BASE.replace("5\n", "five\n").replace("1\n", "one\n"));
    bench.put("main", "text", BASE.replace("5\n", "FIVE\n"));
    var described =
        bench
            .client()
            .describeMergeConflicts(it ->
                it.repositoryName(bench.repository())
                    .sourceCommitSpecifier("topic")
                    .destinationCommitSpecifier("main")
                    .mergeOption(MergeOptionTypeEnum.SQUASH_MERGE)
                    .conflictDetailLevel(ConflictDetailLevelTypeEnum.LINE_LEVEL)
                    .filePath("text"));
    assertThat(described.mergeHunks()).hasSize(2);
    var agreed = described.mergeHunks().getFirst();
    assertThat(agreed.isConflict()).isFalse();
    var contested = described.mergeHunks().getLast();
    assertThat(contested.isConflict()).isTrue();
    assertThat(contested.source().startLine()).isEqualTo(4);
    assertThat(decoded(contested.source().hunkContent())).isEqualTo("five\n");
    assertThat(decoded(contested.destination().hunkContent())).isEqualTo("FIVE\n");
    assertThat(decoded(contested.base().hunkContent())).isEqualTo("5\n");
  }

  private static String decoded(String base64) {
    return new String(
        java.util.Base64.getDecoder().decode(base64), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void theWholeFileOrTheContestedLinesCanBeTakenFromOneSide() {
    bench.put("topic", "text", BASE.replace("5\n", "five\n").replace("1\n", "one\n"));
    bench.put("main", "text", BASE.replace("5\n", "FIVE\n").replace("9\n", "NINE\n"));
    String before = bench.tip("main");
    threeWay(it ->
        it.conflictDetailLevel(ConflictDetailLevelTypeEnum.LINE_LEVEL)
            .conflictResolutionStrategy(ConflictResolutionStrategyTypeEnum.ACCEPT_SOURCE));
    assertThat(bench.text("main", "text")).isEqualTo("one\n2\n3\n4\nfive\n6\n7\n8\nNINE\n");

    bench.branch("again", before);
    threeWay(it ->
        it.destinationCommitSpecifier("again")
            .conflictResolutionStrategy(ConflictResolutionStrategyTypeEnum.ACCEPT_SOURCE));
    assertThat(bench.text("again", "text")).isEqualTo("one\n2\n3\n4\nfive\n6\n7\n8\n9\n");
  }

  @Test
  void aPersonCanSettleWhatAMachineCannot() {
    bench.put("topic", "text", BASE.replace("5\n", "five\n"));
    bench.put("main", "text", BASE.replace("5\n", "FIVE\n"));
    ReplaceContentEntry own =
        ReplaceContentEntry.builder()
            .filePath("text")
            .replacementType(ReplacementTypeEnum.USE_NEW_CONTENT)
            .content(SdkBytes.fromUtf8String("settled"))
            .build();
    assertThat(refused(() -> threeWay(it -> it.conflictResolution(r -> r.replaceContents(own)))))
        .isEqualTo("InvalidConflictResolution");
    var auto = ConflictResolutionStrategyTypeEnum.AUTOMERGE;
    assertThat(refused(() -> threeWay(it -> it.conflictResolutionStrategy(auto))))
        .isEqualTo("ManualMergeRequired");
    assertThat(
            refused(() ->
                threeWay(it ->
                    it.conflictResolutionStrategy(auto)
                        .conflictResolution(r -> r.replaceContents(own, own)))))
        .isEqualTo("MultipleConflictResolutionEntries");
    assertThat(
            refused(() ->
                threeWay(it ->
                    it.conflictResolutionStrategy(auto)
                        .conflictResolution(
                            r -> r.replaceContents(own.copy(c -> c.content(null)))))))
        .isEqualTo("ReplacementContentRequired");
    threeWay(
        it -> it.conflictResolutionStrategy(auto).conflictResolution(r -> r.replaceContents(own)));
    assertThat(bench.text("main", "text")).isEqualTo("settled");
  }

  @Test
  void aFileThatOneSideChangedAndTheOtherDeletedIsAConflict() {
    bench.put("topic", "gone", "changed");
    bench.delete("main", "gone");
    ConflictMetadata conflict = conflict();
    assertThat(conflict.mergeOperations().sourceAsString()).isEqualTo("M");
    assertThat(conflict.mergeOperations().destinationAsString()).isEqualTo("D");
    assertThat(conflict.fileSizes().destination()).isNull();
    threeWay(
        it -> it.conflictResolutionStrategy(ConflictResolutionStrategyTypeEnum.ACCEPT_DESTINATION));
    assertThat(refused(() -> bench.text("main", "gone"))).isEqualTo("FileDoesNotExist");
  }

  @Test
  void aFileOnOneSideAndAFolderOnTheOtherIsAConflictOfTypes() {
    bench.put("topic", "thing", "file");
    bench.put("main", "thing/inside", "folder");
    ConflictMetadata conflict = conflict();
    assertThat(conflict.filePath()).isEqualTo("thing");
    assertThat(conflict.objectTypeConflict()).isTrue();
    assertThat(conflict.objectTypes().sourceAsString()).isEqualTo("FILE");
    assertThat(conflict.objectTypes().destinationAsString()).isEqualTo("DIRECTORY");
    assertThat(refused(() -> threeWay(_ -> {}))).isEqualTo("ManualMergeRequired");
  }

  @Test
  void theSameChangeOnBothSidesIsNoConflict() {
    bench.put("topic", "text", "same");
    bench.put("topic", "more", "m");
    bench.put("main", "text", "same");
    threeWay(_ -> {});
    assertThat(bench.text("main", "more")).isEqualTo("m");
  }

  @Test
  void anUnreferencedMergeMovesNothingButIsTold() {
    bench.put("topic", "a", "1");
    String destination = bench.put("main", "b", "1");
    String commit =
        bench
            .client()
            .createUnreferencedMergeCommit(it ->
                it.repositoryName(bench.repository())
                    .sourceCommitSpecifier("topic")
                    .destinationCommitSpecifier("main")
                    .mergeOption(MergeOptionTypeEnum.SQUASH_MERGE))
            .commitId();
    assertThat(bench.tip("main")).isEqualTo(destination);
    assertThat(bench.text(commit, "a")).isEqualTo("1");
    var detail = bench.details("unreferencedMergeCommitCreated").getFirst();
    assertThat(detail.path("commitId").asText()).isEqualTo(commit);
    assertThat(detail.has("referenceName")).isFalse();
    assertThat(detail.has("oldCommitId")).isFalse();
    assertThat(
            refused(() ->
                bench
                    .client()
                    .createUnreferencedMergeCommit(it ->
                        it.repositoryName(bench.repository())
                            .sourceCommitSpecifier("topic")
                            .destinationCommitSpecifier("main")
                            .mergeOption(MergeOptionTypeEnum.FAST_FORWARD_MERGE))))
        .isEqualTo("InvalidMergeOption");
  }

  @Test
  void aMergeNeedsABranchToMergeInto() {
    bench.put("topic", "a", "1");
    assertThat(refused(() -> threeWay(it -> it.destinationCommitSpecifier(base))))
        .isEqualTo("BranchNameRequired");
    assertThat(
            refused(
                () -> threeWay(it -> it.destinationCommitSpecifier(base).targetBranch("absent"))))
        .isEqualTo("BranchDoesNotExist");
    assertThat(refused(() -> threeWay(it -> it.sourceCommitSpecifier("absent"))))
        .isEqualTo("CommitDoesNotExist");
    threeWay(it -> it.destinationCommitSpecifier(base).targetBranch("main"));
    assertThat(bench.text("main", "a")).isEqualTo("1");
  }
}
