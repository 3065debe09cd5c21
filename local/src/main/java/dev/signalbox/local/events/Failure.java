package dev.signalbox.local.events;

import dev.signalbox.local.api.AwsError;

/**
 * Why a delivery failed, in the words that a dead-letter queue's messages carry.
 *
 * @param passing whether trying again may help
 */
record Failure(String code, String message, boolean passing) {

  static Failure of(RuntimeException thrown) {
    return thrown instanceof AwsError error
        ? of(error)
        : new Failure("INTERNAL_ERROR", String.valueOf(thrown), true);
  }

  private static Failure of(AwsError error) {
    var message = String.valueOf(error.getMessage());
    return switch (error.code()) {
      case "ResourceNotFoundException",
          "QueueDoesNotExist",
          "PipelineNotFoundException",
          "NotFound" ->
          new Failure("NO_RESOURCE", message, false);
      case "AccessDeniedException", "AccessDenied", "AuthorizationError" ->
          new Failure("NO_PERMISSIONS", message, false);
      case "NotImplementedException",
          "InvalidParameter",
          "InvalidParameterValue",
          "ValidationException" ->
          new Failure("INVALID_PARAMETER", message, false);
      case "ThrottlingException", "TooManyRequestsException", "RequestThrottled" ->
          new Failure("THROTTLING", message, true);
      case Destinations.THIRD_ACCOUNT, Destinations.THIRD_REGION ->
          new Failure(error.code(), message, false);
      default -> new Failure("ERROR_FROM_TARGET", error.code() + ": " + message, true);
    };
  }
}
