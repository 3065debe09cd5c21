package dev.signalbox.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What AWS answers to a request that breaks a constraint, by the documentation of each service. */
final class ExpectedRefusal {
  private static final Map<String, String> CODES =
      Map.of(
          "codebuild", "InvalidInputException",
          "codepipeline", "ValidationException",
          "events", "ValidationException",
          "iam", "ValidationError",
          "lambda", "ValidationException",
          "logs", "InvalidParameterException",
          "secretsmanager", "ValidationException",
          "ssm", "ValidationException",
          "sts", "ValidationError");

  /** Parameters for which CodeCommit's operations list no exception. */
  private static final Set<String> WITHOUT_EXCEPTION =
      Set.of(
          "BatchAssociateApprovalRuleTemplateWithRepositories repositoryNames wrong",
          "BatchDisassociateApprovalRuleTemplateFromRepositories repositoryNames wrong",
          "ListFileCommitHistory filePath missing");

  /** Parameters that are required, and for whose absence there is only the other exception. */
  private static final Set<String> NOT_REQUIRED =
      Set.of(
          "MergePullRequestBySquash conflictResolution.setFileModes.1.member.fileMode missing",
          "MergePullRequestByThreeWay conflictResolution.setFileModes.1.member.fileMode missing",
          "UpdateApprovalRuleTemplateDescription approvalRuleTemplateDescription missing",
          "UpdatePullRequestDescription description missing");

  private ExpectedRefusal() {}

  static void check(BrokenRequest broken, String code, String message) {
    switch (broken.service()) {
      case "codecommit" -> ofCodeCommit(broken, code, message);
      case "sqs" -> ofSqs(broken, code, message);
      default -> inWords(broken, code, message);
    }
  }

  private static void inWords(BrokenRequest broken, String code, String message) {
    assertThat(CODES).containsKey(broken.service());
    String own = CODES.getOrDefault(broken.service(), "");
    boolean listed = own.startsWith("Validation") || broken.operation().errors().contains(own);
    assertThat(code).isEqualTo(listed ? own : "ValidationException");
    String violation = "at '" + broken.position() + "' failed to satisfy constraint: ";
    assertThat(message).contains(violation + broken.constraint());
    // A value that is too short may break a pattern too; another member's fault it must not be.
    assertThat(message).matches(onlyAbout(violation));
  }

  private static Pattern onlyAbout(String violation) {
    String one = "Value .*?" + Pattern.quote(violation) + ".*";
    return Pattern.compile(
        "\\d+ validation errors? detected: " + one + "(; " + one + ")*", Pattern.DOTALL);
  }

  private static void ofSqs(BrokenRequest broken, String code, String message) {
    if (broken.missing()) {
      assertThat(code).isEqualTo("MissingParameter");
      assertThat(message).startsWith("The request must contain the parameter ");
    } else {
      assertThat(code).isEqualTo("InvalidParameterValue");
    }
  }

  private static void ofCodeCommit(BrokenRequest broken, String code, String message) {
    String where =
        broken.operation().name()
            + " "
            + broken.position()
            + (broken.missing() ? " missing" : " wrong");
    assertThat(message).isNotBlank();
    if (WITHOUT_EXCEPTION.contains(where)) {
      assertThat(code).isEqualTo("ValidationException");
      return;
    }
    assertThat(broken.operation().errors()).contains(code);
    assertThat(code)
        .contains(broken.missing() && !NOT_REQUIRED.contains(where) ? "Required" : "Invalid");
  }
}
