package dev.signalbox.aws.client;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern NOT_AUTHORIZED =
      Pattern.compile(
          "not authorized to perform: ([a-z0-9-]{1,60}:[A-Za-z]{1,80})\\b"
              + "(?: on resource: ([!-~]{1,600}))?");

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

  /** AWS's own words for what and on what, where it has any. */
  private static String denied(String message) {
    Matcher named = NOT_AUTHORIZED.matcher(message);
    return named.find()
        ? ": %s on %s".formatted(named.group(1), Optional.ofNullable(named.group(2)).orElse("*"))
        : "";
  }

  private static String refusal(String code, String message, String ifDenied) {
    if (DENIED.contains(code)) {
      return "access denied%s. %s".formatted(denied(message), ifDenied);
    }
    return "%s: %s%s"
        .formatted(
            code,
            message,
            NOT_HERE.contains(code) ? " Is the Region enabled in that account?" : "");
  }
}
