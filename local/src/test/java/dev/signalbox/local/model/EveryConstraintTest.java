package dev.signalbox.local.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A request for every constraint of every operation of the services that {@code local} speaks for:
 * it breaks that constraint and no other.
 */
class EveryConstraintTest {
  /** What AWS answers, by its documentation of each service. */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("codebuild", "InvalidInputException"),
          Map.entry("codepipeline", "ValidationException"),
          Map.entry("events", "ValidationException"),
          Map.entry("iam", "ValidationError"),
          Map.entry("lambda", "ValidationException"),
          Map.entry("logs", "InvalidParameterException"),
          Map.entry("secretsmanager", "ValidationException"),
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

  private static final Models MODELS = new Models();
  private static final Gate GATE = new Gate(MODELS);

  @TestFactory
  Stream<DynamicNode> refusedWithTheCodeAndTheWordsOfAws() {
    return CODES.keySet().stream()
        .sorted()
        .map(service -> ofEveryOperation(service, broken -> refusedInWords(broken, this::gate)));
  }

  @TestFactory
  Stream<DynamicNode> refusedByCodeCommitWithTheParametersOwnException() {
    return Stream.of(ofEveryOperation("codecommit", EveryConstraintTest::refusedByException));
  }

  @TestFactory
  Stream<DynamicNode> whatHasNothingMissingAndNothingWrongPasses() {
    return Stream.concat(CODES.keySet().stream(), Stream.of("codecommit", "sqs"))
        .map(service -> MODELS.service(service).orElseThrow())
        .map(model ->
            dynamicContainer(
                model.name(),
                model.operations().stream()
                    .filter(operation -> model.input(operation).isPresent())
                    .map(operation ->
                        dynamicTest(operation.name(), () -> passes(model, operation)))));
  }

  /** What tells a gate from an open door. */
  @Test
  void noneOfTheseTestsWouldPassWithoutAGate() {
    Model model = MODELS.service("codepipeline").orElseThrow();
    assertThat(model.operations())
        .allSatisfy(operation ->
            assertThat(BrokenRequests.of(model, operation))
                .allSatisfy(broken ->
                    assertThatThrownBy(() -> refusedInWords(broken, request -> {}))
                        .isInstanceOf(AssertionError.class)));
  }

  private static DynamicNode ofEveryOperation(String service, Consumer<BrokenRequest> test) {
    Model model = MODELS.service(service).orElseThrow();
    return dynamicContainer(
        service,
        model.operations().stream()
            .map(operation ->
                dynamicContainer(
                    operation.name(),
                    BrokenRequests.of(model, operation).stream()
                        .map(
                            broken -> dynamicTest(broken.toString(), () -> test.accept(broken))))));
  }

  private void gate(BrokenRequest broken) {
    GATE.check(broken.service(), broken.operation().name(), broken.request());
  }

  private static void refusedInWords(BrokenRequest broken, Consumer<BrokenRequest> gate) {
    AwsError error = catchThrowableOfType(AwsError.class, () -> gate.accept(broken));
    assertThat(error).isNotNull();
    String code = CODES.get(broken.service());
    assertThat(error.code())
        .isIn(code, broken.operation().errors().contains(code) ? code : "ValidationException");
    String violation = "at '" + broken.position() + "' failed to satisfy constraint: ";
    assertThat(error).hasMessageContaining(violation + broken.constraint());
    // A value that is too short may break a pattern as well; another member's fault it must not be.
    assertThat(error.getMessage()).matches(onlyAbout(violation));
  }

  private static Pattern onlyAbout(String violation) {
    String one = "Value .*?" + Pattern.quote(violation) + ".*";
    return Pattern.compile(
        "\\d+ validation errors? detected: " + one + "(; " + one + ")*", Pattern.DOTALL);
  }

  private static void refusedByException(BrokenRequest broken) {
    AwsError error =
        catchThrowableOfType(
            AwsError.class,
            () -> GATE.check(broken.service(), broken.operation().name(), broken.request()));
    assertThat(error).isNotNull();
    assertThat(error.getMessage()).isNotBlank();
    boolean exception = broken.operation().errors().contains(error.code());
    assertThat(exception)
        .as("%s is an exception of the operation", error.code())
        .isEqualTo(!WITHOUT_EXCEPTION.contains(where(broken)));
    if (exception) {
      assertThat(error.code())
          .contains(
              broken.missing() && !NOT_REQUIRED.contains(where(broken)) ? "Required" : "Invalid");
    }
  }

  private static String where(BrokenRequest broken) {
    return broken.operation().name()
        + " "
        + broken.position()
        + (broken.missing() ? " missing" : " wrong");
  }

  private static void passes(Model model, ApiOperation operation) {
    ObjectNode request = new ValidRequests(model).structure(model.input(operation).orElseThrow());
    assertThatCode(() -> GATE.check(model.name(), operation.name(), request))
        .doesNotThrowAnyException();
  }
}
