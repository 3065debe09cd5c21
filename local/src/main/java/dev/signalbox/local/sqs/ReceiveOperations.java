package dev.signalbox.local.sqs;

import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Receiving, deleting and keeping messages longer. */
final class ReceiveOperations {
  private static final int LONGEST_VISIBILITY = 43_200;

  private final QueueHouse house;
  private final Outbox outbox;
  private final Clock clock;

  ReceiveOperations(QueueHouse house, Outbox outbox, Clock clock) {
    this.house = house;
    this.outbox = outbox;
    this.clock = clock;
  }

  void addTo(Service service) {
    service
        .on("ReceiveMessage", ReceiveMessageRequest::builder, this::receive)
        .on("DeleteMessage", DeleteMessageRequest::builder, this::delete)
        .on("DeleteMessageBatch", DeleteMessageBatchRequest::builder, this::deleteBatch)
        .on(
            "ChangeMessageVisibility",
            ChangeMessageVisibilityRequest::builder,
            this::changeVisibility)
        .on(
            "ChangeMessageVisibilityBatch",
            ChangeMessageVisibilityBatchRequest::builder,
            this::changeVisibilityBatch);
  }

  private ReceiveMessageResponse receive(Caller caller, ReceiveMessageRequest request) {
    var queue = house.forCaller(caller, request.queueUrl(), "ReceiveMessage");
    systemNames(request).forEach(ReceiveOperations::checkName);
    int most = Optional.ofNullable(request.maxNumberOfMessages()).orElse(1);
    if (most < 1 || most > 10) {
      throw SqsError.invalidValue(
          most, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
    }
    int wait =
        Optional.ofNullable(request.waitTimeSeconds())
            .orElseGet(() -> queue.number("ReceiveMessageWaitTimeSeconds"));
    checkRange("WaitTimeSeconds", wait, 20);
    int visibility =
        Optional.ofNullable(request.visibilityTimeout())
            .orElseGet(() -> queue.number("VisibilityTimeout"));
    checkRange("VisibilityTimeout", visibility, LONGEST_VISIBILITY);
    var messages = messages(queue, most, visibility, wait);
    var response = ReceiveMessageResponse.builder();
    return messages.isEmpty()
        ? response.build()
        : response
            .messages(messages.stream().map(it -> handedOut(queue, it, request)).toList())
            .build();
  }

  private static void checkRange(String parameter, int value, int most) {
    if (value < 0 || value > most) {
      throw SqsError.invalidValue(
          value, parameter, "Must be >= 0 and <= " + most + ", if provided.");
    }
  }

  private List<Message> messages(Queue queue, int most, int visibility, int wait) {
    var redrive =
        queue
            .redrive()
            .filter(it ->
                house
                    .find(it.deadLetterQueue().place(), it.deadLetterQueue().resource())
                    .isPresent());
    long oldest =
        clock.millis() - Duration.ofSeconds(queue.number("MessageRetentionPeriod")).toMillis();
    int receives = redrive.map(Redrive::maxReceiveCount).orElse(Integer.MAX_VALUE);
    try {
      var received =
          house
              .mailbox(queue)
              .receive(
                  most,
                  Duration.ofSeconds(visibility),
                  Duration.ofSeconds(wait),
                  message -> message.sent() < oldest || message.receives() >= receives);
      for (var message : received.leaving()) {
        if (message.sent() >= oldest) {
          redrive.ifPresent(it -> outbox.moveToDeadLetterQueue(queue, it, message));
        }
      }
      return received.messages();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static software.amazon.awssdk.services.sqs.model.Message handedOut(
      Queue queue, Message message, ReceiveMessageRequest request) {
    var attributes =
        MessageAttributes.wanted(message.attributes(), request.messageAttributeNames());
    var answer =
        software.amazon.awssdk.services.sqs.model.Message.builder()
            .messageId(message.id())
            .receiptHandle(new Receipt(queue.arn(), message.id(), message.receives()).handle())
            .md5OfBody(Digest.of(message.body()))
            .body(message.body());
    var system = systemAttributes(message, request);
    if (!system.isEmpty()) {
      answer.attributesWithStrings(system);
    }
    Digest.of(attributes)
        .ifPresent(md5 ->
            answer
                .messageAttributes(MessageAttributes.write(attributes))
                .md5OfMessageAttributes(md5));
    return answer.build();
  }

  @SuppressWarnings("deprecation") // clients older than its replacement still ask by AttributeNames
  private static List<String> systemNames(ReceiveMessageRequest request) {
    var names = new ArrayList<>(request.attributeNamesAsStrings());
    names.addAll(request.messageSystemAttributeNamesAsStrings());
    return names;
  }

  private static void checkName(String name) {
    boolean ofMessages =
        MessageSystemAttributeName.fromValue(name)
            != MessageSystemAttributeName.UNKNOWN_TO_SDK_VERSION;
    if (!ofMessages && !name.equals("All") && !QueueAttributes.known(name)) {
      throw SqsError.invalidAttributeName(name);
    }
  }

  private static Map<String, String> systemAttributes(
      Message message, ReceiveMessageRequest request) {
    var wanted = systemNames(request);
    var all = new TreeMap<String, String>();
    all.put("SenderId", message.senderId());
    all.put("SentTimestamp", String.valueOf(message.sent()));
    all.put("ApproximateReceiveCount", String.valueOf(message.receives()));
    all.put("ApproximateFirstReceiveTimestamp", String.valueOf(message.firstReceived()));
    Optional.ofNullable(message.trace()).ifPresent(it -> all.put("AWSTraceHeader", it));
    Optional.ofNullable(message.deadLetterSource())
        .ifPresent(it -> all.put("DeadLetterQueueSourceArn", it));
    if (!wanted.contains("All")) {
      all.keySet().retainAll(wanted);
    }
    return all;
  }

  private DeleteMessageResponse delete(Caller caller, DeleteMessageRequest request) {
    remove(house.forCaller(caller, request.queueUrl(), "DeleteMessage"), request.receiptHandle());
    return DeleteMessageResponse.builder().build();
  }

  private void remove(Queue queue, String handle) {
    house.mailbox(queue).delete(Receipt.parse(queue, handle).messageId());
  }

  private DeleteMessageBatchResponse deleteBatch(Caller caller, DeleteMessageBatchRequest request) {
    var queue = house.forCaller(caller, request.queueUrl(), "DeleteMessage");
    var batch =
        Batch.of(
            request.entries(),
            "DeleteMessageBatchRequestEntry",
            DeleteMessageBatchRequestEntry::id,
            (id, entry) -> {
              remove(queue, entry.receiptHandle());
              return DeleteMessageBatchResultEntry.builder().id(id).build();
            });
    return DeleteMessageBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }

  private ChangeMessageVisibilityResponse changeVisibility(
      Caller caller, ChangeMessageVisibilityRequest request) {
    hideFor(
        house.forCaller(caller, request.queueUrl(), "ChangeMessageVisibility"),
        request.receiptHandle(),
        request.visibilityTimeout());
    return ChangeMessageVisibilityResponse.builder().build();
  }

  private void hideFor(Queue queue, String handle, int seconds) {
    if (seconds < 0 || seconds > LONGEST_VISIBILITY) {
      throw SqsError.invalidValue(
          seconds, "VisibilityTimeout", "VisibilityTimeout must be an integer between 0 and 43200");
    }
    var receipt = Receipt.parse(queue, handle);
    var mailbox = house.mailbox(queue);
    var message =
        mailbox
            .find(receipt.messageId())
            .orElseThrow(() ->
                SqsError.invalidValue(
                    handle,
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change."));
    if (message.visibleAt() <= clock.millis()) {
      throw SqsError.named("MessageNotInflight", "The specified message isn't in flight.");
    }
    mailbox.setVisibleIn(message, Duration.ofSeconds(seconds));
  }

  private ChangeMessageVisibilityBatchResponse changeVisibilityBatch(
      Caller caller, ChangeMessageVisibilityBatchRequest request) {
    var queue = house.forCaller(caller, request.queueUrl(), "ChangeMessageVisibility");
    var batch =
        Batch.of(
            request.entries(),
            "ChangeMessageVisibilityBatchRequestEntry",
            ChangeMessageVisibilityBatchRequestEntry::id,
            (id, entry) -> {
              hideFor(
                  queue,
                  entry.receiptHandle(),
                  Optional.ofNullable(entry.visibilityTimeout()).orElse(0));
              return ChangeMessageVisibilityBatchResultEntry.builder().id(id).build();
            });
    return ChangeMessageVisibilityBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }
}
