package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.git.References;
import dev.signalbox.local.codecommit.history.Authorship;
import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.merge.BranchMerge;
import dev.signalbox.local.codecommit.merge.BranchMerge.Wanted;
import dev.signalbox.local.codecommit.merge.Manner;
import dev.signalbox.local.codecommit.merge.MergedFiles.Written;
import dev.signalbox.local.codecommit.merge.Merging;
import dev.signalbox.local.codecommit.merge.Policy;
import dev.signalbox.local.codecommit.merge.Resolutions;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.MergeOptionTypeEnum;
import software.amazon.awssdk.services.codecommit.model.MergePullRequestByFastForwardRequest;
import software.amazon.awssdk.services.codecommit.model.MergePullRequestByFastForwardResponse;
import software.amazon.awssdk.services.codecommit.model.MergePullRequestBySquashRequest;
import software.amazon.awssdk.services.codecommit.model.MergePullRequestBySquashResponse;
import software.amazon.awssdk.services.codecommit.model.MergePullRequestByThreeWayRequest;
import software.amazon.awssdk.services.codecommit.model.MergePullRequestByThreeWayResponse;
import software.amazon.awssdk.services.codecommit.model.PullRequestEventType;

/** Pull requests merged over the API. */
public final class PullRequestMerges {
  private final Hosting repositories;
  private final PullRequests pullRequests;
  private final PullRequestEvents events;
  private final Standing standing;
  private final BranchMerge merges;
  private final Clock clock;

  public PullRequestMerges(
      Hosting repositories,
      References references,
      PullRequests pullRequests,
      Events bus,
      Clock clock) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
    this.events = new PullRequestEvents(bus, pullRequests);
    this.standing = new Standing(repositories, pullRequests);
    this.merges = new BranchMerge(references);
    this.clock = clock;
  }

  public void addTo(Service service) {
    service
        .on(
            "MergePullRequestByFastForward",
            MergePullRequestByFastForwardRequest::builder,
            this::fastForward)
        .on("MergePullRequestBySquash", MergePullRequestBySquashRequest::builder, this::squash)
        .on(
            "MergePullRequestByThreeWay",
            MergePullRequestByThreeWayRequest::builder,
            this::threeWay);
  }

  private MergePullRequestByFastForwardResponse fastForward(
      Caller caller, MergePullRequestByFastForwardRequest request) {
    PullRequest ready =
        ready(caller, request.pullRequestId(), request.repositoryName(), request.sourceCommitId());
    return MergePullRequestByFastForwardResponse.builder()
        .pullRequest(merged(caller, ready, Manner.fastForward()))
        .build();
  }

  private MergePullRequestBySquashResponse squash(
      Caller caller, MergePullRequestBySquashRequest request) {
    PullRequest ready =
        ready(caller, request.pullRequestId(), request.repositoryName(), request.sourceCommitId());
    return MergePullRequestBySquashResponse.builder()
        .pullRequest(
            merged(
                caller,
                ready,
                new Manner(
                    MergeOptionTypeEnum.SQUASH_MERGE,
                    Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy()),
                    request.conflictResolution(),
                    request.keepEmptyFolders(),
                    request.authorName(),
                    request.email(),
                    request.commitMessage())))
        .build();
  }

  private MergePullRequestByThreeWayResponse threeWay(
      Caller caller, MergePullRequestByThreeWayRequest request) {
    PullRequest ready =
        ready(caller, request.pullRequestId(), request.repositoryName(), request.sourceCommitId());
    return MergePullRequestByThreeWayResponse.builder()
        .pullRequest(
            merged(
                caller,
                ready,
                new Manner(
                    MergeOptionTypeEnum.THREE_WAY_MERGE,
                    Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy()),
                    request.conflictResolution(),
                    request.keepEmptyFolders(),
                    request.authorName(),
                    request.email(),
                    request.commitMessage())))
        .build();
  }

  /** The pull request, if it may be merged as the caller believes it to be. */
  private PullRequest ready(
      Caller caller, String id, String repositoryName, @Nullable String sourceCommitId) {
    PullRequest open = standing.now(pullRequests.open(caller.place(), id));
    Hosted repository = repositories.get(caller.place(), repositoryName);
    if (!open.origin().repositoryId().equals(repository.id())) {
      throw AwsError.of(
          "RepositoryNotAssociatedWithPullRequestException",
          "The repository does not contain any pull requests with that pull request ID. Use"
              + " GetPullRequest to verify the correct repository name for the pull request ID.");
    }
    if (sourceCommitId != null && !sourceCommitId.matches("[0-9a-f]{40}")) {
      throw AwsError.of("InvalidCommitIdException", "The specified commit ID is not valid.");
    }
    if (sourceCommitId != null && !sourceCommitId.equals(open.branches().sourceCommit())) {
      throw AwsError.of(
          "TipOfSourceReferenceIsDifferentException",
          "The tip of the source branch in the destination repository does not match the tip of"
              + " the source branch specified in your request. The pull request might have been"
              + " updated. Make sure that you have the latest changes.");
    }
    if (!Judgement.of(open).approved()) {
      throw AwsError.of(
          "PullRequestApprovalRulesNotSatisfiedException",
          "The pull request cannot be merged because one or more approval rules applied to the pull"
              + " request have conditions that have not been met.");
    }
    return open;
  }

  private software.amazon.awssdk.services.codecommit.model.PullRequest merged(
      Caller caller, PullRequest ready, Manner manner) {
    Resolutions resolutions = manner.resolutions();
    Authorship authorship =
        manner.authorship(
            caller, clock.instant(), "Merge pull request " + ready.id() + ": " + ready.title());
    Hosted repository = pullRequests.repository(ready);
    PullRequest.Branches branches = ready.branches();
    Repository git = standing.git(repository);
    Commits commits = new Commits(git);
    RevCommit destination =
        commits
            .find(branches.destination())
            .orElseThrow(() ->
                AwsError.of(
                    "ReferenceDoesNotExistException",
                    "The specified reference does not exist. You must provide a full commit ID."));
    Written written =
        merges.into(
            Repository.shortenRefName(branches.destination()),
            caller,
            new Wanted(
                repository,
                Merging.of(
                    git, commits.existing(branches.sourceCommit()), destination, manner.policy()),
                manner.option(),
                manner.policy(),
                resolutions,
                Boolean.TRUE.equals(manner.keepEmptyFolders()),
                authorship));
    boolean fast = manner.option() == MergeOptionTypeEnum.FAST_FORWARD_MERGE;
    PullRequest.State state =
        new PullRequest.State(
            false, caller.arn(), fast ? "" : written.commit().name(), manner.option().toString());
    long now = clock.millis();
    PullRequest closed =
        pullRequests.change(
            ready,
            it ->
                it.at(branches, now)
                    .in(state, now)
                    .with(
                        new PullRequest.Happening(
                            PullRequestEventType.PULL_REQUEST_MERGE_STATE_CHANGED.toString(),
                            now,
                            caller.arn(),
                            Map.of())));
    events.tell(
        closed,
        caller,
        "pullRequestMergeStatusUpdated",
        Map.of("mergeOption", manner.option().toString()),
        "The pull request merge status has been updated. The status is merged.");
    return PullRequestShapes.shown(closed, repository);
  }
}
