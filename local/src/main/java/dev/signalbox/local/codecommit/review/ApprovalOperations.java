package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.codecommit.model.Approval;
import software.amazon.awssdk.services.codecommit.model.ApprovalState;
import software.amazon.awssdk.services.codecommit.model.EvaluatePullRequestApprovalRulesRequest;
import software.amazon.awssdk.services.codecommit.model.EvaluatePullRequestApprovalRulesResponse;
import software.amazon.awssdk.services.codecommit.model.GetPullRequestApprovalStatesRequest;
import software.amazon.awssdk.services.codecommit.model.GetPullRequestApprovalStatesResponse;
import software.amazon.awssdk.services.codecommit.model.GetPullRequestOverrideStateRequest;
import software.amazon.awssdk.services.codecommit.model.GetPullRequestOverrideStateResponse;
import software.amazon.awssdk.services.codecommit.model.OverridePullRequestApprovalRulesRequest;
import software.amazon.awssdk.services.codecommit.model.OverridePullRequestApprovalRulesResponse;
import software.amazon.awssdk.services.codecommit.model.OverrideStatus;
import software.amazon.awssdk.services.codecommit.model.PullRequestEventType;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestApprovalStateRequest;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestApprovalStateResponse;

/** Who approves a pull request, and whether that is enough. */
public final class ApprovalOperations {
  private static final int MOST_APPROVALS = 200;

  private final PullRequests pullRequests;
  private final PullRequestEvents events;
  private final Clock clock;

  public ApprovalOperations(PullRequests pullRequests, Events bus, Clock clock) {
    this.pullRequests = pullRequests;
    this.events = new PullRequestEvents(bus, pullRequests);
    this.clock = clock;
  }

  public void addTo(Service service) {
    service
        .on(
            "UpdatePullRequestApprovalState",
            UpdatePullRequestApprovalStateRequest::builder,
            this::approve)
        .on(
            "GetPullRequestApprovalStates",
            GetPullRequestApprovalStatesRequest::builder,
            this::approvals)
        .on(
            "EvaluatePullRequestApprovalRules",
            EvaluatePullRequestApprovalRulesRequest::builder,
            this::evaluate)
        .on(
            "OverridePullRequestApprovalRules",
            OverridePullRequestApprovalRulesRequest::builder,
            this::override)
        .on(
            "GetPullRequestOverrideState",
            GetPullRequestOverrideStateRequest::builder,
            this::overrideState);
  }

  private static void mustBeCurrent(PullRequest found, String revisionId) {
    if (!found.branches().revisionId().equals(revisionId)) {
      throw AwsError.of(
          "RevisionNotCurrentException",
          "The revision ID provided in the request does not match the current revision ID. Use"
              + " GetPullRequest to retrieve the current revision ID.");
    }
  }

  private UpdatePullRequestApprovalStateResponse approve(
      Caller caller, UpdatePullRequestApprovalStateRequest request) {
    PullRequest open = pullRequests.open(caller.place(), request.pullRequestId());
    mustBeCurrent(open, request.revisionId());
    boolean approved = request.approvalState() == ApprovalState.APPROVE;
    if (approved && open.origin().author().equals(caller.arn())) {
      throw AwsError.of(
          "PullRequestCannotBeApprovedByAuthorException",
          "The approval cannot be applied because the user approving the pull request matches the"
              + " user who created the pull request. You cannot approve a pull request that you"
              + " created.");
    }
    PullRequest.Approval approval =
        new PullRequest.Approval(request.revisionId(), caller.arn(), approved);
    long now = clock.millis();
    PullRequest changed =
        pullRequests.change(
            open,
            it ->
                it.judged(with(it.approvals(), approval), it.overrides(), now)
                    .with(
                        happening(
                            PullRequestEventType.PULL_REQUEST_APPROVAL_STATE_CHANGED,
                            caller,
                            request.revisionId(),
                            request.approvalStateAsString(),
                            now)));
    events.tell(
        changed,
        caller,
        "pullRequestApprovalStateChanged",
        Map.of("approvalStatus", request.approvalStateAsString()),
        "A user has changed their approval state for the pull request. State change: "
            + request.approvalStateAsString()
            + ".");
    return UpdatePullRequestApprovalStateResponse.builder().build();
  }

