package dev.signalbox.local.sqs;

import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS for the tests, and its commonest calls. */
final class Desk {
  static final Place HERE = new Place("111111111111", "eu-west-1");
  static final Place THERE = new Place("222222222222", "eu-west-1");

  final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
  final MemoryStore store = new MemoryStore();
  Sqs sqs = open();
  Calls calls = Calls.to(sqs.api(), HERE);

  private Sqs open() {
    return new Sqs(store, clock, () -> URI.create("http://127.0.0.1:4566"));
  }

  void restart() {
    sqs.close();
    sqs = open();
    calls = Calls.to(sqs.api(), HERE);
  }

  String create(String name, Map<String, String> attributes) {
    return calls
        .call(
            "CreateQueue",
            CreateQueueRequest.builder().queueName(name).attributesWithStrings(attributes).build(),
            CreateQueueResponse.class)
        .queueUrl();
  }

  String create(String name) {
    return create(name, Map.of());
  }

  SendMessageResponse send(SendMessageRequest.Builder request) {
    return calls.call("SendMessage", request.build(), SendMessageResponse.class);
  }

  void send(String url, String body) {
    send(SendMessageRequest.builder().queueUrl(url).messageBody(body));
  }

  List<Message> receive(ReceiveMessageRequest.Builder request) {
    return calls.call("ReceiveMessage", request.build(), ReceiveMessageResponse.class).messages();
  }

  List<Message> receive(String url) {
    return receive(ReceiveMessageRequest.builder().queueUrl(url).maxNumberOfMessages(10));
  }

  List<String> bodies(String url) {
    return receive(url).stream().map(Message::body).toList();
  }

  Map<String, String> attributes(String url, String... names) {
    return calls
        .call(
            "GetQueueAttributes",
            GetQueueAttributesRequest.builder()
                .queueUrl(url)
                .attributeNamesWithStrings(names)
                .build(),
            GetQueueAttributesResponse.class)
        .attributesAsStrings();
  }
}
