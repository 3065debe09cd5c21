package dev.signalbox.local.sqs;

import dev.signalbox.local.api.AwsError;

/**
 * SQS's refusals, which bear one name in JSON and another one for clients of the query protocol.
 */
final class SqsError {
  private static final String PREFIX = "AWS.SimpleQueueService.";

  private SqsError() {}

  static AwsError queueDoesNotExist() {
    return AwsError.of("QueueDoesNotExist", "The specified queue does not exist.")
        .queryCode(PREFIX + "NonExistentQueue");
  }

  static AwsError queueNameExists(String attribute) {
    return AwsError.of(
            "QueueNameExists",
            "A queue already exists with the same name and a different value for attribute "
                + attribute)
        .queryCode("QueueAlreadyExists");
  }

  static AwsError invalidParameter(String message) {
    return AwsError.of("InvalidParameterValue", message);
  }

  static AwsError invalidValue(Object value, String parameter, String reason) {
    return invalidParameter(
        "Value %s for parameter %s is invalid. Reason: %s".formatted(value, parameter, reason));
  }

  static AwsError missingParameter(String parameter) {
    return AwsError.of(
        "MissingParameter", "The request must contain the parameter " + parameter + ".");
  }

  static AwsError invalidAttributeName(String name) {
    return AwsError.of("InvalidAttributeName", "Unknown Attribute " + name + ".");
  }

  static AwsError invalidAttributeValue(String name) {
    return AwsError.of("InvalidAttributeValue", "Invalid value for the parameter " + name + ".");
  }

  static AwsError invalidReceipt(String receipt) {
    return AwsError.of(
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"" + receipt + "\" is not a valid receipt handle.");
  }

  static AwsError accessDenied(String action) {
    return new AwsError(
            "AccessDeniedException",
            403,
            "User does not have permission to perform " + action + " on this resource.")
        .queryCode("AccessDenied");
  }

  static AwsError purgeInProgress(String queue) {
    return new AwsError(
            "PurgeQueueInProgress",
            403,
            "Only one PurgeQueue operation on " + queue + " is allowed every 60 seconds.")
        .queryCode(PREFIX + "PurgeQueueInProgress");
  }

  /** One of those whose query name is the same behind {@code AWS.SimpleQueueService.}. */
  static AwsError named(String code, String message) {
    return AwsError.of(code, message).queryCode(PREFIX + code);
  }
}
