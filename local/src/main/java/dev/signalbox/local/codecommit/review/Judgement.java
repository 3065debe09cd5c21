package dev.signalbox.local.codecommit.review;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a pull request, as its source stands, has the approvals its rules ask for. */
record Judgement(List<String> satisfied, List<String> unsatisfied, boolean overridden) {

  static Judgement of(PullRequest pullRequest) {
    String revision = pullRequest.branches().revisionId();
    List<String> approvers =
        pullRequest.approvals().stream()
            .filter(it -> it.approved() && it.revisionId().equals(revision))
            .map(PullRequest.Approval::user)
            .toList();
    Map<Boolean, List<String>> rules =
        pullRequest.rules().stream()
            .collect(
                Collectors.partitioningBy(
                    rule -> ApprovalRuleContent.parse(rule.content()).satisfiedBy(approvers),
                    Collectors.mapping(PullRequest.Rule::name, Collectors.toList())));
    return new Judgement(
        rules.getOrDefault(true, List.of()),
        rules.getOrDefault(false, List.of()),
        pullRequest.overrides().containsKey(revision));
  }

  boolean approved() {
    return overridden || unsatisfied.isEmpty();
  }
}
