package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.Page;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.CommentsForComparedCommit;
import software.amazon.awssdk.services.codecommit.model.CommentsForPullRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommentsForComparedCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommentsForComparedCommitResponse;
import software.amazon.awssdk.services.codecommit.model.GetCommentsForPullRequestRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommentsForPullRequestResponse;

/** The comments on a change, by what they are about. */
public final class RemarkLists {
  private static final int MOST = 100;

  private final Hosting repositories;
  private final PullRequests pullRequests;
  private final Remarks remarks;

  public RemarkLists(Hosting repositories, PullRequests pullRequests, Remarks remarks) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
    this.remarks = remarks;
  }

  public void addTo(Service service) {
    service
        .on(
            "GetCommentsForComparedCommit",
            GetCommentsForComparedCommitRequest::builder,
            this::onCommit)
        .on(
            "GetCommentsForPullRequest",
            GetCommentsForPullRequestRequest::builder,
            this::onPullRequest);
  }

  static void mustBelong(PullRequest found, Hosted repository) {
    if (!found.origin().repositoryId().equals(repository.id())) {
      throw AwsError.of(
          "RepositoryNotAssociatedWithPullRequestException",
          "The repository does not contain any pull requests with that pull request ID. Use"
              + " GetPullRequest to verify the correct repository name for the pull request ID.");
    }
  }

  private static boolean isOr(@Nullable String wanted, String actual) {
    return wanted == null || wanted.equals(actual);
  }

  /** Threads in the order of their first comments. */
  private Map<Remark.Subject, List<Remark>> threads(
      Caller caller, Predicate<Remark.Subject> subject) {
    return remarks.about(caller.place(), subject).stream()
        .collect(Collectors.groupingBy(Remark::subject, LinkedHashMap::new, Collectors.toList()));
  }

  private Spot spot(Remark.Subject subject) {
    Hosted hosted = repositories.withId(subject.repositoryId()).orElseThrow();
    return new Spot(hosted, repositories.data(hosted).repository());
  }

  private GetCommentsForComparedCommitResponse onCommit(
      Caller caller, GetCommentsForComparedCommitRequest request) {
    Hosted repository = repositories.get(caller.place(), request.repositoryName());
    new Spot(repository, repositories.data(repository).repository())
        .subject("", request.beforeCommitId(), request.afterCommitId(), null);
    List<CommentsForComparedCommit> threads = new ArrayList<>();
    threads(
            caller,
            subject ->
                subject.pullRequestId().isEmpty()
                    && subject.repositoryId().equals(repository.id())
                    && subject.afterCommitId().equals(request.afterCommitId())
                    && isOr(request.beforeCommitId(), subject.beforeCommitId()))
        .forEach((subject, thread) -> threads.add(compared(caller, subject, thread)));
    String question = repository.id() + request.beforeCommitId() + request.afterCommitId();
    Page<CommentsForComparedCommit> page =
        Page.of(threads, question, request.nextToken(), Page.size(request.maxResults(), MOST));
    return GetCommentsForComparedCommitResponse.builder()
        .commentsForComparedCommitData(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private CommentsForComparedCommit compared(
      Caller caller, Remark.Subject subject, List<Remark> thread) {
    Spot spot = spot(subject);
    return CommentsForComparedCommit.builder()
        .repositoryName(spot.hosted().name())
        .beforeCommitId(RemarkShapes.present(subject.beforeCommitId()))
        .afterCommitId(subject.afterCommitId())
        .beforeBlobId(spot.blob(subject.beforeCommitId(), subject.path()).orElse(null))
        .afterBlobId(spot.blob(subject.afterCommitId(), subject.path()).orElse(null))
        .location(RemarkShapes.location(subject))
        .comments(thread.stream().map(new RemarkShapes(caller)::comment).toList())
        .build();
  }

  private GetCommentsForPullRequestResponse onPullRequest(
      Caller caller, GetCommentsForPullRequestRequest request) {
    PullRequest found = pullRequests.get(caller.place(), request.pullRequestId());
    if (request.repositoryName() != null) {
      mustBelong(found, repositories.get(caller.place(), request.repositoryName()));
    }
    List<CommentsForPullRequest> threads = new ArrayList<>();
    threads(
            caller,
            subject ->
                subject.pullRequestId().equals(found.id())
                    && isOr(request.beforeCommitId(), subject.beforeCommitId())
                    && isOr(request.afterCommitId(), subject.afterCommitId()))
        .forEach((subject, thread) -> threads.add(asked(caller, subject, thread)));
    String question = found.id() + request.beforeCommitId() + request.afterCommitId();
    Page<CommentsForPullRequest> page =
        Page.of(threads, question, request.nextToken(), Page.size(request.maxResults(), MOST));
    return GetCommentsForPullRequestResponse.builder()
        .commentsForPullRequestData(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private CommentsForPullRequest asked(Caller caller, Remark.Subject subject, List<Remark> thread) {
    Spot spot = spot(subject);
    return CommentsForPullRequest.builder()
        .repositoryName(spot.hosted().name())
        .pullRequestId(subject.pullRequestId())
        .beforeCommitId(RemarkShapes.present(subject.beforeCommitId()))
        .afterCommitId(subject.afterCommitId())
        .beforeBlobId(spot.blob(subject.beforeCommitId(), subject.path()).orElse(null))
        .afterBlobId(spot.blob(subject.afterCommitId(), subject.path()).orElse(null))
        .location(RemarkShapes.location(subject))
        .comments(thread.stream().map(new RemarkShapes(caller)::comment).toList())
        .build();
  }
}
