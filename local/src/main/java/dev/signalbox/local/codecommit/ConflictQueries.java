package dev.signalbox.local.codecommit;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosting;
import dev.signalbox.local.codecommit.history.FilePath;
import dev.signalbox.local.codecommit.merge.Conflict;
import dev.signalbox.local.codecommit.merge.ConflictShapes;
import dev.signalbox.local.codecommit.merge.Hunk;
import dev.signalbox.local.codecommit.merge.Merging;
import dev.signalbox.local.codecommit.merge.Policy;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import software.amazon.awssdk.services.codecommit.model.BatchDescribeMergeConflictsError;
import software.amazon.awssdk.services.codecommit.model.BatchDescribeMergeConflictsRequest;
import software.amazon.awssdk.services.codecommit.model.BatchDescribeMergeConflictsResponse;
import software.amazon.awssdk.services.codecommit.model.DescribeMergeConflictsRequest;
import software.amazon.awssdk.services.codecommit.model.DescribeMergeConflictsResponse;
import software.amazon.awssdk.services.codecommit.model.MergeOptionTypeEnum;

/** The conflicts of a merge, line by line. */
final class ConflictQueries {
  private final Hosting repositories;

  ConflictQueries(Hosting repositories) {
    this.repositories = repositories;
  }

  void addTo(Service service) {
    service
        .on("DescribeMergeConflicts", DescribeMergeConflictsRequest::builder, this::one)
        .on("BatchDescribeMergeConflicts", BatchDescribeMergeConflictsRequest::builder, this::many);
  }

  static void refuseFastForward(MergeOptionTypeEnum option) {
    if (option == MergeOptionTypeEnum.FAST_FORWARD_MERGE) {
      throw AwsError.of(
          "InvalidMergeOptionException",
          "The specified merge option is not valid for this operation. Not all merge strategies are"
              + " supported for all operations.");
    }
  }

  private DescribeMergeConflictsResponse one(Caller caller, DescribeMergeConflictsRequest request) {
    refuseFastForward(request.mergeOption());
    Compared compared =
        Compared.of(
            repositories,
            caller,
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier());
    Policy policy = Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy());
    Merging merging = compared.merging(policy);
    String path = FilePath.of(request.filePath());
    Conflict conflict = conflict(merging, path);
    Page<Hunk> page =
        Page.of(
            conflict.hunks(),
            compared.question("hunks", policy, path),
            request.nextToken(),
            Pages.hunks(request.maxMergeHunks()));
    return DescribeMergeConflictsResponse.builder()
        .conflictMetadata(new ConflictShapes(compared.repository()).metadata(conflict))
        .mergeHunks(page.items().stream().map(ConflictShapes::hunk).toList())
        .nextToken(page.next().orElse(null))
        .sourceCommitId(merging.source().name())
        .destinationCommitId(merging.destination().name())
        .baseCommitId(merging.base().map(RevCommit::name).orElse(null))
        .build();
  }

  /** One without anything in conflict for a file that both sides agree on. */
  private static Conflict conflict(Merging merging, String path) {
    return merging.conflicts().stream()
        .filter(conflict -> conflict.versions().path().equals(path))
        .findFirst()
        .or(() -> merging.agreed(path))
        .orElseThrow(() ->
            AwsError.of("FileDoesNotExistException", "The file " + path + " does not exist."));
  }

  private BatchDescribeMergeConflictsResponse many(
      Caller caller, BatchDescribeMergeConflictsRequest request) {
    refuseFastForward(request.mergeOption());
    Compared compared =
        Compared.of(
            repositories,
            caller,
            request.repositoryName(),
            request.sourceCommitSpecifier(),
            request.destinationCommitSpecifier());
    Policy policy = Policy.of(request.conflictDetailLevel(), request.conflictResolutionStrategy());
    Merging merging = compared.merging(policy);
    Asked asked = Asked.of(merging, request.filePaths());
    Page<Conflict> page =
        Page.of(
            asked.conflicts(),
            compared.question("batch", policy, request.filePaths()),
            request.nextToken(),
            Pages.conflictFiles(request.maxConflictFiles()));
    int hunks = Pages.hunks(request.maxMergeHunks());
    ConflictShapes shapes = new ConflictShapes(compared.repository());
    return BatchDescribeMergeConflictsResponse.builder()
        .conflicts(
            page.items().stream()
                .map(conflict ->
                    software.amazon.awssdk.services.codecommit.model.Conflict.builder()
                        .conflictMetadata(shapes.metadata(conflict))
                        .mergeHunks(
                            conflict.hunks().stream()
                                .limit(hunks)
                                .map(ConflictShapes::hunk)
                                .toList())
                        .build())
                .toList())
        .errors(asked.errors())
        .nextToken(page.next().orElse(null))
        .sourceCommitId(merging.source().name())
        .destinationCommitId(merging.destination().name())
        .baseCommitId(merging.base().map(RevCommit::name).orElse(null))
        .build();
  }

  /** The conflicts of the files that were asked for; of all when none was named. */
  private record Asked(List<Conflict> conflicts, List<BatchDescribeMergeConflictsError> errors) {
    static Asked of(Merging merging, List<String> paths) {
      if (paths.isEmpty()) {
        return new Asked(merging.conflicts(), List.of());
      }
      Asked asked = new Asked(new ArrayList<>(), new ArrayList<>());
      for (String path : paths) {
        try {
          asked.conflicts.add(conflict(merging, FilePath.of(path)));
        } catch (AwsError e) {
          asked.errors.add(
              BatchDescribeMergeConflictsError.builder()
                  .filePath(path)
                  .exceptionName(e.code())
                  .message(e.getMessage())
                  .build());
        }
      }
      return asked;
    }
  }
}
