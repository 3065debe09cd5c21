package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Events;
import dev.signalbox.local.api.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestApprovalRuleRequest;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestApprovalRuleResponse;
import software.amazon.awssdk.services.codecommit.model.DeletePullRequestApprovalRuleRequest;
import software.amazon.awssdk.services.codecommit.model.DeletePullRequestApprovalRuleResponse;
import software.amazon.awssdk.services.codecommit.model.PullRequestEventType;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestApprovalRuleContentRequest;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestApprovalRuleContentResponse;

/** The rules about who must approve a pull request. */
public final class ApprovalRuleOperations {
  private static final int MOST_RULES = 30;

  private final PullRequests pullRequests;
  private final PullRequestEvents events;
  private final Clock clock;

  public ApprovalRuleOperations(PullRequests pullRequests, Events bus, Clock clock) {
    this.pullRequests = pullRequests;
    this.events = new PullRequestEvents(bus, pullRequests);
    this.clock = clock;
  }

  public void addTo(Service service) {
    service
        .on(
            "CreatePullRequestApprovalRule",
            CreatePullRequestApprovalRuleRequest::builder,
            this::create)
        .on(
            "UpdatePullRequestApprovalRuleContent",
            UpdatePullRequestApprovalRuleContentRequest::builder,
            this::update)
        .on(
            "DeletePullRequestApprovalRule",
            DeletePullRequestApprovalRuleRequest::builder,
            this::delete);
  }

  private static Optional<PullRequest.Rule> find(PullRequest open, String name) {
    return open.rules().stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  private static List<PullRequest.Rule> without(PullRequest open, String name) {
    return open.rules().stream().filter(rule -> !rule.name().equals(name)).toList();
  }

  private static List<PullRequest.Rule> with(PullRequest open, PullRequest.Rule rule) {
    return Stream.concat(without(open, rule.name()).stream(), Stream.of(rule)).toList();
  }

  private CreatePullRequestApprovalRuleResponse create(
      Caller caller, CreatePullRequestApprovalRuleRequest request) {
    PullRequest open = pullRequests.open(caller.place(), request.pullRequestId());
    ApprovalRuleContent.parse(request.approvalRuleContent());
    if (find(open, request.approvalRuleName()).isPresent()) {
      throw AwsError.of(
          "ApprovalRuleNameAlreadyExistsException",
          "An approval rule with that name already exists. Approval rule names must be unique"
              + " within the scope of a pull request.");
    }
    if (open.rules().size() >= MOST_RULES) {
      throw AwsError.of(
          "NumberOfRulesExceededException",
          "The approval rule cannot be added. The pull request has the maximum number of approval"
              + " rules associated with it.");
    }
    long now = clock.millis();
    PullRequest.Rule rule =
        new PullRequest.Rule(
            UUID.randomUUID().toString(),
            request.approvalRuleName(),
            request.approvalRuleContent(),
            now,
            now,
            caller.arn());
    change(
        open,
        caller,
        rule,
        it -> with(it, rule),
        PullRequestEventType.PULL_REQUEST_APPROVAL_RULE_CREATED,
        "An approval rule has been created with the following name: " + rule.name() + ".");
    return CreatePullRequestApprovalRuleResponse.builder()
        .approvalRule(PullRequestShapes.shown(rule))
        .build();
  }

  private UpdatePullRequestApprovalRuleContentResponse update(
      Caller caller, UpdatePullRequestApprovalRuleContentRequest request) {
    PullRequest open = pullRequests.open(caller.place(), request.pullRequestId());
    ApprovalRuleContent.parse(request.newRuleContent());
    PullRequest.Rule before =
        find(open, request.approvalRuleName())
            .orElseThrow(() ->
                AwsError.of(
                    "ApprovalRuleDoesNotExistException",
                    "The specified approval rule does not exist."));
    String known = request.existingRuleContentSha256();
    if (known != null && !known.equals(ApprovalRuleContent.sha256(before.content()))) {
      throw AwsError.of(
          "InvalidRuleContentSha256Exception",
          "The SHA-256 hash signature for the rule content is not valid.");
    }
    PullRequest.Rule after =
        new PullRequest.Rule(
            before.id(),
            before.name(),
            request.newRuleContent(),
            before.created(),
            clock.millis(),
            caller.arn());
    change(
        open,
        caller,
        after,
        it -> with(it, after),
        PullRequestEventType.PULL_REQUEST_APPROVAL_RULE_UPDATED,
        "The content of an approval rule has been updated: " + after.name() + ".");
    return UpdatePullRequestApprovalRuleContentResponse.builder()
        .approvalRule(PullRequestShapes.shown(after))
        .build();
  }

  private DeletePullRequestApprovalRuleResponse delete(
      Caller caller, DeletePullRequestApprovalRuleRequest request) {
    PullRequest open = pullRequests.open(caller.place(), request.pullRequestId());
    Optional<PullRequest.Rule> gone = find(open, request.approvalRuleName());
    gone.ifPresent(rule ->
        change(
            open,
            caller,
            rule,
            it -> without(it, rule.name()),
            PullRequestEventType.PULL_REQUEST_APPROVAL_RULE_DELETED,
            "An approval rule has been deleted: " + rule.name() + " was deleted."));
    return DeletePullRequestApprovalRuleResponse.builder()
        .approvalRuleId(gone.map(PullRequest.Rule::id).orElse(null))
        .build();
  }

  private void change(
      PullRequest open,
      Caller caller,
      PullRequest.Rule rule,
      Function<PullRequest, List<PullRequest.Rule>> rules,
      PullRequestEventType type,
      String said) {
    long now = clock.millis();
    PullRequest changed =
        pullRequests.change(
            open,
            it ->
                it.under(rules.apply(it), now)
                    .with(
                        new PullRequest.Happening(
                            type.toString(),
                            now,
                            caller.arn(),
                            Map.of(
                                "id", rule.id(), "name", rule.name(), "content", rule.content()))));
    events.tell(
        changed,
        caller,
        event(type),
        Map.of(
            "approvalRuleId",
            rule.id(),
            "approvalRuleName",
            rule.name(),
            "approvalRuleContentSha256",
            ApprovalRuleContent.sha256(rule.content())),
        said);
  }

  private static String event(PullRequestEventType type) {
    return switch (type) {
      case PULL_REQUEST_APPROVAL_RULE_CREATED -> "pullRequestApprovalRuleCreated";
      case PULL_REQUEST_APPROVAL_RULE_UPDATED -> "pullRequestApprovalRuleUpdated";
      default -> "pullRequestApprovalRuleDeleted";
    };
  }
}
