package dev.signalbox.cli.online;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS says when it is asked for something. */
sealed interface Answer<T> {
  /** It is there. */
  record Known<T>(T value) implements Answer<T> {}

  /** There is no such thing. */
  record Absent<T>() implements Answer<T> {}

  /** It cannot be told. */
  record Untold<T>(String why) implements Answer<T> {}

  Set<String> ABSENT =
      Set.of(
          "BranchDoesNotExistException",
          "NoSuchEntity",
          "NoSuchEntityException",
          "PipelineNotFoundException",
          "RepositoryDoesNotExistException",
          "ResourceNotFoundException");

  Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");

  /**
   * Asks.
   *
   * @param permission what asking takes
   */
  static <T> Answer<T> to(String permission, Supplier<T> call) {
    try {
      return new Known<>(call.get());
    } catch (AwsServiceException e) {
      Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
      String code = details.map(AwsErrorDetails::errorCode).orElse("status " + e.statusCode());
      if (ABSENT.contains(code)) {
        return new Absent<>();
      }
      return new Untold<>(
          DENIED.contains(code)
              ? permission + " is denied"
              : code + ": " + details.map(AwsErrorDetails::errorMessage).orElse("no message"));
    } catch (SdkException e) {
      return new Untold<>(String.valueOf(e.getMessage()));
    }
  }
}
