package dev.signalbox.local.sqs;

import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.sqs.Message.Attribute;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SendMessage and SendMessageBatch. */
final class SendOperations {
  private static final int LARGEST_BATCH = 1_048_576;
  private static final String TRACE = "AWSTraceHeader";

  private final QueueHouse house;
  private final Outbox outbox;

  SendOperations(QueueHouse house, Outbox outbox) {
    this.house = house;
    this.outbox = outbox;
  }

  void addTo(Service service) {
    service
        .on("SendMessage", SendMessageRequest::builder, this::send)
        .on("SendMessageBatch", SendMessageBatchRequest::builder, this::sendBatch);
  }

  private SendMessageResponse send(Caller caller, SendMessageRequest request) {
    var queue = house.forCaller(caller, request.queueUrl(), "SendMessage");
    if (request.messageDeduplicationId() != null) {
      throw notForStandardQueues(request.messageDeduplicationId(), "MessageDeduplicationId");
    }
    var message =
        outbox.send(
            queue,
            new Outbox.Draft(
                Optional.ofNullable(request.messageBody()).orElse(""),
                MessageAttributes.read(request.messageAttributes()),
                caller.userId(),
                Optional.ofNullable(request.delaySeconds()),
                trace(request.messageSystemAttributesAsStrings())));
    return SendMessageResponse.builder()
        .messageId(message.id())
        .md5OfMessageBody(Digest.of(message.body()))
        .md5OfMessageAttributes(Digest.of(message.attributes()).orElse(null))
        .md5OfMessageSystemAttributes(digestOfTrace(message).orElse(null))
        .build();
  }

  private static AwsError notForStandardQueues(String value, String parameter) {
    return SqsError.invalidValue(
        value,
        parameter,
        "The request includes a parameter that is not valid for this queue type.");
  }

  private SendMessageBatchResponse sendBatch(Caller caller, SendMessageBatchRequest request) {
    var queue = house.forCaller(caller, request.queueUrl(), "SendMessage");
    // Sizes are only looked at in a batch that is otherwise in order.
    if (!request.entries().isEmpty() && request.entries().size() <= 10) {
      int size =
          request.entries().stream()
              .mapToInt(entry -> draftOrNothing(caller, entry).map(Outbox.Draft::size).orElse(0))
              .sum();
      if (size > LARGEST_BATCH) {
        throw SqsError.named(
            "BatchRequestTooLong",
            "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
                .formatted(LARGEST_BATCH, size));
      }
    }
    var batch =
        Batch.of(
            request.entries(),
            "SendMessageBatchRequestEntry",
            SendMessageBatchRequestEntry::id,
            (id, entry) -> sent(id, outbox.send(queue, draft(caller, entry))));
    return SendMessageBatchResponse.builder()
        .successful(batch.successful())
        .failed(batch.failed())
        .build();
  }

  private static Optional<Outbox.Draft> draftOrNothing(
      Caller caller, SendMessageBatchRequestEntry entry) {
    try {
      return Optional.of(draft(caller, entry));
    } catch (AwsError e) {
      return Optional.empty();
    }
  }

  private static Outbox.Draft draft(Caller caller, SendMessageBatchRequestEntry entry) {
    return new Outbox.Draft(
        Optional.ofNullable(entry.messageBody()).orElse(""),
        MessageAttributes.read(entry.messageAttributes()),
        caller.userId(),
        Optional.ofNullable(entry.delaySeconds()),
        trace(entry.messageSystemAttributesAsStrings()));
  }

  private static SendMessageBatchResultEntry sent(String id, Message message) {
    return SendMessageBatchResultEntry.builder()
        .id(id)
        .messageId(message.id())
        .md5OfMessageBody(Digest.of(message.body()))
        .md5OfMessageAttributes(Digest.of(message.attributes()).orElse(null))
        .md5OfMessageSystemAttributes(digestOfTrace(message).orElse(null))
        .build();
  }

  private static @Nullable String trace(Map<String, MessageSystemAttributeValue> attributes) {
    for (var name : attributes.keySet()) {
      if (!name.equals(TRACE)) {
        throw SqsError.invalidParameter("Message system attribute name '" + name + "' is invalid.");
      }
    }
    var trace = attributes.get(TRACE);
    return trace == null ? null : trace.stringValue();
  }

  private static Optional<String> digestOfTrace(Message message) {
    return Optional.ofNullable(message.trace())
        .flatMap(trace -> Digest.of(Map.of(TRACE, new Attribute("String", trace))));
  }
}
