package dev.signalbox.aws.client;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sorts what AWS answers into the two kinds of no. */
public final class Calls {
  /** Client errors by their status, and yet gone the next time. */
  private static final Set<String> PASSING =
      Set.of(
          "ConcurrentModificationException",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidContinuationTokenException",
          "RequestTimeout",
          "RequestTimeoutException",
          "RequestExpired",
          "TransactionConflictException");

  /** Refused for what goes on just now, and nothing was done. */
  private static final Set<String> BUSY =
      Set.of(
          "ConflictException",
          "ConcurrentPipelineExecutionsLimitExceededException",
          "LimitExceededException");

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

  /** Credentials that are good elsewhere are none in a Region that an account does not use. */
  private static final Set<String> NOT_HERE =
      Set.of("UnrecognizedClientException", "InvalidClientTokenId", "OptInRequired");

  private Calls() {}

  /**
   * Makes a call.
   *
   * @param what the call tries to do, to go on after "Cannot"
   * @param ifDenied what a person may look at then
   */
  public static <T> T call(String what, String ifDenied, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw sorted(what, ifDenied, e);
    } catch (SdkException e) {
      throw new Unavailable("Cannot %s: %s".formatted(what, e.getMessage()), e);
    }
  }

  private static RuntimeException sorted(String what, String ifDenied, AwsServiceException e) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
    String code =
        details.map(AwsErrorDetails::errorCode).orElseGet(() -> "status " + e.statusCode());
    String message = details.map(AwsErrorDetails::errorMessage).orElse("no message");
    if (e.isThrottlingException() || BUSY.contains(code)) {
      return new Busy("Cannot %s: %s: %s".formatted(what, code, message), e);
    }
    if (e.statusCode() >= 500 || PASSING.contains(code)) {
      return new Unavailable("Cannot %s: %s: %s".formatted(what, code, message), e);
    }
    return new Refused("Cannot %s: %s".formatted(what, refusal(code, message, ifDenied)), e);
  }

  private static String refusal(String code, String message, String ifDenied) {
    if (DENIED.contains(code)) {
      return "access denied. " + ifDenied;
    }
    return "%s: %s%s"
        .formatted(
            code,
            message,
            NOT_HERE.contains(code) ? " Is the Region enabled in that account?" : "");
  }
}
