package dev.signalbox.local.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.Alarms.State;
import dev.signalbox.local.api.AwsError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

class AlarmsTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void anAlarmWithoutDataHasTooLittleOfIt() {
    desk.alarm(it -> {});
    desk.clock.advance(Duration.ofMinutes(5));
    assertThat(desk.alarm().stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
  }

  @Test
  void aMinuteBeyondTheThresholdRaisesItOnceTheMinuteIsOver() {
    desk.alarm(it -> {});
    desk.put(6);
    desk.clock.advance(Duration.ofSeconds(59));
    assertThat(desk.alarm().stateValue()).isEqualTo(StateValue.INSUFFICIENT_DATA);
    desk.clock.advance(Duration.ofSeconds(1));
    assertThat(desk.alarm().stateValue()).isEqualTo(StateValue.ALARM);
    assertThat(desk.cloudWatch.alarms().states(Desk.HERE, List.of("errors", "missing")))
        .isEqualTo(Map.of("errors", State.ALARM));
  }

  @Test
  void everyChangeIsAnEventThatSaysWhatItWasBefore() {
    desk.alarm(it -> {});
    desk.minutes(6, 1, 1);
    assertThat(desk.events)
        .extracting(it -> it.path("state").path("value").asText())
        .containsExactly("ALARM", "OK");
    assertThat(desk.events.getLast().path("previousState").path("value").asText())
        .isEqualTo("ALARM");
    assertThat(
            desk.events.getFirst().at("/configuration/metrics/0/metricStat/metric/name").asText())
        .isEqualTo("Errors");
  }

  @Test
  void anAlarmOnAnExpressionWatchesItsRate() {
    desk.alarm(it ->
        it.metricName(null)
            .namespace(null)
            .dimensions(List.of())
            .statistic((String) null)
            .period(null)
            .threshold(50.0)
            .metrics(
                Desk.query("m", "Sum", 60).toBuilder().returnData(false).build(),
                Desk.expression("rate", "100 * m / 10").toBuilder().returnData(true).build()));
    desk.minutes(6);
    assertThat(desk.alarm().stateValue()).isEqualTo(StateValue.ALARM);
  }

  @Test
  void aStateThatWasSetLastsUntilTheAlarmIsLookedAtAgain() {
    desk.alarm(it -> it.treatMissingData("notBreaching"));
    desk.calls.call(
        "SetAlarmState",
        SetAlarmStateRequest.builder()
            .alarmName("errors")
            .stateValue("ALARM")
            .stateReason("a drill")
            .build(),
        SetAlarmStateResponse.class);
    assertThat(desk.alarm().stateReason()).isEqualTo("a drill");
    desk.clock.advance(Duration.ofMinutes(1));
    assertThat(desk.alarm().stateValue()).isEqualTo(StateValue.OK);
  }

  @Test
  void anAlarmPublishesToTheTopicsOfItsStateAlsoWhenOneOfThemIsGone() {
    desk.start();
    desk.alarm(it ->
        it.alarmActions("arn:aws:sns:eu-west-1:1:missing", "arn:aws:sns:eu-west-1:1:people")
            .okActions("arn:aws:sns:eu-west-1:1:relief"));
    desk.minutes(6);
    assertThat(desk.published).hasSize(1);
    assertThat(desk.published.getFirst())
        .startsWith(
            "arn:aws:sns:eu-west-1:1:people ALARM: \"errors\" in eu-west-1"
                + " {\"AlarmName\":\"errors\"")
        .contains("\"OldStateValue\":\"INSUFFICIENT_DATA\"");
  }

  @Test
  void anAlarmWhoseActionsAreDisabledOnlyTellsTheBus() {
    desk.start();
    desk.alarm(it -> it.alarmActions("arn:aws:sns:eu-west-1:1:people"));
    desk.calls.call(
        "DisableAlarmActions",
        DisableAlarmActionsRequest.builder().alarmNames("errors").build(),
        DisableAlarmActionsResponse.class);
    desk.minutes(6);
    assertThat(desk.published).isEmpty();
    assertThat(desk.events).hasSize(1);
  }

  @Test
  void aNameThatWouldBreakALineIsRefused() {
    assertThatThrownBy(() -> desk.alarm(it -> it.alarmName("errors\nnone")))
        .isInstanceOfSatisfying(
            AwsError.class, it -> assertThat(it.code()).isEqualTo("ValidationError"));
  }

  @Test
  void anAlarmIsWatchedOnAfterARestart() {
    desk.alarm(it -> {});
    desk.restart();
    desk.minutes(6);
    assertThat(desk.alarm().stateValue()).isEqualTo(StateValue.ALARM);
  }

  @Test
  void aNewConfigurationTakesThePlaceOfTheOldOne() {
    desk.alarm(it -> {});
    desk.alarm(it -> it.threshold(100.0));
    desk.minutes(6);
    assertThat(desk.alarm().stateValue()).isEqualTo(StateValue.OK);
    assertThat(desk.clock.waiting()).isLessThan(4);
  }
}
