package dev.signalbox.local.codecommit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.front.Signatures;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.codecommit.model.ApprovalState;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestApprovalRuleRequest;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestRequest;
import software.amazon.awssdk.services.codecommit.model.CreatePullRequestResponse;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeletePullRequestApprovalRuleRequest;
import software.amazon.awssdk.services.codecommit.model.EvaluatePullRequestApprovalRulesRequest;
import software.amazon.awssdk.services.codecommit.model.EvaluatePullRequestApprovalRulesResponse;
import software.amazon.awssdk.services.codecommit.model.Evaluation;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.MergePullRequestBySquashRequest;
import software.amazon.awssdk.services.codecommit.model.OverridePullRequestApprovalRulesRequest;
import software.amazon.awssdk.services.codecommit.model.OverrideStatus;
import software.amazon.awssdk.services.codecommit.model.PullRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;
import software.amazon.awssdk.services.codecommit.model.Target;
import software.amazon.awssdk.services.codecommit.model.UpdatePullRequestApprovalStateRequest;

class ApprovalTest {
  private static final Place PLACE = new Place("111111111111", "eu-west-1");

  private final List<ObjectNode> events = new CopyOnWriteArrayList<>();
  private CodeCommit codeCommit;
  private Service service;
  private String id = "";
  private String revision = "";

  @BeforeEach
  void aPullRequestOfAdas() {
    codeCommit =
        new CodeCommit(
            new MemoryStore(),
            new ManualClock("2026-11-21T00:00:00Z"),
            (_, _, _, _, detail) -> events.add(detail),
            new Signatures(_ -> Optional.empty(), InstantSource.system()),
            () -> URI.create("http://127.0.0.1:1"),
            "eu-west-1");
    service = codeCommit.api();
    as("ada", "CreateRepository", CreateRepositoryRequest.builder().repositoryName("shop").build());
    PutFileResponse first = put("main", null, "a");
    as(
        "ada",
        "CreateBranch",
        CreateBranchRequest.builder()
            .repositoryName("shop")
            .branchName("topic")
            .commitId(first.commitId())
            .build());
    put("topic", first.commitId(), "b");
    PullRequest made =
        as(
                "ada",
                "CreatePullRequest",
                CreatePullRequestRequest.builder()
                    .title("t")
                    .targets(
                        Target.builder().repositoryName("shop").sourceReference("topic").build())
                    .build(),
                CreatePullRequestResponse.class)
            .pullRequest();
    id = made.pullRequestId();
    revision = made.revisionId();
  }

  @AfterEach
  void close() {
    codeCommit.close();
  }

  private PutFileResponse put(
      String branch, @org.jspecify.annotations.Nullable String parent, String path) {
    return as(
        "ada",
        "PutFile",
        PutFileRequest.builder()
            .repositoryName("shop")
            .branchName(branch)
            .parentCommitId(parent)
            .filePath(path)
            .fileContent(SdkBytes.fromUtf8String("x"))
            .build(),
        PutFileResponse.class);
  }

  private <O extends SdkPojo> O as(
      String user, String operation, SdkPojo request, Class<O> response) {
    String arn = "arn:aws:iam::111111111111:user/" + user;
    return new Calls(service, new Caller(PLACE, arn, "AIDA" + user, "AKIA"))
        .call(operation, request, response);
  }

  private void as(String user, String operation, SdkPojo request) {
    as(user, operation, request, SdkPojo.class);
  }

  private void approve(String user, ApprovalState state) {
    as(
        user,
        "UpdatePullRequestApprovalState",
        UpdatePullRequestApprovalStateRequest.builder()
            .pullRequestId(id)
            .revisionId(revision)
            .approvalState(state)
            .build());
  }

  private void rule(String name, int needed, String member) {
    String pool = member.isEmpty() ? "" : ",\"ApprovalPoolMembers\":[\"" + member + "\"]";
    as(
        "ada",
        "CreatePullRequestApprovalRule",
        CreatePullRequestApprovalRuleRequest.builder()
            .pullRequestId(id)
            .approvalRuleName(name)
            .approvalRuleContent(
                "{\"Version\":\"2018-11-08\",\"Statements\":[{\"Type\":\"Approvers\","
                    + "\"NumberOfApprovalsNeeded\":"
                    + needed
                    + pool
                    + "}]}")
            .build());
  }

  private Evaluation evaluation() {
    return as(
            "ada",
            "EvaluatePullRequestApprovalRules",
            EvaluatePullRequestApprovalRulesRequest.builder()
                .pullRequestId(id)
                .revisionId(revision)
                .build(),
            EvaluatePullRequestApprovalRulesResponse.class)
        .evaluation();
  }

  private void merge() {
    as(
        "ada",
        "MergePullRequestBySquash",
        MergePullRequestBySquashRequest.builder().pullRequestId(id).repositoryName("shop").build());
  }

