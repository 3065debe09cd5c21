package dev.signalbox.local.codecommit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Events;
import java.util.List;

/**
 * Announces what moved, as <a
 * href="https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html">documented</a>:
 * a created reference has no old commit, a deleted one no commit.
 */
record RepositoryEvents(Events events) {

  void moved(RepositoryRecord repository, ReferenceChange change, String callerArn) {
    ObjectNode detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("callerUserArn", callerArn)
            .put("event", change.event())
            .put("repositoryName", repository.name())
            .put("repositoryId", repository.id())
            .put("referenceType", change.type())
            .put("referenceName", change.name())
            .put("referenceFullName", change.fullName());
    change.after().ifPresent(id -> detail.put("commitId", id));
    change.before().ifPresent(id -> detail.put("oldCommitId", id));
    events.emit(
        repository.place(),
        "aws.codecommit",
        "CodeCommit Repository State Change",
        List.of(repository.arn()),
        detail);
  }
}
