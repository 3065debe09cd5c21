package dev.signalbox.aws.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.aws.client.CannedHttp;
import dev.signalbox.aws.client.Connection;
import dev.signalbox.core.Busy;
import dev.signalbox.core.Refused;
import dev.signalbox.core.Unavailable;
import dev.signalbox.core.release.AccountId;
import dev.signalbox.core.release.BusId;
import dev.signalbox.core.release.CommitId;
import dev.signalbox.core.release.Push;
import dev.signalbox.core.release.Ref;
import dev.signalbox.core.release.Region;
import dev.signalbox.core.release.Repository;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class EventBusesTest {
  private static final Region REGION = new Region("eu-west-1");
  private static final BusId BUS = new BusId(new AccountId("333333333333"), REGION, "signalbox");

  private static void forward(String answer) {
    var connection =
        new Connection(
            software.amazon.awssdk.regions.Region.EU_WEST_1,
            Optional.empty(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")),
            new CannedHttp(Map.of("PutEvents", answer)));
    var repository = new Repository(new AccountId("111111111111"), REGION, "shop");
    var push =
        new Push(
            "d",
            repository,
            Ref.branch("main"),
            Optional.empty(),
            Optional.of(new CommitId("2".repeat(40))),
            Instant.EPOCH);
    new EventBuses(connection).forward(push, Optional.empty(), BUS);
  }

  private static String failing(String code) {
    return """
    {"FailedEntryCount":1,"Entries":[{"ErrorCode":"%s","ErrorMessage":"because"}]}\
    """
        .formatted(code);
  }

  @Test
  void anEntryWithAnIdHasArrived() {
    assertThatCode(() -> forward("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"e\"}]}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"InternalFailure", "InternalException", "ThrottlingException"})
  void aRequestThatSucceedsWhileItsEntryFailsForNowIsTriedAgain(String code) {
    assertThatThrownBy(() -> forward(failing(code)))
        .isInstanceOf(Unavailable.class)
        .hasMessage(
            "Cannot forward to bus 333333333333/eu-west-1/signalbox: %s: because".formatted(code));
  }

  @Test
  void aBusThatIsToldTooMuchAtOnceIsBusy() {
    assertThatThrownBy(() -> forward(failing("ThrottlingException"))).isInstanceOf(Busy.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotAuthorizedForSourceException", "MalformedDetail", "WhateverComes"})
  void aRequestThatSucceedsWhileItsEntryIsRefusedIsRefused(String code) {
    assertThatThrownBy(() -> forward(failing(code)))
        .isInstanceOf(Refused.class)
        .hasMessageEndingWith(code + ": because");
  }

  @Test
  void anEntryThatIsNotAllowedSaysWhatToLookAt() {
    assertThatThrownBy(() -> forward(failing("AccessDeniedException")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("does its policy let this account in");
  }

  @Test
  void aBusIsNamedByWhereItIs() {
    assertThat(BUS.arn()).isEqualTo("arn:aws:events:eu-west-1:333333333333:event-bus/signalbox");
  }
}
