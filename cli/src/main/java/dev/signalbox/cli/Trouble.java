package dev.signalbox.cli;

import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What may be wrong where AWS says no to a person at a terminal, and what to do about it. */
final class Trouble {
  private static final Set<String> NOT_KNOWN =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature");
  private static final Set<String> EXPIRED = Set.of("ExpiredTokenException", "ExpiredToken");

  /** The SDK tells of every place where it has looked, at length. */
  private static final String NO_CREDENTIALS =
      "there are no credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
          + " (any account number and 'local' for ./signalbox up)";

  private Trouble() {}

  /**
   * Makes calls.
   *
   * @param table as a person knows it
   * @throws UserError with a remedy, where there is one
   */
  static <T> T told(String table, Supplier<T> calls) {
    try {
      return calls.get();
    } catch (Refused | Unavailable e) {
      throw isWithoutCredentials(e.getCause())
          ? UserError.failed(NO_CREDENTIALS)
          : UserError.failed(
              Console.safe(String.valueOf(e.getMessage())) + remedy(table, e.getCause()));
    }
  }

  private static boolean isWithoutCredentials(@Nullable Throwable cause) {
    return cause instanceof SdkClientException failure
        && String.valueOf(failure.getMessage()).contains("Unable to load credentials");
  }

  private static String remedy(String table, @Nullable Throwable cause) {
    return switch (cause) {
      case AwsServiceException refusal ->
          remedy(
              table,
              Optional.ofNullable(refusal.awsErrorDetails())
                  .map(AwsErrorDetails::errorCode)
                  .orElse(""),
              String.valueOf(refusal.getMessage()));
      case SdkClientException _ ->
          "\nIs the address right, and is something running there? --endpoint-url or"
              + " AWS_ENDPOINT_URL says where; for AWS itself leave both out";
      case null, default -> "";
    };
  }

  private static String remedy(String table, String code, String message) {
    if (code.equals("ResourceNotFoundException")) {
      return "\nThere is no %s for these credentials' account: --table, --region and the"
              .formatted(table)
          + " credentials must be those of the deployed stack; its output LedgerTableName names"
          + " the table";
    }
    if (code.equals("ValidationException") && message.contains("index")) {
      return "\nThe table has no index 'recent': deploy the current template.yaml, which adds it";
    }
    if (code.equals("AccessDeniedException")) {
      return "\nReading needs dynamodb:GetItem and dynamodb:Query on %s and its index; publishing"
              .formatted(table)
          + " needs dynamodb:GetItem and dynamodb:PutItem";
    }
    if (NOT_KNOWN.contains(code)) {
      return "\nAWS does not know these credentials: are they for this address and Region?";
    }
    return EXPIRED.contains(code) ? "\nThe credentials have expired: log in again" : "";
  }
}
