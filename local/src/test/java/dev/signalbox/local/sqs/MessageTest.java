package dev.signalbox.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.Queues.Sender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class MessageTest {
  private final Desk desk = new Desk();
  private final String inbox = desk.create("inbox");

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private void delete(String handle) {
    desk.calls.call(
        "DeleteMessage",
        DeleteMessageRequest.builder().queueUrl(inbox).receiptHandle(handle).build(),
        DeleteMessageResponse.class);
  }

  private void hideFor(String handle, int seconds) {
    desk.calls.call(
        "ChangeMessageVisibility",
        ChangeMessageVisibilityRequest.builder()
            .queueUrl(inbox)
            .receiptHandle(handle)
            .visibilityTimeout(seconds)
            .build(),
        ChangeMessageVisibilityResponse.class);
  }

  @Test
  void aReceivedMessageIsHiddenAndComesBackUnlessItIsDeleted() {
    desk.send(inbox, "one");
    var first = desk.receive(inbox).getFirst();
    assertThat(desk.receive(inbox)).isEmpty();
    desk.clock.advance(Duration.ofSeconds(30));
    var second = desk.receive(inbox).getFirst();
    assertThat(second.messageId()).isEqualTo(first.messageId());
    assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
    delete(second.receiptHandle());
    delete(second.receiptHandle());
    desk.clock.advance(Duration.ofHours(1));
    assertThat(desk.receive(inbox)).isEmpty();
  }

  @Test
  void sumsAreThoseTheSdkExpects() {
    var sent =
        desk.send(
            SendMessageRequest.builder()
                .queueUrl(inbox)
                .messageBody("msg")
                .messageAttributes(
                    Map.of(
                        "Hello", text("There"), "General", text("Kenobi"), "Help.Me", text("Me"))));
    assertThat(sent.md5OfMessageBody()).isEqualTo("6e2baaf3b97dbeef01c0043275f9a0e7");
    assertThat(sent.md5OfMessageAttributes()).isEqualTo("4c360f3fdafd970e05fae2f149d997f5");
  }

  @Test
  void theSumOfABinaryAttributeIsThatOfItsBytes() {
    desk.send(
        SendMessageRequest.builder()
            .queueUrl(inbox)
            .messageBody("test")
            .messageAttributes(
                Map.of(
                    "attr1",
                    MessageAttributeValue.builder()
                        .dataType("Binary")
                        .binaryValue(
                            SdkBytes.fromUtf8String(
                                "traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01"))
                        .build())));
    var received =
        desk.receive(ReceiveMessageRequest.builder().queueUrl(inbox).messageAttributeNames("All"))
            .getFirst();
    assertThat(received.md5OfMessageAttributes()).isEqualTo("8cbe4db156db8a94db8b801b7addb984");
    assertThat(received.messageAttributes().values())
        .singleElement()
        .satisfies(it -> assertThat(it.binaryValue().asUtf8String()).contains("\u001e"));
  }

  @ParameterizedTest(name = "asked for {0}, the receiver gets the attributes {1}")
  @CsvSource({
    "All, 'General,Hello,Help.Me'", ".*, 'General,Hello,Help.Me'", "Hel.*, 'Hello,Help.Me'",
    "Hello, Hello", "Nothing, ''", "hello, ''",
  })
  void aReceiverGetsTheAttributesItAskedFor(String wanted, String expected) {
    desk.send(
        SendMessageRequest.builder()
            .queueUrl(inbox)
            .messageBody("msg")
            .messageAttributes(
                Map.of("Hello", text("There"), "General", text("Kenobi"), "Help.Me", text("Me"))));
    var message =
        desk.receive(ReceiveMessageRequest.builder().queueUrl(inbox).messageAttributeNames(wanted))
            .getFirst();
    assertThat(String.join(",", message.messageAttributes().keySet().stream().sorted().toList()))
        .isEqualTo(expected);
    assertThat(message.md5OfMessageAttributes() == null).isEqualTo(expected.isEmpty());
  }

  @Test
  void systemAttributesTellWhenAndHowOften() {
    desk.send(inbox, "one");
    desk.clock.advance(Duration.ofSeconds(5));
    desk.receive(inbox);
    desk.clock.advance(Duration.ofSeconds(30));
    var message =
        desk.receive(
                ReceiveMessageRequest.builder()
                    .queueUrl(inbox)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .getFirst();
    assertThat(message.attributesAsStrings())
        .containsEntry("SentTimestamp", "1795255200000")
        .containsEntry("ApproximateFirstReceiveTimestamp", "1795255205000")
        .containsEntry("ApproximateReceiveCount", "2")
        .containsEntry("SenderId", "AIDATESTER");
  }

  @Test
  void aDelayedMessageComesLater() {
    desk.send(SendMessageRequest.builder().queueUrl(inbox).messageBody("late").delaySeconds(60));
    assertThat(desk.attributes(inbox, "ApproximateNumberOfMessagesDelayed").values())
        .containsExactly("1");
    assertThat(desk.bodies(inbox)).isEmpty();
    desk.clock.advance(Duration.ofSeconds(60));
    assertThat(desk.bodies(inbox)).containsExactly("late");
  }

  @Test
  void visibilityCanBeShortenedAndProlonged() {
    desk.send(inbox, "one");
    var handle = desk.receive(inbox).getFirst().receiptHandle();
    hideFor(handle, 3600);
    desk.clock.advance(Duration.ofMinutes(59));
    assertThat(desk.receive(inbox)).isEmpty();
    hideFor(handle, 0);
    assertThat(desk.bodies(inbox)).containsExactly("one");
    assertThat(desk.attributes(inbox, "ApproximateNumberOfMessagesNotVisible").values())
        .containsExactly("1");
  }

  @Test
  void aMessageThatIsNotOutCannotBeHiddenLonger() {
    desk.send(inbox, "one");
    var handle = desk.receive(inbox).getFirst().receiptHandle();
    desk.clock.advance(Duration.ofSeconds(31));
    assertThatThrownBy(() -> hideFor(handle, 10))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("MessageNotInflight"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "bm9uc2Vuc2U="})
  void aReceiptIsOneOfOurs(String handle) {
    assertThatThrownBy(() -> delete(handle))
        .isInstanceOfSatisfying(
            AwsError.class, error -> assertThat(error.code()).isEqualTo("ReceiptHandleIsInvalid"));
  }

  @Test
  void aMessageReceivedTooOftenMovesToTheDeadLetterQueue() {
    var dead = desk.create("dead");
    var jobs =
        desk.create(
            "jobs",
            Map.of(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:111111111111:dead\",\"maxReceiveCount\":2}"));
    desk.send(jobs, "poison");
    desk.send(jobs, "fine");
    desk.receive(jobs);
    desk.clock.advance(Duration.ofSeconds(30));
    assertThat(desk.bodies(jobs)).containsExactly("poison", "fine");
    desk.clock.advance(Duration.ofSeconds(30));
    assertThat(desk.bodies(jobs)).isEmpty();
    var moved =
        desk.receive(
            ReceiveMessageRequest.builder()
                .queueUrl(dead)
                .maxNumberOfMessages(10)
                .messageSystemAttributeNamesWithStrings("All"));
    assertThat(moved).extracting(Message::body).containsExactly("poison", "fine");
    assertThat(moved.getFirst().attributesAsStrings())
        .containsEntry("DeadLetterQueueSourceArn", "arn:aws:sqs:eu-west-1:111111111111:jobs");
  }

  @Test
  void aMessageOlderThanTheRetentionIsForgotten() {
    desk.send(inbox, "old");
    desk.clock.advance(Duration.ofDays(4).plusSeconds(1));
    assertThat(desk.bodies(inbox)).isEmpty();
    assertThat(desk.attributes(inbox, "ApproximateNumberOfMessages").values()).containsExactly("0");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aLongPollEndsWhenAMessageComes() {
    var polled =
        CompletableFuture.supplyAsync(() ->
            desk.receive(ReceiveMessageRequest.builder().queueUrl(inbox).waitTimeSeconds(20)));
    desk.send(inbox, "at last");
    assertThat(polled.join()).extracting(Message::body).containsExactly("at last");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aStopEndsLongPolls() {
    var polled =
        CompletableFuture.supplyAsync(() ->
            desk.receive(ReceiveMessageRequest.builder().queueUrl(inbox).waitTimeSeconds(20)));
    desk.sqs.close();
    assertThat(polled.join()).isEmpty();
  }

  @Test
  void messagesSurviveARestartInTheirOrder() {
    IntStream.range(0, 5).forEach(n -> desk.send(inbox, "m" + n));
    desk.receive(ReceiveMessageRequest.builder().queueUrl(inbox));
    desk.restart();
    assertThat(desk.bodies(inbox)).containsExactly("m1", "m2", "m3", "m4");
    desk.clock.advance(Duration.ofSeconds(30));
    assertThat(desk.bodies(inbox)).hasSize(5);
  }

  @ParameterizedTest(name = "a body of {0} is refused: {1}")
  @CsvSource({"'', MissingParameter", "'a\u0000b', InvalidMessageContents"})
  void aBodyIsTextThatXmlAllows(String body, String code) {
    assertThatThrownBy(() -> desk.send(inbox, body))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aMessageLongerThanItsQueueTakesIsRefused() {
    desk.send(inbox, "😀".repeat(1_048_576 / 4));
    assertThatThrownBy(() -> desk.send(inbox, "x".repeat(1_048_577)))
        .hasMessage(
            "One or more parameters are invalid. Reason: Message must be shorter than 1048576"
                + " bytes.");
  }

  @ParameterizedTest(name = "{0} messages, waiting {1} s, hidden for {2} s is refused")
  @CsvSource({"0,0,0", "11,0,0", "1,21,0", "1,-1,0", "1,0,43201"})
  void whatIsAskedForHasLimits(int messages, int wait, int visibility) {
    assertThatThrownBy(() ->
            desk.receive(
                ReceiveMessageRequest.builder()
                    .queueUrl(inbox)
                    .maxNumberOfMessages(messages)
                    .waitTimeSeconds(wait)
                    .visibilityTimeout(visibility)))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValue"));
  }

  private SendMessageBatchResponse sendBatch(List<SendMessageBatchRequestEntry> entries) {
    return desk.calls.call(
        "SendMessageBatch",
        SendMessageBatchRequest.builder().queueUrl(inbox).entries(entries).build(),
        SendMessageBatchResponse.class);
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  @Test
  void inABatchEveryEntryFailsOrSucceedsByItself() {
    var response = sendBatch(List.of(entry("a", "fine"), entry("b", "bad\u0001")));
    assertThat(response.successful())
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isEqualTo("a"));
    assertThat(response.failed())
        .singleElement()
        .extracting(BatchResultErrorEntry::code, BatchResultErrorEntry::senderFault)
        .containsExactly("InvalidMessageContents", true);
    assertThat(desk.bodies(inbox)).containsExactly("fine");
  }

  @Test
  void aBatchThatIsWrongAsAWholeIsRefused() {
    batchRefused(List.of(), "EmptyBatchRequest");
    batchRefused(List.of(entry("a", "1"), entry("a", "2")), "BatchEntryIdsNotDistinct");
    batchRefused(List.of(entry("a b", "1")), "InvalidBatchEntryId");
    batchRefused(
        IntStream.range(0, 11).mapToObj(n -> entry("e" + n, "x")).toList(),
        "TooManyEntriesInBatchRequest");
    batchRefused(
        List.of(entry("a", "x".repeat(600_000)), entry("b", "x".repeat(600_000))),
        "BatchRequestTooLong");
  }

  private void batchRefused(List<SendMessageBatchRequestEntry> entries, String code) {
    assertThatThrownBy(() -> sendBatch(entries))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.queryCode()).isEqualTo("AWS.SimpleQueueService." + code);
            });
  }

  @Test
  void messagesAreDeletedInBatches() {
    desk.send(inbox, "one");
    var handle = desk.receive(inbox).getFirst().receiptHandle();
    var response =
        desk.calls.call(
            "DeleteMessageBatch",
            DeleteMessageBatchRequest.builder()
                .queueUrl(inbox)
                .entries(
                    DeleteMessageBatchRequestEntry.builder().id("a").receiptHandle(handle).build(),
                    DeleteMessageBatchRequestEntry.builder().id("b").receiptHandle("x").build())
                .build(),
            DeleteMessageBatchResponse.class);
    assertThat(response.successful()).hasSize(1);
    assertThat(response.failed().getFirst().code()).isEqualTo("ReceiptHandleIsInvalid");
  }

  @Test
  void anotherAccountGetsInOnlyByThePolicy() {
    var there = Calls.to(desk.sqs.api(), Desk.THERE);
    var receive = ReceiveMessageRequest.builder().queueUrl(inbox).build();
    assertThatThrownBy(() -> there.call("ReceiveMessage", receive, ReceiveMessageResponse.class))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.queryCode()).isEqualTo("AccessDenied"));
  }

  @Test
  void aServiceSendsOnlyWhatThePolicyLetsIt() {
    var rule = "arn:aws:events:eu-west-1:111111111111:rule/r";
    var queue = "arn:aws:sqs:eu-west-1:111111111111:guarded";
    var guarded =
        desk.create(
            "guarded",
            Map.of(
                "Policy",
                """
                {"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                  "Action":"sqs:SendMessage","Resource":"%s",
                  "Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}
                """
                    .formatted(queue, rule)));
    desk.sqs.sendAs(new Sender("events.amazonaws.com", rule), queue, "in", Map.of("A", "1"));
    assertThatThrownBy(() ->
            desk.sqs.sendAs(new Sender("events.amazonaws.com", rule + "2"), queue, "out", Map.of()))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("AccessDeniedException"));
    desk.sqs.send(queue, "own", Map.of());
    assertThat(desk.bodies(guarded)).containsExactly("in", "own");
    assertThatThrownBy(() -> desk.sqs.send("arn:aws:sqs:eu-west-1:111111111111:no", "x", Map.of()))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("QueueDoesNotExist"));
  }

  @ParameterizedTest(name = "{0} asks for {1}")
  @CsvSource({"SenderId, 1", "All, 4", "QueueArn, 0"})
  @SuppressWarnings("deprecation") // how clients older than its replacement ask
  void olderClientsAskForSystemAttributesUnderTheOldName(String name, int count) {
    desk.send(inbox, "x");
    assertThat(
            desk.receive(
                    ReceiveMessageRequest.builder().queueUrl(inbox).attributeNamesWithStrings(name))
                .getFirst()
                .attributesAsStrings())
        .hasSize(count);
  }

  @Test
  void anAttributeNobodyHasIsUnknown() {
    assertThatThrownBy(() ->
            desk.receive(
                ReceiveMessageRequest.builder()
                    .queueUrl(inbox)
                    .messageSystemAttributeNamesWithStrings("Colour")))
        .hasMessage("Unknown Attribute Colour.");
  }
}
