package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.git.References;
import dev.signalbox.local.codecommit.history.Authorship;
import dev.signalbox.local.codecommit.merge.BranchMerge;
import dev.signalbox.local.codecommit.merge.BranchMerge.Wanted;
import dev.signalbox.local.codecommit.merge.MergedFiles.Written;
import dev.signalbox.local.codecommit.merge.Policy;
import dev.signalbox.local.codecommit.merge.Resolutions;
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

  private Authorship authorship(
      Caller caller,
      @Nullable String name,
      @Nullable String email,
      @Nullable String message,
      Compared compared) {
    String defaultMessage =
        "Merge " + compared.source().name() + " into " + compared.destination().name();
    return Authorship.of(caller, clock.instant(), name, email, message, defaultMessage);
  }

  private MergeBranchesByFastForwardResponse fastForward(
      Caller caller, MergeBranchesByFastForwardRequest request) {
    Compared compared =
        Compared.of(
            repositories,
            caller,
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier());
    String branch =
        TargetBranch.of(compared, request.targetBranch(), request.destinationCommitSpecifier());
    Policy policy = Policy.of(null, null);
    Written written =
        merges.into(
            branch,
            caller,
            new Wanted(
                compared.hosted(),
                compared.merging(policy),
                MergeOptionTypeEnum.FAST_FORWARD_MERGE,
                policy,
                Resolutions.none(),
                false,
                authorship(caller, null, null, null, compared)));
    return MergeBranchesByFastForwardResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .build();
  }

  private MergeBranchesBySquashResponse squash(
      Caller caller, MergeBranchesBySquashRequest request) {
    Compared compared =
        Compared.of(
            repositories,
            caller,
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier());
    String branch =
        TargetBranch.of(compared, request.targetBranch(), request.destinationCommitSpecifier());
    Policy policy = Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy());
    Written written =
        merges.into(
            branch,
            caller,
            new Wanted(
                compared.hosted(),
                compared.merging(policy),
                MergeOptionTypeEnum.SQUASH_MERGE,
                policy,
                Resolutions.of(request.conflictResolution(), policy),
                Boolean.TRUE.equals(request.keepEmptyFolders()),
                authorship(
                    caller,
                    request.authorName(),
                    request.email(),
                    request.commitMessage(),
                    compared)));
    return MergeBranchesBySquashResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .build();
  }

  private MergeBranchesByThreeWayResponse threeWay(
      Caller caller, MergeBranchesByThreeWayRequest request) {
    Compared compared =
        Compared.of(
            repositories,
            caller,
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier());
    String branch =
        TargetBranch.of(compared, request.targetBranch(), request.destinationCommitSpecifier());
    Policy policy = Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy());
    Written written =
        merges.into(
            branch,
            caller,
            new Wanted(
                compared.hosted(),
                compared.merging(policy),
                MergeOptionTypeEnum.THREE_WAY_MERGE,
                policy,
                Resolutions.of(request.conflictResolution(), policy),
                Boolean.TRUE.equals(request.keepEmptyFolders()),
                authorship(
                    caller,
                    request.authorName(),
                    request.email(),
                    request.commitMessage(),
                    compared)));
    return MergeBranchesByThreeWayResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .build();
  }

  private CreateUnreferencedMergeCommitResponse unreferenced(
      Caller caller, CreateUnreferencedMergeCommitRequest request) {
    ConflictQueries.refuseFastForward(request.mergeOption());
    Compared compared =
        Compared.of(
            repositories,
            caller,
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier());
    Policy policy = Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy());
    Written written =
        merges.unreferenced(
            caller,
            new Wanted(
                compared.hosted(),
                compared.merging(policy),
                request.mergeOption(),
                policy,
                Resolutions.of(request.conflictResolution(), policy),
                Boolean.TRUE.equals(request.keepEmptyFolders()),
                authorship(
                    caller,
                    request.authorName(),
                    request.email(),
                    request.commitMessage(),
                    compared)));
    return CreateUnreferencedMergeCommitResponse.builder()
        .commitId(written.commit().name())
        .treeId(written.tree().name())
        .build();
  }
}
