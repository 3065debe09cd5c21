package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.git.References;
import dev.signalbox.local.codecommit.merge.BranchMerge;
import dev.signalbox.local.codecommit.merge.BranchMerge.Wanted;
import dev.signalbox.local.codecommit.merge.Manner;
import dev.signalbox.local.codecommit.merge.MergedFiles.Written;
import dev.signalbox.local.codecommit.merge.Policy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.CreateUnreferencedMergeCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateUnreferencedMergeCommitResponse;
import software.amazon.awssdk.services.codecommit.model.MergeBranchesByFastForwardRequest;
import software.amazon.awssdk.services.codecommit.model.MergeBranchesByFastForwardResponse;
import software.amazon.awssdk.services.codecommit.model.MergeBranchesBySquashRequest;
import software.amazon.awssdk.services.codecommit.model.MergeBranchesBySquashResponse;
import software.amazon.awssdk.services.codecommit.model.MergeBranchesByThreeWayRequest;
import software.amazon.awssdk.services.codecommit.model.MergeBranchesByThreeWayResponse;
import software.amazon.awssdk.services.codecommit.model.MergeOptionTypeEnum;

/** Merges of one branch into another. */
final class MergeOperations {
  private final Hosting repositories;
  private final BranchMerge merges;
  private final Clock clock;

  MergeOperations(Hosting repositories, References references, Clock clock) {
    this.repositories = repositories;
    this.merges = new BranchMerge(references);
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on(
            "MergeBranchesByFastForward",
            MergeBranchesByFastForwardRequest::builder,
            this::fastForward)
        .on("MergeBranchesBySquash", MergeBranchesBySquashRequest::builder, this::squash)
        .on("MergeBranchesByThreeWay", MergeBranchesByThreeWayRequest::builder, this::threeWay)
        .on(
            "CreateUnreferencedMergeCommit",
            CreateUnreferencedMergeCommitRequest::builder,
            this::unreferenced);
  }

  /** The merge that a request asks for. */
  private record Asked(String repositoryName, String source, String destination, Manner manner) {}

  private Written into(@Nullable String targetBranch, Caller caller, Asked asked) {
    Compared compared = compared(caller, asked);
    String branch = TargetBranch.of(compared, targetBranch, asked.destination());
    return merges.into(branch, caller, wanted(caller, compared, asked.manner()));
  }

  private Compared compared(Caller caller, Asked asked) {
    return Compared.of(
        repositories, caller, asked.repositoryName(), asked.source(), asked.destination());
  }

  private Wanted wanted(Caller caller, Compared compared, Manner manner) {
    String defaultMessage =
        "Merge " + compared.source().name() + " into " + compared.destination().name();
    return new Wanted(
        compared.hosted(),
        compared.merging(manner.policy()),
        manner.option(),
        manner.policy(),
        manner.resolutions(),
        Boolean.TRUE.equals(manner.keepEmptyFolders()),
        manner.authorship(caller, clock.instant(), defaultMessage));
  }

  private MergeBranchesByFastForwardResponse fastForward(
      Caller caller, MergeBranchesByFastForwardRequest request) {
    Written written =
        into(
            request.targetBranch(),
            caller,
            new Asked(
                request.repositoryName(),
                request.sourceCommitSpecifier(),
                request.destinationCommitSpecifier(),
                Manner.fastForward()));
    return MergeBranchesByFastForwardResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .build();
  }

  private MergeBranchesBySquashResponse squash(
      Caller caller, MergeBranchesBySquashRequest request) {
    Written written =
        into(
            request.targetBranch(),
            caller,
            new Asked(
                request.repositoryName(),
                request.sourceCommitSpecifier(),
                request.destinationCommitSpecifier(),
                new Manner(
                    MergeOptionTypeEnum.SQUASH_MERGE,
                    Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy()),
                    request.conflictResolution(),
                    request.keepEmptyFolders(),
                    request.authorName(),
                    request.email(),
                    request.commitMessage())));
    return MergeBranchesBySquashResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .build();
  }

  private MergeBranchesByThreeWayResponse threeWay(
      Caller caller, MergeBranchesByThreeWayRequest request) {
    Written written =
        into(
            request.targetBranch(),
            caller,
            new Asked(
                request.repositoryName(),
                request.sourceCommitSpecifier(),
                request.destinationCommitSpecifier(),
                new Manner(
                    MergeOptionTypeEnum.THREE_WAY_MERGE,
                    Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy()),
                    request.conflictResolution(),
                    request.keepEmptyFolders(),
                    request.authorName(),
                    request.email(),
                    request.commitMessage())));
    return MergeBranchesByThreeWayResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .build();
  }

  private CreateUnreferencedMergeCommitResponse unreferenced(
      Caller caller, CreateUnreferencedMergeCommitRequest request) {
    ConflictQueries.refuseFastForward(request.mergeOption());
    Asked asked =
        new Asked(
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier(),
            new Manner(
                request.mergeOption(),
                Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy()),
                request.conflictResolution(),
                request.keepEmptyFolders(),
                request.authorName(),
                request.email(),
                request.commitMessage()));
    Written written =
        merges.unreferenced(caller, wanted(caller, compared(caller, asked), asked.manner()));
    return CreateUnreferencedMergeCommitResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .build();
  }
}
