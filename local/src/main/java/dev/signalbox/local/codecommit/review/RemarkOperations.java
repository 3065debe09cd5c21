package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.DeleteCommentContentRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteCommentContentResponse;
import software.amazon.awssdk.services.codecommit.model.GetCommentRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommentResponse;
import software.amazon.awssdk.services.codecommit.model.PostCommentForComparedCommitRequest;
import software.amazon.awssdk.services.codecommit.model.PostCommentForComparedCommitResponse;
import software.amazon.awssdk.services.codecommit.model.PostCommentForPullRequestRequest;
import software.amazon.awssdk.services.codecommit.model.PostCommentForPullRequestResponse;
import software.amazon.awssdk.services.codecommit.model.PostCommentReplyRequest;
import software.amazon.awssdk.services.codecommit.model.PostCommentReplyResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateCommentRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateCommentResponse;

/** Comments on commits and pull requests. */
public final class RemarkOperations {
  private final Hosting repositories;
  private final PullRequests pullRequests;
  private final Remarks remarks;
  private final RemarkEvents events;
  private final Clock clock;

  public RemarkOperations(
      Hosting repositories, PullRequests pullRequests, Remarks remarks, Events bus, Clock clock) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
    this.remarks = remarks;
    this.events = new RemarkEvents(bus, remarks);
    this.clock = clock;
  }

  public void addTo(Service service) {
    service
        .on(
            "PostCommentForComparedCommit",
            PostCommentForComparedCommitRequest::builder,
            this::onCommit)
        .on(
            "PostCommentForPullRequest",
            PostCommentForPullRequestRequest::builder,
            this::onPullRequest)
        .on("PostCommentReply", PostCommentReplyRequest::builder, this::reply)
        .on("GetComment", GetCommentRequest::builder, this::get)
        .on("UpdateComment", UpdateCommentRequest::builder, this::update)
        .on("DeleteCommentContent", DeleteCommentContentRequest::builder, this::delete);
  }

  private Spot spot(Caller caller, String repository) {
    Hosted hosted = repositories.get(caller.place(), repository);
    return new Spot(hosted, repositories.data(hosted).repository());
  }

  private Remark add(
      Caller caller,
      Remark.Subject subject,
      String inReplyTo,
      String content,
      @Nullable String token) {
    return remarks.add(
        caller,
        subject,
        inReplyTo,
        content,
        token,
        clock.millis(),
        added -> events.tell(added, caller, "Created"));
  }

  private PostCommentForComparedCommitResponse onCommit(
      Caller caller, PostCommentForComparedCommitRequest request) {
    Spot spot = spot(caller, request.repositoryName());
    Remark.Subject subject =
        spot.subject("", request.beforeCommitId(), request.afterCommitId(), request.location());
    Remark added = add(caller, subject, "", request.content(), request.clientRequestToken());
    return PostCommentForComparedCommitResponse.builder()
        .repositoryName(spot.hosted().name())
        .beforeCommitId(RemarkShapes.present(subject.beforeCommitId()))
        .afterCommitId(subject.afterCommitId())
        .beforeBlobId(spot.blob(subject.beforeCommitId(), subject.path()).orElse(null))
        .afterBlobId(spot.blob(subject.afterCommitId(), subject.path()).orElse(null))
        .location(RemarkShapes.location(subject))
        .comment(new RemarkShapes(caller).comment(added))
        .build();
  }

  private PostCommentForPullRequestResponse onPullRequest(
      Caller caller, PostCommentForPullRequestRequest request) {
    PullRequest found = pullRequests.get(caller.place(), request.pullRequestId());
    Spot spot = spot(caller, request.repositoryName());
    RemarkLists.mustBelong(found, spot.hosted());
    Remark.Subject subject =
        spot.subject(
            found.id(), request.beforeCommitId(), request.afterCommitId(), request.location());
    Remark added = add(caller, subject, "", request.content(), request.clientRequestToken());
    return PostCommentForPullRequestResponse.builder()
        .repositoryName(spot.hosted().name())
        .pullRequestId(found.id())
        .beforeCommitId(RemarkShapes.present(subject.beforeCommitId()))
        .afterCommitId(subject.afterCommitId())
        .beforeBlobId(spot.blob(subject.beforeCommitId(), subject.path()).orElse(null))
        .afterBlobId(spot.blob(subject.afterCommitId(), subject.path()).orElse(null))
        .location(RemarkShapes.location(subject))
        .comment(new RemarkShapes(caller).comment(added))
        .build();
  }

  private PostCommentReplyResponse reply(Caller caller, PostCommentReplyRequest request) {
    Remark parent = remarks.get(caller.place(), request.inReplyTo());
    Remark added =
        add(caller, parent.subject(), parent.id(), request.content(), request.clientRequestToken());
    return PostCommentReplyResponse.builder()
        .comment(new RemarkShapes(caller).comment(added))
        .build();
  }

  private GetCommentResponse get(Caller caller, GetCommentRequest request) {
    Remark found = remarks.standing(caller.place(), request.commentId());
    return GetCommentResponse.builder().comment(new RemarkShapes(caller).comment(found)).build();
  }

  private UpdateCommentResponse update(Caller caller, UpdateCommentRequest request) {
    Remark found = remarks.standing(caller.place(), request.commentId());
    Remarks.check(request.content());
    if (!found.author().equals(caller.arn())) {
      throw AwsError.of(
          "CommentNotCreatedByCallerException",
          "You cannot modify or delete this comment. Only comment authors can modify or delete"
              + " their comments.");
    }
    Remark changed =
        remarks.change(found, it -> it.saying(request.content(), false, clock.millis()));
    events.tell(changed, caller, "Updated");
    return UpdateCommentResponse.builder()
        .comment(new RemarkShapes(caller).comment(changed))
        .build();
  }

  private DeleteCommentContentResponse delete(Caller caller, DeleteCommentContentRequest request) {
    Remark found = remarks.standing(caller.place(), request.commentId());
    Remark changed = remarks.change(found, it -> it.saying("", true, clock.millis()));
    return DeleteCommentContentResponse.builder()
        .comment(new RemarkShapes(caller).comment(changed))
        .build();
  }
}
