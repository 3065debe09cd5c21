package dev.signalbox.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What AWS answers to a request that breaks a constraint, by the documentation of each service. */
final class ExpectedRefusal {
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("codebuild", "InvalidInputException"),
          Map.entry("codepipeline", "ValidationException"),
          Map.entry("ecr", "InvalidParameterException"),
          Map.entry("ecs", "InvalidParameterException"),
          Map.entry("elasticloadbalancing", "ValidationError"),
          Map.entry("events", "ValidationException"),
          Map.entry("iam", "ValidationError"),
          Map.entry("lambda", "ValidationException"),
          Map.entry("logs", "InvalidParameterException"),
          Map.entry("monitoring", "ValidationError"),
          Map.entry("secretsmanager", "ValidationException"),
          Map.entry("sns", "ValidationError"),
          Map.entry("ssm", "ValidationException"),
          Map.entry("sts", "ValidationError"));

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
      case "codedeploy" -> ofCodeDeploy(broken, code, message);
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

  /** For many parameters its operations list no exception of their own. */
  private static void ofCodeDeploy(BrokenRequest broken, String code, String message) {
    assertThat(message).isNotBlank();
    String invalid = "Invalid" + own(broken) + "Exception";
    String required = own(broken) + "RequiredException";
    if (broken.missing() && broken.operation().errors().contains(required)) {
      assertThat(code).isEqualTo(required);
    } else if (broken.operation().errors().contains(invalid)) {
      assertThat(code).isEqualTo(invalid);
    } else if (!broken.operation().errors().contains(code)) {
      assertThat(code).isEqualTo("ValidationException");
      assertThat(message).contains("at '" + broken.position() + "' failed to satisfy constraint: ");
    }
  }

  /** The broken member as exceptions spell it. */
  private static String own(BrokenRequest broken) {
    String member =
        broken.position().toString().replaceAll("(\\.\\d+)?\\.member$", "").replaceAll(".*\\.", "");
    return Character.toUpperCase(member.charAt(0)) + member.substring(1);
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
