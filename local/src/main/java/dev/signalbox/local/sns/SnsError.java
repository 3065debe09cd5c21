package dev.signalbox.local.sns;

import dev.signalbox.local.api.AwsError;

/** SNS's answers that are not results. */
final class SnsError {
  private SnsError() {}

  static AwsError noTopic() {
    return new AwsError("NotFound", 404, "Topic does not exist");
  }

  static AwsError noSubscription() {
    return new AwsError("NotFound", 404, "Subscription does not exist");
  }

  static AwsError invalid(String what) {
    return AwsError.of("InvalidParameter", "Invalid parameter: " + what);
  }

  static AwsError unauthorized(String who, String action, String resource) {
    return new AwsError(
        "AuthorizationError",
        403,
        who + " is not authorized to perform: SNS:" + action + " on resource: " + resource);
  }
}
