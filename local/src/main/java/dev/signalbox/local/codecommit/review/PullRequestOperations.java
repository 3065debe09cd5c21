package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.codecommit.Page;
import dev.signalbox.local.codecommit.git.Hosted;
import dev.signalbox.local.codecommit.git.Hosting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestRequest;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestResponse;
import software.amazon.awssdk.services.codecommit.model.DescribePullRequestEventsRequest;
import software.amazon.awssdk.services.codecommit.model.DescribePullRequestEventsResponse;
import software.amazon.awssdk.services.codecommit.model.GetPullRequestRequest;
import software.amazon.awssdk.services.codecommit.model.GetPullRequestResponse;
import software.amazon.awssdk.services.codecommit.model.ListPullRequestsRequest;
import software.amazon.awssdk.services.codecommit.model.ListPullRequestsResponse;
import software.amazon.awssdk.services.codecommit.model.PullRequestEvent;
import software.amazon.awssdk.services.codecommit.model.PullRequestEventType;
import software.amazon.awssdk.services.codecommit.model.PullRequestStatusEnum;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestDescriptionRequest;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestDescriptionResponse;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestStatusRequest;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestStatusResponse;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestTitleRequest;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestTitleResponse;

/** Pull requests as such: made, shown, renamed and closed. */
public final class PullRequestOperations {
  private static final int MOST = 100;

  private final Hosting repositories;
  private final PullRequests pullRequests;
  private final PullRequestEvents events;
  private final Standing standing;
  private final Clock clock;

  public PullRequestOperations(
      Hosting repositories, PullRequests pullRequests, Events bus, Clock clock) {
    this.repositories = repositories;
    this.pullRequests = pullRequests;
    this.events = new PullRequestEvents(bus, pullRequests);
    this.standing = new Standing(repositories, pullRequests);
    this.clock = clock;
  }

  public void addTo(Service service) {
    service
        .on("CreatePullRequest", CreatePullRequestRequest::builder, this::create)
        .on("GetPullRequest", GetPullRequestRequest::builder, this::get)
        .on("ListPullRequests", ListPullRequestsRequest::builder, this::list)
        .on("UpdatePullRequestTitle", UpdatePullRequestTitleRequest::builder, this::title)
        .on(
            "UpdatePullRequestDescription",
            UpdatePullRequestDescriptionRequest::builder,
            this::describe)
        .on("UpdatePullRequestStatus", UpdatePullRequestStatusRequest::builder, this::close)
        .on(
            "DescribePullRequestEvents",
            DescribePullRequestEventsRequest::builder,
            this::happenings);
  }

  private software.amazon.awssdk.services.codecommit.model.PullRequest shown(PullRequest found) {
    return PullRequestShapes.shown(standing.now(found), pullRequests.repository(found));
  }

  private static void refuseEmpty(String title) {
    if (title.isEmpty()) {
      throw AwsError.of(
          "TitleRequiredException",
          "A pull request title is required. It cannot be empty or null.");
    }
  }

  /** One at a time: of two equal requests at once, the second finds what the first made. */
  private synchronized CreatePullRequestResponse create(
      Caller caller, CreatePullRequestRequest request) {
    refuseEmpty(request.title());
    String token = Optional.ofNullable(request.clientRequestToken()).orElse("");
    String fingerprint =
        ApprovalRuleContent.sha256(
            List.of(request.title(), String.valueOf(request.description()), request.targets())
                .toString());
    Optional<PullRequest> made =
        token.isEmpty()
            ? Optional.empty()
            : pullRequests.madeWith(caller.place(), caller.arn(), token);
    if (made.isPresent()) {
      Tokens.mustBeSame(made.get().origin().request(), fingerprint);
      return CreatePullRequestResponse.builder().pullRequest(shown(made.get())).build();
    }
    Wished wished = Wished.of(request, repositories, caller);
    long now = clock.millis();
    PullRequest added =
        pullRequests.add(
            caller.place(),
            id ->
                new PullRequest(
                    new PullRequest.Origin(
                        id,
                        caller.account(),
                        caller.region(),
                        wished.repository().id(),
                        caller.arn(),
                        now,
                        token,
                        fingerprint),
                    request.title(),
                    Optional.ofNullable(request.description()).orElse(""),
                    wished.branches(),
                    new PullRequest.State(true, "", "", ""),
                    now,
                    List.of(),
                    List.of(),
                    Map.of(),
                    List.of(created(caller, wished.branches(), now))));
    events.tell(added, caller, "pullRequestCreated", Map.of(), "The pull request was created.");
    return CreatePullRequestResponse.builder().pullRequest(shown(added)).build();
  }

