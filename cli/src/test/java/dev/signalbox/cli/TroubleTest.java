package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.aws.client.Calls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class TroubleTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "AccessDeniedException       | needs dynamodb:GetItem and dynamodb:Query on table t",
        "ResourceNotFoundException   | There is no table t for these credentials' account",
        "ExpiredTokenException       | The credentials have expired: log in again",
        "UnrecognizedClientException | AWS does not know these credentials",
        "ProvisionedThroughputExceededException | Cannot read it",
      })
  void whatAwsRefusesIsToldWithWhatToDo(String code, String remedy) {
    assertThatThrownBy(() ->
            Trouble.told(
                "table t",
                () ->
                    Calls.call(
                        "read it",
                        "",
                        () -> {
                          throw refusal(code);
                        })))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(remedy);
  }

  private static AwsServiceException refusal(String code) {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
        .statusCode(400)
        .build();
  }
}
