package dev.signalbox.local.model;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.model.Violation.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How one service says that a request breaks its model. */
interface Refusal {
  AwsError error(Model model, ApiOperation operation, List<Violation> violations);

  default boolean collectionsSayNotNull() {
    return false;
  }

  static Refusal of(String service) {
    return switch (service) {
      case "logs", "ecs", "ecr" -> listed("InvalidParameterException", "ValidationException");
      case "codebuild" -> listed("InvalidInputException", "ValidationException");
      case "iam", "sts" -> namingNull("ValidationError");
      case "lambda" -> namingNull("ValidationException");
      case "sns", "elasticloadbalancing", "monitoring" -> always("ValidationError");
      case "sqs" -> Refusal::sqs;
      case "codecommit", "codedeploy" -> new ParameterExceptions();
      default -> always("ValidationException");
    };
  }

  private static Refusal always(String code) {
    return (_, _, violations) -> AwsError.of(code, text(violations));
  }

  private static Refusal namingNull(String code) {
    return new Refusal() {
      @Override
      public AwsError error(Model model, ApiOperation operation, List<Violation> violations) {
        return AwsError.of(code, text(violations));
      }

      @Override
      public boolean collectionsSayNotNull() {
        return true;
      }
    };
  }

  /** The service's own code for the operations that list it. */
  private static Refusal listed(String code, String otherwise) {
    return (_, operation, violations) ->
        AwsError.of(operation.errors().contains(code) ? code : otherwise, text(violations));
  }

  private static AwsError sqs(Model model, ApiOperation operation, List<Violation> violations) {
    Optional<Violation> missing =
        violations.stream().filter(violation -> violation.kind() == Kind.MISSING).findFirst();
    return missing
        .map(violation ->
            AwsError.of(
                "MissingParameter",
                "The request must contain the parameter " + violation.member() + "."))
        .orElseGet(() -> AwsError.of("InvalidParameterValue", text(violations)));
  }

  /** The words of AWS's own validation, for one violation or several. */
  static String text(List<Violation> violations) {
    return violations.size()
        + (violations.size() == 1 ? " validation error" : " validation errors")
        + " detected: "
        + violations.stream().map(Violation::text).collect(Collectors.joining("; "));
  }
}
