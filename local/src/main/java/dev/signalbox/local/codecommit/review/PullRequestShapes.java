package dev.signalbox.local.codecommit.review;

import dev.signalbox.local.codecommit.git.Hosted;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codecommit.model.ApprovalRule;
import software.amazon.awssdk.services.codecommit.model.MergeMetadata;
import software.amazon.awssdk.services.codecommit.model.PullRequestEvent;
import software.amazon.awssdk.services.codecommit.model.PullRequestEventType;
import software.amazon.awssdk.services.codecommit.model.PullRequestStatusEnum;
import software.amazon.awssdk.services.codecommit.model.PullRequestTarget;

/** Pull requests in the API's shapes. */
public final class PullRequestShapes {
  private PullRequestShapes() {}

  static software.amazon.awssdk.services.codecommit.model.PullRequest shown(
      PullRequest found, Hosted repository) {
    return software.amazon.awssdk.services.codecommit.model.PullRequest.builder()
        .pullRequestId(found.id())
        .title(found.title())
        .description(found.description().isEmpty() ? null : found.description())
        .lastActivityDate(Instant.ofEpochMilli(found.modified()))
        .creationDate(Instant.ofEpochMilli(found.origin().created()))
        .pullRequestStatus(
            found.state().open() ? PullRequestStatusEnum.OPEN : PullRequestStatusEnum.CLOSED)
        .authorArn(found.origin().author())
        .pullRequestTargets(target(found, repository))
        .clientRequestToken(found.origin().token())
        .revisionId(found.branches().revisionId())
        .approvalRules(found.rules().stream().map(PullRequestShapes::shown).toList())
        .build();
  }

  private static PullRequestTarget target(PullRequest found, Hosted repository) {
    PullRequest.Branches branches = found.branches();
    return PullRequestTarget.builder()
        .repositoryName(repository.name())
        .sourceReference(branches.source())
        .destinationReference(branches.destination())
        .sourceCommit(branches.sourceCommit())
        .destinationCommit(branches.destinationCommit())
        .mergeBase(present(branches.mergeBase()))
        .mergeMetadata(merge(found.state()))
        .build();
  }

  private static MergeMetadata merge(PullRequest.State state) {
    return MergeMetadata.builder()
        .isMerged(state.merged())
        .mergedBy(present(state.mergedBy()))
        .mergeCommitId(present(state.mergeCommit()))
        .mergeOption(present(state.mergeOption()))
        .build();
  }

  static ApprovalRule shown(PullRequest.Rule rule) {
    return ApprovalRule.builder()
        .approvalRuleId(rule.id())
        .approvalRuleName(rule.name())
        .approvalRuleContent(rule.content())
        .ruleContentSha256(ApprovalRuleContent.sha256(rule.content()))
        .creationDate(Instant.ofEpochMilli(rule.created()))
        .lastModifiedDate(Instant.ofEpochMilli(rule.modified()))
        .lastModifiedUser(rule.modifiedBy())
        .build();
  }

  private static @Nullable String present(String text) {
    return text.isEmpty() ? null : text;
  }

  static PullRequestEvent shown(
      PullRequest found, Hosted repository, PullRequest.Happening happening) {
    PullRequestEvent.Builder event =
        PullRequestEvent.builder()
            .pullRequestId(found.id())
            .eventDate(Instant.ofEpochMilli(happening.at()))
            .pullRequestEventType(happening.type())
            .actorArn(happening.actor());
    Map<String, String> facts = happening.facts();
    switch (PullRequestEventType.fromValue(happening.type())) {
      case PULL_REQUEST_CREATED ->
          event.pullRequestCreatedEventMetadata(it ->
              it.repositoryName(repository.name())
                  .sourceCommitId(facts.get("source"))
                  .destinationCommitId(facts.get("destination"))
                  .mergeBase(facts.get("base")));
      case PULL_REQUEST_STATUS_CHANGED ->
          event.pullRequestStatusChangedEventMetadata(
              it -> it.pullRequestStatus(facts.get("status")));
      case PULL_REQUEST_SOURCE_REFERENCE_UPDATED ->
          event.pullRequestSourceReferenceUpdatedEventMetadata(it ->
              it.repositoryName(repository.name())
                  .beforeCommitId(facts.get("before"))
                  .afterCommitId(facts.get("after"))
                  .mergeBase(facts.get("base")));
      case PULL_REQUEST_MERGE_STATE_CHANGED ->
          event.pullRequestMergedStateChangedEventMetadata(it ->
              it.repositoryName(repository.name())
                  .destinationReference(found.branches().destination())
                  .mergeMetadata(merge(found.state())));
      case PULL_REQUEST_APPROVAL_STATE_CHANGED ->
          event.approvalStateChangedEventMetadata(
              it -> it.revisionId(facts.get("revision")).approvalStatus(facts.get("status")));
      case PULL_REQUEST_APPROVAL_RULE_OVERRIDDEN ->
          event.approvalRuleOverriddenEventMetadata(
              it -> it.revisionId(facts.get("revision")).overrideStatus(facts.get("status")));
      case PULL_REQUEST_APPROVAL_RULE_CREATED,
          PULL_REQUEST_APPROVAL_RULE_UPDATED,
          PULL_REQUEST_APPROVAL_RULE_DELETED ->
          event.approvalRuleEventMetadata(it ->
              it.approvalRuleId(facts.get("id"))
                  .approvalRuleName(facts.get("name"))
                  .approvalRuleContent(facts.get("content")));
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException(happening.type());
    }
    return event.build();
  }
}