  private static List<PullRequest.Approval> with(
      List<PullRequest.Approval> before, PullRequest.Approval added) {
    List<PullRequest.Approval> after = new ArrayList<>(before);
    after.removeIf(
        it -> it.user().equals(added.user()) && it.revisionId().equals(added.revisionId()));
    if (after.size() >= MOST_APPROVALS) {
      throw AwsError.of(
          "MaximumNumberOfApprovalsExceededException",
          "The number of approvals required for the approval rule exceeds the maximum number"
              + " allowed.");
    }
    after.add(added);
    return after;
  }

  private static PullRequest.Happening happening(
      PullRequestEventType type, Caller caller, String revision, String status, long now) {
    return new PullRequest.Happening(
        type.toString(), now, caller.arn(), Map.of("revision", revision, "status", status));
  }

  private GetPullRequestApprovalStatesResponse approvals(
      Caller caller, GetPullRequestApprovalStatesRequest request) {
    PullRequest found = pullRequests.get(caller.place(), request.pullRequestId());
    return GetPullRequestApprovalStatesResponse.builder()
        .approvals(
            found.approvals().stream()
                .filter(it -> it.revisionId().equals(request.revisionId()))
                .map(it ->
                    Approval.builder()
                        .userArn(it.user())
                        .approvalState(it.approved() ? ApprovalState.APPROVE : ApprovalState.REVOKE)
                        .build())
                .toList())
        .build();
  }

  private EvaluatePullRequestApprovalRulesResponse evaluate(
      Caller caller, EvaluatePullRequestApprovalRulesRequest request) {
    PullRequest found = pullRequests.get(caller.place(), request.pullRequestId());
    mustBeCurrent(found, request.revisionId());
    Judgement judgement = Judgement.of(found);
    return EvaluatePullRequestApprovalRulesResponse.builder()
        .evaluation(it ->
            it.approved(judgement.approved())
                .overridden(judgement.overridden())
                .approvalRulesSatisfied(judgement.satisfied())
                .approvalRulesNotSatisfied(judgement.unsatisfied()))
        .build();
  }

  private OverridePullRequestApprovalRulesResponse override(
      Caller caller, OverridePullRequestApprovalRulesRequest request) {
    PullRequest open = pullRequests.open(caller.place(), request.pullRequestId());
    mustBeCurrent(open, request.revisionId());
    boolean override = request.overrideStatus() == OverrideStatus.OVERRIDE;
    if (override && open.overrides().containsKey(request.revisionId())) {
      throw AwsError.of(
          "OverrideAlreadySetException",
          "The pull request has already had its approval rules set to override.");
    }
    long now = clock.millis();
    PullRequest changed =
        pullRequests.change(
            open,
            it -> {
              Map<String, String> overrides = new TreeMap<>(it.overrides());
              if (override) {
                overrides.put(request.revisionId(), caller.arn());
              } else {
                overrides.remove(request.revisionId());
              }
              return it.judged(it.approvals(), overrides, now)
                  .with(
                      happening(
                          PullRequestEventType.PULL_REQUEST_APPROVAL_RULE_OVERRIDDEN,
                          caller,
                          request.revisionId(),
                          request.overrideStatusAsString(),
                          now));
            });
    events.tell(
        changed,
        caller,
        "pullRequestApprovalRuleOverridden",
        Map.of("overrideStatus", request.overrideStatusAsString()),
        "An override event has occurred for the approval rules for this pull request. Override"
            + " status: "
            + request.overrideStatusAsString()
            + ".");
    return OverridePullRequestApprovalRulesResponse.builder().build();
  }

  private GetPullRequestOverrideStateResponse overrideState(
      Caller caller, GetPullRequestOverrideStateRequest request) {
    PullRequest found = pullRequests.get(caller.place(), request.pullRequestId());
    Optional<String> overrider = Optional.ofNullable(found.overrides().get(request.revisionId()));
    return GetPullRequestOverrideStateResponse.builder()
        .overridden(overrider.isPresent())
        .overrider(overrider.orElse(null))
        .build();
  }
}