  private static String code(Runnable call) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(AwsError.class, call::run)
        .code()
        .replaceAll("Exception$", "");
  }

  @Test
  void aRuleHoldsTheMergeBackUntilEnoughPeopleApprove() {
    rule("two", 2, "");
    assertThat(code(this::merge)).isEqualTo("PullRequestApprovalRulesNotSatisfied");
    approve("bob", ApprovalState.APPROVE);
    approve("bob", ApprovalState.APPROVE);
    assertThat(evaluation().approvalRulesNotSatisfied()).containsExactly("two");
    approve("eve", ApprovalState.APPROVE);
    assertThat(evaluation().approved()).isTrue();
    approve("eve", ApprovalState.REVOKE);
    assertThat(evaluation().approved()).isFalse();
    approve("eve", ApprovalState.APPROVE);
    merge();
    assertThat(events.getLast().path("event").asText()).isEqualTo("pullRequestMergeStatusUpdated");
  }

  @Test
  void nobodyApprovesTheirOwn() {
    assertThat(code(() -> approve("ada", ApprovalState.APPROVE)))
        .isEqualTo("PullRequestCannotBeApprovedByAuthor");
  }

  @Test
  void anotherCommitNeedsApprovalAgain() {
    rule("one", 1, "");
    approve("bob", ApprovalState.APPROVE);
    String tip =
        as(
                "ada",
                "GetBranch",
                GetBranchRequest.builder().repositoryName("shop").branchName("topic").build(),
                GetBranchResponse.class)
            .branch()
            .commitId();
    put("topic", tip, "c");
    assertThat(code(() -> approve("eve", ApprovalState.APPROVE))).isEqualTo("RevisionNotCurrent");
    assertThat(code(this::merge)).isEqualTo("PullRequestApprovalRulesNotSatisfied");
  }

  @ParameterizedTest(name = "an approval of user bob counts for {0}: {1}")
  @CsvSource({
    "CodeCommitApprovers:111111111111:bob, true",
    "CodeCommitApprovers:111111111111:b*, true",
    "CodeCommitApprovers:222222222222:bob, false",
    "CodeCommitApprovers:111111111111:bo, false",
    "arn:aws:iam::111111111111:user/bob, true",
    "arn:aws:iam::111111111111:user/*, true",
    "arn:aws:iam::111111111111:user/b.b, false",
  })
  void anApprovalCountsWhenTheApproverIsInThePool(String member, boolean counts) {
    rule("one", 1, member);
    approve("bob", ApprovalState.APPROVE);
    assertThat(evaluation().approved()).isEqualTo(counts);
  }

  @Test
  void theRulesCanBeSetAside() {
    rule("one", 1, "");
    var override =
        OverridePullRequestApprovalRulesRequest.builder()
            .pullRequestId(id)
            .revisionId(revision)
            .overrideStatus(OverrideStatus.OVERRIDE)
            .build();
    as("eve", "OverridePullRequestApprovalRules", override);
    assertThat(events.getLast().path("overrideStatus").asText()).isEqualTo("OVERRIDE");
    assertThat(code(() -> as("eve", "OverridePullRequestApprovalRules", override)))
        .isEqualTo("OverrideAlreadySet");
    assertThat(evaluation().overridden()).isTrue();
    merge();
  }

  @Test
  void approvalsAndRulesAreTold() {
    rule("one", 1, "");
    assertThat(events.getLast().path("event").asText()).isEqualTo("pullRequestApprovalRuleCreated");
    assertThat(events.getLast().path("approvalRuleName").asText()).isEqualTo("one");
    assertThat(code(() -> rule("one", 1, ""))).isEqualTo("ApprovalRuleNameAlreadyExists");
    approve("bob", ApprovalState.APPROVE);
    assertThat(events.getLast().path("event").asText())
        .isEqualTo("pullRequestApprovalStateChanged");
    assertThat(events.getLast().path("approvalStatus").asText()).isEqualTo("APPROVE");
    as(
        "ada",
        "DeletePullRequestApprovalRule",
        DeletePullRequestApprovalRuleRequest.builder()
            .pullRequestId(id)
            .approvalRuleName("one")
            .build());
    assertThat(events.getLast().path("event").asText()).isEqualTo("pullRequestApprovalRuleDeleted");
    assertThat(evaluation().approved()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{}",
        "[]",
        "{\"Statements\":[]}",
        "{\"Statements\":[{\"Type\":\"Approvers\",\"NumberOfApprovalsNeeded\":0}]}",
        "{\"Statements\":[{\"Type\":\"Other\",\"NumberOfApprovalsNeeded\":1}]}"
      })
  void aRuleThatIsNoneIsRefused(String content) {
    assertThat(
            code(() ->
                as(
                    "ada",
                    "CreatePullRequestApprovalRule",
                    CreatePullRequestApprovalRuleRequest.builder()
                        .pullRequestId(id)
                        .approvalRuleName("x")
                        .approvalRuleContent(content)
                        .build())))
        .isEqualTo("InvalidApprovalRuleContent");
  }
}
