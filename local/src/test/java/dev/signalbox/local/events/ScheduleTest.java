package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DisableRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;

class ScheduleTest {
  private final Scene scene = new Scene();

  private void schedule(String expression) {
    scene
        .calls()
        .call(
            "PutRule",
            PutRuleRequest.builder().name("tick").scheduleExpression(expression).build(),
            PutRuleResponse.class);
  }

  @ParameterizedTest(name = "{0} is no schedule")
  @ValueSource(
      strings = {
        "rate(1 minutes)",
        "rate(10 minute)",
        "rate(10 seconds)",
        "rate(0 minutes)",
        "rate()",
        "rate(-1 days)",
        "rate(10 MINUTES)",
        " rate(10 minutes)",
        "rate( 10 minutes )",
        "rate(99999999999 days)",
        "at(2026-01-01T00:00:00)",
        "cron(INVALID)",
        "cron(0 1 * * * *)",
        "cron(0 1 ? * ? *)",
        "cron(7 20 * * NOT *)",
        "cron(0 dummy ? * MON-FRI *)",
        "cron(71 8 1 * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 1 32 * ? *)",
        "cron(0 1 ? 13 MON *)",
        "cron(0/0 1 * * ? *)",
        "cron(0 1 ? * MON#6 *)",
        "cron(0 1 * * ?)",
        "cron(, 1 * * ? *)"
      })
  void whatIsNoScheduleIsRefused(String expression) {
    assertThatThrownBy(() -> schedule(expression))
        .hasMessage("Parameter ScheduleExpression is not valid.");
  }

  @ParameterizedTest(name = "{0} after {1} fires at {2}")
  @CsvSource({
    "cron(0 12 * * ? *),            2026-11-21T10:00:00Z, 2026-11-21T12:00:00Z",
    "cron(0 12 * * ? *),            2026-11-21T12:00:00Z, 2026-11-22T12:00:00Z",
    "'cron(5,35 14 * * ? *)',       2026-11-21T14:05:30Z, 2026-11-21T14:35:00Z",
    "cron(0/15 * * * ? *),          2026-12-31T23:45:00Z, 2027-01-01T00:00:00Z",
    "cron(0/5 8-17 ? * MON-FRI *),  2026-11-20T17:55:00Z, 2026-11-23T08:00:00Z",
    "cron(0 18 ? * FRI-MON *),      2026-11-23T18:00:00Z, 2026-11-27T18:00:00Z",
    "cron(15 10 ? * 6L *),          2026-11-21T10:00:00Z, 2026-11-27T10:15:00Z",
    "cron(0 2 ? * SAT#3 *),         2026-11-21T10:00:00Z, 2026-12-19T02:00:00Z",
    "cron(0 9 L * ? *),             2027-02-01T00:00:00Z, 2027-02-28T09:00:00Z",
    "cron(0 9 15W * ? *),           2026-11-01T00:00:00Z, 2026-11-16T09:00:00Z",
    "cron(0 9 1W * ? *),            2026-08-01T00:00:00Z, 2026-08-03T09:00:00Z",
    "cron(0 0 29 FEB ? *),          2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z",
    "cron(0 0 1 1 ? 2030),          2026-01-01T00:00:00Z, 2030-01-01T00:00:00Z",
    "cron(0/5 5 ? JAN 1-5 2027),    2026-11-21T10:00:00Z, 2027-01-03T05:00:00Z",
  })
  void cronNamesMinutesInUtc(String expression, Instant after, Instant next) {
    assertThat(Schedule.parse(expression).orElseThrow().next(Instant.EPOCH, after)).contains(next);
  }

  @Test
  void aCronOfYearsThatHavePassedNeverFires() {
    assertThat(
            Schedule.parse("cron(15 10 ? * 6L 2002-2005)")
                .orElseThrow()
                .next(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z")))
        .isEmpty();
  }

  @Test
  void aRateCountsFromWhenTheRuleWasMadeAlsoAfterARestart() {
    schedule("rate(5 minutes)");
    scene.target("tick", Scene.queue().build());
    scene.clock.advance(Duration.ofMinutes(12));
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(2);
    scene.restart(Chaos.NONE);
    scene.clock.advance(Duration.ofMinutes(3));
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(3);
  }

  @Test
  void aScheduledEventNamesItsRuleAndItsMinute() {
    schedule("cron(30 10 * * ? *)");
    scene.target("tick", Scene.queue().build());
    scene.clock.advance(Duration.ofHours(1));
    var event = Scene.object(scene.bodies(Scene.QUEUE).getFirst()).without("id");
    assertThat(event)
        .isEqualTo(
            Scene.json(
                """
                {"version":"0","detail-type":"Scheduled Event","source":"aws.events",
                 "account":"111111111111","time":"2026-11-21T10:30:00Z","region":"eu-west-1",
                 "resources":["arn:aws:events:eu-west-1:111111111111:rule/tick"],"detail":{}}
                """));
  }

  @Test
  void aDisabledOrChangedRuleKeepsToItsNewState() {
    schedule("rate(5 minutes)");
    scene.target("tick", Scene.queue().build());
    scene.clock.advance(Duration.ofMinutes(4));
    schedule("rate(1 hour)");
    scene.clock.advance(Duration.ofMinutes(30));
    assertThat(scene.messages).isEmpty();
    scene
        .calls()
        .call(
            "DisableRule",
            DisableRuleRequest.builder().name("tick").build(),
            DisableRuleResponse.class);
    scene.clock.advance(Duration.ofHours(3));
    assertThat(scene.messages).isEmpty();
  }

  @Test
  void schedulesBelongToTheDefaultBus() {
    scene
        .calls()
        .call(
            "CreateEventBus",
            CreateEventBusRequest.builder().name("orders").build(),
            CreateEventBusResponse.class);
    assertThatThrownBy(() ->
            scene
                .calls()
                .call(
                    "PutRule",
                    PutRuleRequest.builder()
                        .name("tick")
                        .eventBusName("orders")
                        .scheduleExpression("rate(1 minute)")
                        .build(),
                    PutRuleResponse.class))
        .hasMessage("ScheduleExpression is supported only on the default event bus.");
  }
}
