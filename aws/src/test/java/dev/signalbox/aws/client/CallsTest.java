package dev.signalbox.aws.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class CallsTest {
  private static void answering(String code, int status) {
    answering(code, status, "Because.");
  }

  private static void answering(String code, int status, String message) {
    AwsErrorDetails details =
        AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
    Calls.call(
        "start pipeline p",
        "Does role 'r' allow it?",
        () -> {
          throw AwsServiceException.builder().awsErrorDetails(details).statusCode(status).build();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"UnrecognizedClientException", "InvalidClientTokenId", "OptInRequired"})
  void aRegionThatAnAccountDoesNotUseIsRefusedAndSaidToBeThat(String code) {
    assertThatThrownBy(() -> answering(code, 403))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "Cannot start pipeline p: %s: Because. Is the Region enabled in that account?"
                .formatted(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"})
  void whatIsNotAllowedSaysWhatToLookAt(String code) {
    assertThatThrownBy(() -> answering(code, 403))
        .isInstanceOf(Refused.class)
        .hasMessage("Cannot start pipeline p: access denied. Does role 'r' allow it?");
  }

  /** Scenario 56. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: logs:FilterLogEvents"
            + " on resource: arn:aws:logs:eu-west-1:1:log-group:/shop:* because no policy allows"
            + " it| logs:FilterLogEvents on arn:aws:logs:eu-west-1:1:log-group:/shop:*",
        "User: u is not authorized to perform: elasticloadbalancing:DescribeRules because no policy"
            + " allows it| elasticloadbalancing:DescribeRules on *",
      })
  void whatIsNotAllowedIsNamedWithWhatItIsNotAllowedOn(String message, String named) {
    assertThatThrownBy(() -> answering("AccessDenied", 403, message))
        .hasMessage(
            "Cannot start pipeline p: access denied: %s. Does role 'r' allow it?".formatted(named));
  }

  @ParameterizedTest
  @CsvSource({"PipelineNotFoundException, 400", "ValidationException, 400"})
  void whatWillNotChangeByItselfIsRefusedInAwssWords(String code, int status) {
    assertThatThrownBy(() -> answering(code, status))
        .isInstanceOf(Refused.class)
        .hasMessage("Cannot start pipeline p: %s: Because.".formatted(code));
  }

  @ParameterizedTest
  @CsvSource({"InternalFailure, 500", "ExpiredTokenException, 403", "Whatever, 503"})
  void whatMayPassIsAskedAgain(String code, int status) {
    assertThatThrownBy(() -> answering(code, status)).isExactlyInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @CsvSource({"ThrottlingException, 400", "ConflictException, 409"})
  void whoIsBusySaysSo(String code, int status) {
    assertThatThrownBy(() -> answering(code, status)).isInstanceOf(Busy.class);
  }

  @Test
  void whoCannotBeReachedIsAskedAgain() {
    assertThatThrownBy(() ->
            Calls.call(
                "start pipeline p",
                "",
                () -> {
                  throw SdkClientException.create("no such host");
                }))
        .isExactlyInstanceOf(Unavailable.class)
        .hasMessage("Cannot start pipeline p: no such host");
  }
}
