package dev.signalbox.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.local.api.AwsError;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

class QueueTest {
  private final Desk desk = new Desk();

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AwsError.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  private ListQueuesResponse list(ListQueuesRequest.Builder request) {
    return desk.calls.call("ListQueues", request.build(), ListQueuesResponse.class);
  }

  @Test
  void aQueueHasAnAddressAndAwsDefaults() {
    var url = desk.create("inbox");
    assertThat(url).isEqualTo("http://127.0.0.1:4566/111111111111/inbox");
    assertThat(desk.attributes(url, "All"))
        .containsEntry("QueueArn", "arn:aws:sqs:eu-west-1:111111111111:inbox")
        .containsEntry("VisibilityTimeout", "30")
        .containsEntry("MaximumMessageSize", "1048576")
        .containsEntry("MessageRetentionPeriod", "345600")
        .containsEntry("CreatedTimestamp", "1795255200")
        .containsEntry("SqsManagedSseEnabled", "true")
        .doesNotContainKey("Policy");
    assertThat(desk.attributes(url)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is no queue name")
  @ValueSource(strings = {"", "a b", "ünï", "a/b", "x;curl${IFS}e|sh"})
  void aNameHasLettersDigitsHyphensAndUnderscores(String name) {
    refused(() -> desk.create(name), "InvalidParameterValue");
    refused(() -> desk.create("x".repeat(81)), "InvalidParameterValue");
  }

  @Test
  void fifoQueuesAreNotThereAndSaySo() {
    refused(() -> desk.create("orders.fifo"), "NotImplementedException");
    refused(() -> desk.create("orders", Map.of("FifoQueue", "true")), "NotImplementedException");
  }

  @ParameterizedTest(name = "{0} = {1} is refused: {2}")
  @CsvSource({
    "VisibilityTimeout, 43201, InvalidAttributeValue",
    "DelaySeconds, -1, InvalidAttributeValue",
    "MaximumMessageSize, 1023, InvalidAttributeValue",
    "ReceiveMessageWaitTimeSeconds, soon, InvalidAttributeValue",
    "Colour, blue, InvalidAttributeName",
    "Policy, not a policy, InvalidAttributeValue",
    "RedrivePolicy, '{\"deadLetterTargetArn\":\"dummy\",\"maxReceiveCount\":42}',"
        + " InvalidParameterValue",
    "RedrivePolicy, nonsense, InvalidParameterValue",
  })
  void aBadAttributeIsRefused(String name, String value, String code) {
    refused(() -> desk.create("inbox", Map.of(name, value)), code);
  }

  @Test
  void theDeadLetterQueueHasToExist() {
    var policy =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:111111111111:dead\",\"maxReceiveCount\":\"3\"}";
    refused(() -> desk.create("inbox", Map.of("RedrivePolicy", policy)), "InvalidParameterValue");
    var dead = desk.create("dead");
    var inbox = desk.create("inbox", Map.of("RedrivePolicy", policy));
    assertThat(
            desk.calls
                .call(
                    "ListDeadLetterSourceQueues",
                    ListDeadLetterSourceQueuesRequest.builder().queueUrl(dead).build(),
                    ListDeadLetterSourceQueuesResponse.class)
                .queueUrls())
        .containsExactly(inbox);
  }

  @Test
  void creatingAQueueAgainWorksOnlyWithTheSameAttributes() {
    var url = desk.create("inbox", Map.of("DelaySeconds", "1"));
    assertThat(desk.create("inbox", Map.of("DelaySeconds", "1"))).isEqualTo(url);
    assertThat(desk.create("inbox")).isEqualTo(url);
    assertThatThrownBy(() -> desk.create("inbox", Map.of("DelaySeconds", "2")))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> {
              assertThat(error.code()).isEqualTo("QueueNameExists");
              assertThat(error.queryCode()).isEqualTo("QueueAlreadyExists");
              assertThat(error)
                  .hasMessageEndingWith("a different value for attribute DelaySeconds");
            });
  }

  @Test
  void attributesAreChangedOneByOneAndAPolicyIsTakenAwayByAnEmptyOne() {
    var url = desk.create("inbox", Map.of("Policy", "{\"Statement\":[]}"));
    desk.calls.call(
        "SetQueueAttributes",
        SetQueueAttributesRequest.builder()
            .queueUrl(url)
            .attributesWithStrings(Map.of("VisibilityTimeout", "5", "Policy", ""))
            .build(),
        SetQueueAttributesResponse.class);
    assertThat(desk.attributes(url, "VisibilityTimeout", "Policy"))
        .isEqualTo(Map.of("VisibilityTimeout", "5"));
    refused(() -> desk.attributes(url, "Colour"), "InvalidAttributeName");
  }

  @Test
  void queuesAreListedByPrefixAndPageByPage() {
    desk.create("a1");
    desk.create("a2");
    desk.create("b1");
    var first = list(ListQueuesRequest.builder().maxResults(2));
    assertThat(first.queueUrls()).hasSize(2);
    assertThat(
            list(ListQueuesRequest.builder().maxResults(2).nextToken(first.nextToken()))
                .queueUrls())
        .containsExactly("http://127.0.0.1:4566/111111111111/b1");
    assertThat(list(ListQueuesRequest.builder().queueNamePrefix("a")).queueUrls()).hasSize(2);
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    refused(() -> desk.receive("http://127.0.0.1:4566/111111111111/nowhere"), "QueueDoesNotExist");
    refused(
        () ->
            desk.calls.call(
                "GetQueueUrl",
                GetQueueUrlRequest.builder().queueName("nowhere").build(),
                GetQueueUrlResponse.class),
        "QueueDoesNotExist");
  }

  @Test
  void aDeletedQueueIsGoneWithItsMessages() {
    var url = desk.create("inbox");
    desk.send(url, "gone");
    desk.calls.call(
        "DeleteQueue",
        DeleteQueueRequest.builder().queueUrl(url).build(),
        DeleteQueueResponse.class);
    refused(() -> desk.receive(url), "QueueDoesNotExist");
    desk.create("inbox");
    assertThat(desk.bodies(url)).isEmpty();
  }

  @Test
  void aQueueIsPurgedOnceAMinute() {
    var url = desk.create("inbox");
    desk.send(url, "gone");
    purge(url);
    assertThat(desk.bodies(url)).isEmpty();
    assertThatThrownBy(() -> purge(url))
        .hasMessage("Only one PurgeQueue operation on inbox is allowed every 60 seconds.");
    desk.clock.advance(Duration.ofSeconds(61));
    purge(url);
  }

  private void purge(String url) {
    desk.calls.call(
        "PurgeQueue", PurgeQueueRequest.builder().queueUrl(url).build(), PurgeQueueResponse.class);
  }

  @Test
  void onlyOneWayToEncryptIsOn() {
    var url = desk.create("q", Map.of("KmsMasterKeyId", "key", "SqsManagedSseEnabled", "false"));
    assertThatThrownBy(() ->
            desk.calls.call(
                "SetQueueAttributes",
                SetQueueAttributesRequest.builder()
                    .queueUrl(url)
                    .attributesWithStrings(Map.of("SqsManagedSseEnabled", "true"))
                    .build(),
                SetQueueAttributesResponse.class))
        .hasMessageStartingWith("You can use one type of server-side encryption (SSE)");
  }
}
