package dev.signalbox.local.codecommit.git;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Events;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** {@code CodeCommit Repository State Change}, one for each reference that moved. */
final class ReferenceEvents {
  private final Events events;

  ReferenceEvents(Events events) {
    this.events = events;
  }

  void tell(Hosted repository, Caller caller, Moved moved, Optional<Merge> merge) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail
        .put("event", kind(moved))
        .put("repositoryName", repository.name())
        .put("repositoryId", repository.id())
        .put("referenceType", moved.isBranch() ? "branch" : "tag")
        .put("referenceName", moved.name())
        .put("referenceFullName", moved.reference());
    moved.to().ifPresent(id -> detail.put("commitId", id.name()));
    moved.from().ifPresent(id -> detail.put("oldCommitId", id.name()));
    merge.ifPresent(facts -> add(detail, facts));
    emit(repository, caller, detail);
  }

  void tellUnreferenced(Hosted repository, Caller caller, ObjectId commit, Merge merge) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail
        .put("event", "unreferencedMergeCommitCreated")
        .put("repositoryName", repository.name())
        .put("repositoryId", repository.id())
        .put("commitId", commit.name());
    add(detail, merge);
    emit(repository, caller, detail);
  }

  private void emit(Hosted repository, Caller caller, ObjectNode detail) {
    detail.put("callerUserArn", caller.arn());
    events.emit(
        repository.place(),
        "aws.codecommit",
        "CodeCommit Repository State Change",
        List.of(repository.arn()),
        detail);
  }

  private static String kind(Moved moved) {
    if (moved.from().isEmpty()) {
      return "referenceCreated";
    }
    return moved.to().isEmpty() ? "referenceDeleted" : "referenceUpdated";
  }

  private static void add(ObjectNode detail, Merge merge) {
    if (!merge.baseCommitId().isEmpty()) {
      detail.put("baseCommitId", merge.baseCommitId());
    }
    detail
        .put("sourceCommitId", merge.sourceCommitId())
        .put("destinationCommitId", merge.destinationCommitId())
        .put("mergeOption", merge.option())
        .put("conflictDetailsLevel", merge.conflictDetailsLevel())
        .put("conflictResolutionStrategy", merge.conflictResolutionStrategy());
  }
}
