package dev.signalbox.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.local.api.AwsError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DeadLetterConfig;
import software.amazon.awssdk.services.eventbridge.model.RetryPolicy;
import software.amazon.awssdk.services.eventbridge.model.Target;

class DeliveryTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111111111111:news";
  private static final DeadLetterConfig DLQ = DeadLetterConfig.builder().arn(Scene.DEAD).build();
  private final Scene scene = new Scene();

  private static RetryPolicy retries(int attempts, int seconds) {
    return RetryPolicy.builder()
        .maximumRetryAttempts(attempts)
        .maximumEventAgeInSeconds(seconds)
        .build();
  }

  @Test
  void aMissingTargetGoesStraightToTheDeadLetterQueue() {
    scene.refusals.put(
        Scene.QUEUE, AwsError.of("QueueDoesNotExist", "The specified queue does not exist."));
    var rule = scene.ruleTo(Scene.queue().deadLetterConfig(DLQ).build());
    scene.put(Scene.event("{\"n\":7}").build());
    var dead = scene.messages.getFirst();
    assertThat(dead.queue()).isEqualTo(Scene.DEAD);
    assertThat(dead.json().at("/detail/n").asInt()).isEqualTo(7);
    assertThat(dead.attributes())
        .isEqualTo(
            Map.of(
                "RULE_ARN", rule,
                "TARGET_ARN", Scene.QUEUE,
                "ERROR_CODE", "NO_RESOURCE",
                "ERROR_MESSAGE", "The specified queue does not exist.",
                "RETRY_ATTEMPTS", "0"));
    assertThat(scene.clock.waiting()).isZero();
  }

  @Test
  void aQueueWhosePolicyKeepsTheRuleOutLooksLikeAMissingOne() {
    scene.refusals.put(Scene.QUEUE, AwsError.of("AccessDeniedException", "no"));
    scene.ruleTo(Scene.queue().deadLetterConfig(DLQ).build());
    scene.put(Scene.event("{}").build());
    assertThat(scene.messages.getFirst().attributes()).containsEntry("ERROR_CODE", "NO_RESOURCE");
  }

  @Test
  void theRuleIsWhoSendsToAQueue() {
    var rule = scene.ruleTo(Scene.queue().build());
    scene.put(Scene.event("{}").build());
    assertThat(scene.senders.getFirst().service()).isEqualTo("events.amazonaws.com");
    assertThat(scene.senders.getFirst().sourceArn()).isEqualTo(rule);
  }

  @Test
  void theRuleIsWhoPublishesToATopic() {
    var rule = scene.ruleTo(Target.builder().id("news").arn(TOPIC).build());
    scene.put(Scene.event("{}").build());
    assertThat(scene.published).singleElement().asString().startsWith(TOPIC + " {");
    assertThat(scene.senders.getFirst().service()).isEqualTo("events.amazonaws.com");
    assertThat(scene.senders.getFirst().sourceArn()).isEqualTo(rule);
  }

  @Test
  void aTopicWhosePolicyKeepsTheRuleOutIsNotTriedAgain() {
    scene.refusals.put(TOPIC, new AwsError("AuthorizationError", 403, "no"));
    scene.ruleTo(Target.builder().id("news").arn(TOPIC).deadLetterConfig(DLQ).build());
    scene.put(Scene.event("{}").build());
    assertThat(scene.messages.getFirst().attributes())
        .containsEntry("ERROR_CODE", "NO_PERMISSIONS");
  }

  @Test
  void aTargetThatIsBusyIsTriedAgainUntilItTakesTheEvent() {
    scene.refusals.put(Scene.QUEUE, AwsError.of("ThrottlingException", "slow down"));
    scene.ruleTo(Scene.queue().build());
    scene.put(Scene.event("{}").build());
    scene.clock.advance(Duration.ofMinutes(5));
    assertThat(outcome().state()).isEqualTo(SeenEvent.State.RETRYING);
    scene.refusals.clear();
    scene.clock.advance(Duration.ofMinutes(8));
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(1);
    assertThat(outcome().state()).isEqualTo(SeenEvent.State.DELIVERED);
    assertThat(outcome().attempts()).isGreaterThan(5);
  }

  @Test
  void retriesEndAfterTheAttemptsThatThePolicyAllows() {
    scene.refusals.put(Scene.QUEUE, new AwsError("InternalError", 500, "broken"));
    scene.ruleTo(Scene.queue().deadLetterConfig(DLQ).retryPolicy(retries(3, 86_400)).build());
    scene.put(Scene.event("{}").build());
    scene.clock.advance(Duration.ofMinutes(10));
    assertThat(scene.messages.getFirst().attributes())
        .containsEntry("ERROR_CODE", "ERROR_FROM_TARGET")
        .containsEntry("RETRY_ATTEMPTS", "3")
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts");
  }

  @Test
  void retriesEndWhenTheEventIsOlderThanThePolicyAllows() {
    scene.refusals.put(Scene.QUEUE, AwsError.of("ThrottlingException", "slow down"));
    scene.ruleTo(Scene.queue().deadLetterConfig(DLQ).retryPolicy(retries(185, 60)).build());
    scene.put(Scene.event("{}").build());
    scene.clock.advance(Duration.ofSeconds(60));
    assertThat(scene.messages.getFirst().attributes())
        .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumEventAgeInSeconds");
  }

  @Test
  void anEventThatNeitherTargetNorDeadLetterQueueTakesIsLostAndThatIsSeen() {
    scene.refusals.put(Scene.QUEUE, AwsError.of("QueueDoesNotExist", "no inbox"));
    scene.refusals.put(Scene.DEAD, AwsError.of("QueueDoesNotExist", "no dead-letter queue"));
    scene.ruleTo(Scene.queue().deadLetterConfig(DLQ).build());
    scene.put(Scene.event("{}").build());
    assertThat(outcome().state()).isEqualTo(SeenEvent.State.LOST);
    assertThat(outcome().problem()).contains("no inbox").contains("no dead-letter queue");
  }

  @Test
  void aStopBetweenEventAndDeliveryLosesNothing() {
    scene.refusals.put(Scene.QUEUE, AwsError.of("ThrottlingException", "slow down"));
    scene.ruleTo(Scene.queue().build());
    scene.put(Scene.event("{\"n\":1}").build());
    scene.refusals.clear();
    scene.restart(Chaos.NONE);
    scene.clock.run();
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(1);
    scene.restart(Chaos.NONE);
    scene.clock.advance(Duration.ofHours(1));
    assertThat(scene.bodies(Scene.QUEUE)).hasSize(1);
  }

  @Test
  void afterAStopNothingIsDelivered() {
    scene.ruleTo(Scene.queue().build());
    scene.bridge.close();
    scene.put(Scene.event("{}").build());
    assertThat(scene.messages).isEmpty();
  }

  @Test
  void aFunctionIsInvokedByNameAndAliasInTheAccountOfItsArn() {
    scene.ruleTo(
        Target.builder().id("f").arn(Scene.THERE.arn("lambda", "function:router:live")).build());
    scene.put(Scene.event("{}").build());
    assertThat(scene.invocations.getFirst()).startsWith("222222222222 router:live {\"version\"");
  }

  @Test
  void aPipelineIsStartedAndToldWhichRuleDidIt() {
    var rule =
        scene.ruleTo(
            Target.builder()
                .id("p")
                .arn(Scene.HERE.arn("codepipeline", "shop"))
                .roleArn("arn:aws:iam::111111111111:role/start")
                .input("{\"variables\":[{\"name\":\"A\",\"value\":\"1\"}]}")
                .build());
    scene.put(Scene.event("{}").build());
    assertThat(scene.pipelines)
        .containsExactly("shop " + rule + " {\"variables\":[{\"name\":\"A\",\"value\":\"1\"}]}");
  }

  @Test
  void aLogGroupIsSentTheEventOnALine() {
    scene.ruleTo(
        Target.builder()
            .id("l")
            .arn(Scene.HERE.arn("logs", "log-group:/aws/events/all:*"))
            .build());
    scene.put(Scene.event("{\"text\":\"two\\nlines\"}").build());
    assertThat(scene.lines.getFirst()).startsWith("/aws/events/all {").doesNotContain("\n");
  }

  @Test
  void aKindOfTargetThatIsNotImplementedSaysSo() {
    scene.ruleTo(Target.builder().id("k").arn(Scene.HERE.arn("kinesis", "stream/s")).build());
    scene.put(Scene.event("{}").build());
    assertThat(outcome().state()).isEqualTo(SeenEvent.State.LOST);
    assertThat(outcome().problem()).contains("delivery to kinesis targets");
  }

  private SeenEvent.Outcome outcome() {
    return scene.bridge.recent().getFirst().deliveries().getFirst();
  }
}
