package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.history.Commits;
import dev.signalbox.local.codecommit.merge.Conflict;
import dev.signalbox.local.codecommit.merge.ConflictShapes;
import dev.signalbox.local.codecommit.merge.Merging;
import dev.signalbox.local.codecommit.merge.Policy;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import software.amazon.awssdk.services.codecommit.model.GetMergeCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetMergeCommitResponse;
import software.amazon.awssdk.services.codecommit.model.GetMergeConflictsRequest;
import software.amazon.awssdk.services.codecommit.model.GetMergeConflictsResponse;
import software.amazon.awssdk.services.codecommit.model.GetMergeOptionsRequest;
import software.amazon.awssdk.services.codecommit.model.GetMergeOptionsResponse;
import software.amazon.awssdk.services.codecommit.model.MergeOptionTypeEnum;

/** What would become of a merge. */
final class MergeQueries {
  private final Hosting repositories;

  MergeQueries(Hosting repositories) {
    this.repositories = repositories;
  }

  void addTo(Service service) {
    service
        .on("GetMergeCommit", GetMergeCommitRequest::builder, this::commit)
        .on("GetMergeOptions", GetMergeOptionsRequest::builder, this::options)
        .on("GetMergeConflicts", GetMergeConflictsRequest::builder, this::conflicts);
  }

  private GetMergeCommitResponse commit(Caller caller, GetMergeCommitRequest request) {
    Compared compared =
        Compared.of(
            repositories,
            caller,
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier());
    Commits commits = new Commits(compared.repository());
    RevCommit source = compared.source();
    RevCommit destination = compared.destination();
    return GetMergeCommitResponse.builder()
        .sourceCommitId(source.name())
        .destinationCommitId(destination.name())
        .baseCommitId(commits.mergeBase(source, destination).map(RevCommit::name).orElse(null))
        .mergedCommitId(commits.mergeOf(destination, source).map(RevCommit::name).orElse(null))
        .build();
  }

  private GetMergeOptionsResponse options(Caller caller, GetMergeOptionsRequest request) {
    Merging merging =
        Compared.of(
                repositories,
                caller,
                request.repositoryName(),
                request.sourceCommitSpecifier(),
                request.destinationCommitSpecifier())
            .merging(
                Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy()));
    List<MergeOptionTypeEnum> options = new ArrayList<>();
    if (merging.isFastForward()) {
      options.add(MergeOptionTypeEnum.FAST_FORWARD_MERGE);
    }
    if (merging.conflicts().isEmpty()) {
      options.add(MergeOptionTypeEnum.SQUASH_MERGE);
      options.add(MergeOptionTypeEnum.THREE_WAY_MERGE);
    }
    return GetMergeOptionsResponse.builder()
        .mergeOptions(options)
        .sourceCommitId(merging.source().name())
        .destinationCommitId(merging.destination().name())
        .baseCommitId(merging.base().map(RevCommit::name).orElse(null))
        .build();
  }

  private GetMergeConflictsResponse conflicts(Caller caller, GetMergeConflictsRequest request) {
    Compared compared =
        Compared.of(
            repositories,
            caller,
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier());
    Policy policy = Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy());
    Merging merging = compared.merging(policy);
    boolean fast = request.mergeOption() == MergeOptionTypeEnum.FAST_FORWARD_MERGE;
    List<Conflict> conflicts = fast ? List.of() : merging.conflicts();
    Page<Conflict> page =
        Page.of(
            conflicts,
            compared.question("conflicts", policy),
            request.nextToken(),
            Pages.conflictFiles(request.maxConflictFiles()));
    ConflictShapes shapes = new ConflictShapes(compared.repository());
    return GetMergeConflictsResponse.builder()
        .mergeable(fast ? merging.isFastForward() : conflicts.isEmpty())
        .sourceCommitId(merging.source().name())
        .destinationCommitId(merging.destination().name())
        .baseCommitId(merging.base().map(RevCommit::name).orElse(null))
        .conflictMetadataList(page.items().stream().map(shapes::metadata).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }
}
