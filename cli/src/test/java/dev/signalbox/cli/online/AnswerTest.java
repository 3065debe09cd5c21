package dev.signalbox.cli.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AnswerTest {
  private static Answer<String> answer(String code) {
    Supplier<String> refusing =
        () -> {
          throw AwsServiceException.builder()
              .awsErrorDetails(
                  AwsErrorDetails.builder().errorCode(code).errorMessage("no\nway").build())
              .build();
        };
    return Answer.to("codepipeline:GetPipeline", refusing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "AccessDenied"})
  void whatOneMayNotAskIsUntoldWithThePermissionThatIsMissing(String code) {
    assertThat(answer(code)).isEqualTo(new Answer.Untold<>("codepipeline:GetPipeline is denied"));
  }

  @Test
  void whatIsNotThereIsAbsent() {
    assertThat(answer("PipelineNotFoundException")).isEqualTo(new Answer.Absent<>());
  }

  @Test
  void whatElseGoesWrongIsNeverTakenForAnAnswer() {
    assertThat(answer("ThrottlingException"))
        .isEqualTo(new Answer.Untold<>("ThrottlingException: no\nway"));
    Supplier<String> cut =
        () -> {
          throw SdkClientException.create("cut off");
        };
    assertThat(Answer.to("x", cut)).isEqualTo(new Answer.Untold<>("cut off"));
  }
}
