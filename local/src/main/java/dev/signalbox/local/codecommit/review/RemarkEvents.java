package dev.signalbox.local.codecommit.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.codecommit.git.Hosted;
import java.util.List;

/** The events that tell of comments and of reactions to them; never what a comment says. */
final class RemarkEvents {
  private final Events events;
  private final Remarks remarks;

  RemarkEvents(Events events, Remarks remarks) {
    this.events = events;
    this.remarks = remarks;
  }

  /**
   * @param kind {@code Created} or {@code Updated}
   */
  void tell(Remark remark, Caller caller, String kind) {
    Hosted repository = remarks.repository(remark);
    Remark.Subject subject = remark.subject();
    boolean onPullRequest = !subject.pullRequestId().isEmpty();
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("afterCommitId", subject.afterCommitId());
    if (!subject.beforeCommitId().isEmpty()) {
      detail.put("beforeCommitId", subject.beforeCommitId());
    }
    detail
        .put("callerUserArn", caller.arn())
        .put("commentId", remark.id())
        .put("event", (onPullRequest ? "commentOnPullRequest" : "commentOnCommit") + kind);
    if (!remark.inReplyTo().isEmpty()) {
      detail.put("inReplyTo", remark.inReplyTo());
    }
    detail.put(
        "notificationBody",
        "A comment event occurred in the following AWS CodeCommit repository: "
            + repository.name()
            + ". The user "
            + caller.arn()
            + (kind.equals("Created") ? " made a comment." : " updated a comment.")
            + " Comment ID: "
            + remark.id());
    if (onPullRequest) {
      detail.put("pullRequestId", subject.pullRequestId());
    }
    detail.put("repositoryId", repository.id()).put("repositoryName", repository.name());
    emit(
        repository,
        onPullRequest ? "CodeCommit Comment on Pull Request" : "CodeCommit Comment on Commit",
        detail);
  }

  void reacted(Remark remark, Caller caller, Reaction reaction, boolean first) {
    Hosted repository = remarks.repository(remark);
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail
        .put("callerUserArn", caller.arn())
        .put("commentId", remark.id())
        .put("event", first ? "commentReactionCreated" : "commentReactionUpdated")
        .put(
            "notificationBody",
            "A comment reaction event occurred in the following AWS CodeCommit Repository: "
                + repository.name()
                + ". The user: "
                + caller.arn()
                + " reacted "
                + reaction.shortCode()
                + " to the comment with comment ID: "
                + remark.id());
    detail.putArray("reactionEmojis").add(reaction.emoji());
    detail.putArray("reactionShortcodes").add(reaction.shortCode());
    detail.putArray("reactionUnicodes").add(reaction.unicode());
    detail.put("repositoryId", repository.id()).put("repositoryName", repository.name());
    emit(repository, "CodeCommit Comment Reaction Change", detail);
  }

  private void emit(Hosted repository, String detailType, ObjectNode detail) {
    events.emit(
        repository.place(), "aws.codecommit", detailType, List.of(repository.arn()), detail);
  }
}