  private static PullRequest.Happening created(
      Caller caller, PullRequest.Branches branches, long now) {
    return new PullRequest.Happening(
        PullRequestEventType.PULL_REQUEST_CREATED.toString(),
        now,
        caller.arn(),
        Map.of(
            "source",
            branches.sourceCommit(),
            "destination",
            branches.destinationCommit(),
            "base",
            branches.mergeBase()));
  }

  private GetPullRequestResponse get(Caller caller, GetPullRequestRequest request) {
    PullRequest found = pullRequests.get(caller.place(), request.pullRequestId());
    return GetPullRequestResponse.builder().pullRequest(shown(found)).build();
  }

  private ListPullRequestsResponse list(Caller caller, ListPullRequestsRequest request) {
    Hosted repository = repositories.get(caller.place(), request.repositoryName());
    PullRequestStatusEnum status = request.pullRequestStatus();
    List<String> ids =
        pullRequests.of(repository).stream()
            .filter(found ->
                request.authorArn() == null || found.origin().author().equals(request.authorArn()))
            .filter(found ->
                status == null || found.state().open() == (status == PullRequestStatusEnum.OPEN))
            .map(PullRequest::id)
            .toList();
    String question = repository.id() + request.authorArn() + status;
    Page<String> page =
        Page.of(ids, question, request.nextToken(), Page.size(request.maxResults(), MOST));
    return ListPullRequestsResponse.builder()
        .pullRequestIds(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private UpdatePullRequestTitleResponse title(
      Caller caller, UpdatePullRequestTitleRequest request) {
    refuseEmpty(request.title());
    PullRequest open = pullRequests.open(caller.place(), request.pullRequestId());
    PullRequest changed =
        pullRequests.change(open, it -> it.told(request.title(), it.description(), clock.millis()));
    return UpdatePullRequestTitleResponse.builder().pullRequest(shown(changed)).build();
  }

  private UpdatePullRequestDescriptionResponse describe(
      Caller caller, UpdatePullRequestDescriptionRequest request) {
    PullRequest open = pullRequests.open(caller.place(), request.pullRequestId());
    PullRequest changed =
        pullRequests.change(open, it -> it.told(it.title(), request.description(), clock.millis()));
    return UpdatePullRequestDescriptionResponse.builder().pullRequest(shown(changed)).build();
  }

  private UpdatePullRequestStatusResponse close(
      Caller caller, UpdatePullRequestStatusRequest request) {
    PullRequest found = pullRequests.get(caller.place(), request.pullRequestId());
    if (request.pullRequestStatus() != PullRequestStatusEnum.CLOSED || !found.state().open()) {
      throw AwsError.of(
          "InvalidPullRequestStatusUpdateException",
          "The pull request status update is not valid. The only valid update is from OPEN to"
              + " CLOSED.");
    }
    long now = clock.millis();
    PullRequest before = standing.now(found);
    PullRequest closed =
        pullRequests.change(
            found,
            it ->
                it.at(before.branches(), now)
                    .in(new PullRequest.State(false, "", "", ""), now)
                    .with(
                        new PullRequest.Happening(
                            PullRequestEventType.PULL_REQUEST_STATUS_CHANGED.toString(),
                            now,
                            caller.arn(),
                            Map.of("status", "CLOSED"))));
    events.tell(
        closed,
        caller,
        "pullRequestStatusChanged",
        Map.of(),
        "The pull request status has been updated. The status is closed.");
    return UpdatePullRequestStatusResponse.builder().pullRequest(shown(closed)).build();
  }

  private DescribePullRequestEventsResponse happenings(
      Caller caller, DescribePullRequestEventsRequest request) {
    PullRequest found = pullRequests.get(caller.place(), request.pullRequestId());
    Hosted repository = pullRequests.repository(found);
    String type = request.pullRequestEventTypeAsString();
    List<PullRequestEvent> shown =
        found.happenings().stream()
            .filter(it -> type == null || it.type().equals(type))
            .filter(it -> request.actorArn() == null || it.actor().equals(request.actorArn()))
            .map(it -> PullRequestShapes.shown(found, repository, it))
            .toList();
    String question = repository.id() + found.id() + type + request.actorArn();
    Page<PullRequestEvent> page =
        Page.of(shown, question, request.nextToken(), Page.size(request.maxResults(), MOST));
    return DescribePullRequestEventsResponse.builder()
        .pullRequestEvents(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }
}
