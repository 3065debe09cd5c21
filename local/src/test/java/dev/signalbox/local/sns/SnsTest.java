package dev.signalbox.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.local.LocalOptions;
import dev.signalbox.local.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SnsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @RegisterExtension
  static final LocalServer LOCAL = new LocalServer(LocalOptions.defaults().withTimeScale(1000));

  private final SnsClient sns = LOCAL.client(SnsClient.builder());
  private final SqsClient sqs = LOCAL.client(SqsClient.builder());
  private String topic = "";

  @BeforeEach
  void makeATopic() {
    topic = sns.createTopic(it -> it.name("t" + UUID.randomUUID())).topicArn();
  }

  @Test
  void aQueueGetsWhatIsPublished() throws IOException {
    String queue = subscribedQueue(Map.of());
    String id =
        sns.publish(it ->
                it.topicArn(topic)
                    .subject("Grüße")
                    .message("{\"a\":\"\\n<&>\"}")
                    .messageAttributes(Map.of("kind", text("alarm"))))
            .messageId();
    JsonNode body = JSON.readTree(receive(queue).body());
    assertThat(body.path("Type").asText()).isEqualTo("Notification");
    assertThat(body.path("MessageId").asText()).isEqualTo(id);
    assertThat(body.path("TopicArn").asText()).isEqualTo(topic);
    assertThat(body.path("Subject").asText()).isEqualTo("Grüße");
    assertThat(body.path("Message").asText()).isEqualTo("{\"a\":\"\\n<&>\"}");
    assertThat(body.at("/MessageAttributes/kind/Value").asText()).isEqualTo("alarm");
  }

  @Test
  void aRawSubscriberGetsTheMessageAlone() {
    String queue = subscribedQueue(Map.of("RawMessageDelivery", "true"));
    sns.publish(
        it -> it.topicArn(topic).message("alone").messageAttributes(Map.of("kind", text("x"))));
    Message message = receive(queue);
    assertThat(message.body()).isEqualTo("alone");
    assertThat(message.messageAttributes())
        .hasEntrySatisfying("kind", it -> assertThat(it.stringValue()).isEqualTo("x"));
  }

  @Test
  void aQueueThatDoesNotLetTheTopicInGetsNothingAndTheDeadLetterQueueAll() {
    String dead = queue(topic);
    String closed = sqs.createQueue(it -> it.queueName("c" + UUID.randomUUID())).queueUrl();
    sns.subscribe(it ->
        it.topicArn(topic)
            .protocol("sqs")
            .endpoint(arn(closed))
            .attributes(
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\"}")));
    sns.publish(it -> it.topicArn(topic).message("lost"));
    assertThat(receive(dead).body()).contains("lost");
    assertThat(sqs.receiveMessage(it -> it.queueUrl(closed)).messages()).isEmpty();
  }

  @ParameterizedTest(name = "{0} lets kind={1} pass: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":[\"alarm\"]} | alarm | true",
        "{\"kind\":[\"alarm\"]} | other | false",
        "{\"kind\":[{\"anything-but\":\"alarm\"}]} | other | true",
        "{\"kind\":[{\"prefix\":\"al\"}]} | alarm | true",
        "{\"kind\":[{\"exists\":false}]} | alarm | false",
        "{\"missing\":[\"x\"]} | alarm | false",
        "{} | alarm | true",
      })
  void aFilterPolicyDecidesByTheAttributes(String policy, String kind, boolean passes) {
    String queue = subscribedQueue(Map.of("FilterPolicy", policy));
    String all = subscribedQueue(Map.of());
    sns.publish(
        it -> it.topicArn(topic).message("m").messageAttributes(Map.of("kind", text(kind))));
    receive(all);
    if (passes) {
      receive(queue);
    } else {
      assertThat(sqs.receiveMessage(it -> it.queueUrl(queue)).messages()).isEmpty();
    }
  }

  @Test
  void aFilterPolicyCanLookAtTheMessage() {
    String queue =
        subscribedQueue(Map.of("FilterPolicy", "{\"a\":[1]}", "FilterPolicyScope", "MessageBody"));
    sns.publish(it -> it.topicArn(topic).message("not json"));
    sns.publish(it -> it.topicArn(topic).message("{\"a\":2}"));
    sns.publish(it -> it.topicArn(topic).message("{\"a\":1}"));
    assertThat(receive(queue).body()).contains("{\\\"a\\\":1}");
    assertThat(sqs.receiveMessage(it -> it.queueUrl(queue)).messages()).isEmpty();
  }

  @Test
  void aWebServerConfirmsAndThenGetsMessagesUntilItHasTakenThem() throws Exception {
    BlockingQueue<JsonNode> got = new LinkedBlockingQueue<>();
    AtomicInteger refusals = new AtomicInteger(4);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          JsonNode body = JSON.readTree(exchange.getRequestBody());
          boolean notification = body.path("Type").asText().equals("Notification");
          boolean refused = notification && refusals.getAndDecrement() > 0;
          if (!refused) {
            got.add(body);
          }
          exchange.sendResponseHeaders(refused ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    try {
      String endpoint = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
      assertThat(
              sns.subscribe(it -> it.topicArn(topic).protocol("http").endpoint(endpoint))
                  .subscriptionArn())
          .isEqualTo("pending confirmation");
      JsonNode question = next(got);
      assertThat(question.path("Type").asText()).isEqualTo("SubscriptionConfirmation");
      sns.publish(it -> it.topicArn(topic).message("too early"));
      HttpResponse<String> answer = get(question.path("SubscribeURL").asText());
      assertThat(answer.statusCode()).isEqualTo(200);
      sns.publish(it -> it.topicArn(topic).message("in time"));
      assertThat(next(got).path("Message").asText()).isEqualTo("in time");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aMailLiesInTheMailboxOnceItsReceiverHasConfirmed() throws Exception {
    String someone = UUID.randomUUID() + "@example.com";
    sns.subscribe(it -> it.topicArn(topic).protocol("email").endpoint(someone));
    String confirmation = mails(someone).getFirst().path("text").asText();
    assertThat(get(confirmation.substring(confirmation.indexOf("http"))).statusCode())
        .isEqualTo(200);
    sns.publish(it -> it.topicArn(topic).subject("Deployed").message("shop is live"));
    await().until(() -> mails(someone).size() == 2);
    assertThat(mails(someone).getLast().path("subject").asText()).isEqualTo("Deployed");
    assertThat(mails(someone).getLast().path("text").asText()).isEqualTo("shop is live");
  }

  @Test
  void withoutTheTokenNobodyConfirms() throws Exception {
    sns.subscribe(it -> it.topicArn(topic).protocol("email").endpoint("a@example.com"));
    assertThat(
            get(LOCAL.address() + "/?Action=ConfirmSubscription&TopicArn=" + topic + "&Token=")
                .statusCode())
        .isEqualTo(400);
    assertThatThrownBy(() -> sns.confirmSubscription(it -> it.topicArn(topic).token("guess")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "http://example.com/",
        "http://127.0.0.1.example.com/",
        "http://127.0.0.1@example.com/",
        "http://[::ffff:10.0.0.1]/",
        "http://0x7f000001/",
        "file:///etc/passwd",
        "not a url"
      })
  void nothingIsPostedToOtherMachines(String endpoint) {
    assertThatThrownBy(
            () -> sns.subscribe(it -> it.topicArn(topic).protocol("http").endpoint(endpoint)))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void anotherAccountPublishesOnlyWhereThePolicyLetsIt() {
    SnsClient other = LOCAL.client(SnsClient.builder(), "222222222222", "local", "eu-west-1");
    assertThatThrownBy(() -> other.publish(it -> it.topicArn(topic).message("m")))
        .isInstanceOf(AuthorizationErrorException.class);
    sns.setTopicAttributes(it ->
        it.topicArn(topic)
            .attributeName("Policy")
            .attributeValue(
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"222222222222\"},"
                    + "\"Action\":\"sns:Publish\",\"Resource\":\""
                    + topic
                    + "\"}]}"));
    assertThat(other.publish(it -> it.topicArn(topic).message("m")).messageId()).isNotEmpty();
    assertThatThrownBy(() -> other.deleteTopic(it -> it.topicArn(topic)))
        .isInstanceOf(AuthorizationErrorException.class);
  }

  @Test
  void aTopicIsMadeOnceAndGoneWithItsSubscriptions() {
    String name = topic.substring(topic.lastIndexOf(':') + 1);
    assertThat(sns.createTopic(it -> it.name(name)).topicArn()).isEqualTo(topic);
    subscribedQueue(Map.of());
    assertThat(sns.listSubscriptionsByTopic(it -> it.topicArn(topic)).subscriptions()).hasSize(1);
    assertThat(sns.getTopicAttributes(it -> it.topicArn(topic)).attributes())
        .containsEntry("SubscriptionsConfirmed", "1");
    sns.deleteTopic(it -> it.topicArn(topic));
    sns.deleteTopic(it -> it.topicArn(topic));
    assertThatThrownBy(() -> sns.publish(it -> it.topicArn(topic).message("m")))
        .isInstanceOf(NotFoundException.class);
    sns.createTopic(it -> it.name(name));
    assertThat(sns.listSubscriptionsByTopic(it -> it.topicArn(topic)).subscriptions()).isEmpty();
  }

  @Test
  void oneMessageSaysEachProtocolItsOwn() throws IOException {
    String queue = subscribedQueue(Map.of());
    sns.publish(it ->
        it.topicArn(topic)
            .messageStructure("json")
            .message("{\"default\":\"all\",\"sqs\":\"queues\"}"));
    assertThat(JSON.readTree(receive(queue).body()).path("Message").asText()).isEqualTo("queues");
    assertThatThrownBy(
            () -> sns.publish(it -> it.topicArn(topic).messageStructure("json").message("{}")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void aBatchIsPublishedAsFarAsItCan() {
    var answer =
        sns.publishBatch(it ->
            it.topicArn(topic)
                .publishBatchRequestEntries(
                    PublishBatchRequestEntry.builder().id("1").message("m").build(),
                    PublishBatchRequestEntry.builder()
                        .id("2")
                        .message("m")
                        .subject("line\nbreak")
                        .build()));
    assertThat(answer.successful())
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isEqualTo("1"));
    assertThat(answer.failed()).singleElement().satisfies(it -> assertThat(it.id()).isEqualTo("2"));
  }

  @Test
  void aTemplateMakesTopicsAndSubscriptions(@TempDir Path folder) throws IOException {
    Path template =
        Files.writeString(
            folder.resolve("template.yaml"),
            """
            Resources:
              Queue: {Type: AWS::SQS::Queue}
              News:
                Type: AWS::SNS::Topic
                Properties:
                  Subscription: [{Protocol: sqs, Endpoint: !GetAtt Queue.Arn}]
              Rights:
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref Queue]
                  PolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal: {Service: sns.amazonaws.com}
                        Action: sqs:SendMessage
                        Resource: !GetAtt Queue.Arn
                        Condition: {ArnEquals: {"aws:SourceArn": !Ref News}}
            Outputs:
              Topic: {Value: !Ref News}
              Queue: {Value: !Ref Queue}
            """);
    var outputs =
        LOCAL
            .local()
            .deploy(LocalServer.ACCOUNT, "eu-west-1", "news", template, Map.of())
            .outputs();
    sns.publish(it -> it.topicArn(outputs.get("Topic")).message("made"));
    assertThat(receive(outputs.getOrDefault("Queue", "")).body()).contains("made");
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private String subscribedQueue(Map<String, String> attributes) {
    String queue = queue(topic);
    sns.subscribe(
        it -> it.topicArn(topic).protocol("sqs").endpoint(arn(queue)).attributes(attributes));
    return queue;
  }

  private String queue(String from) {
    String name = "q" + UUID.randomUUID();
    String policy =
        """
        {"Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
         "Action":"sqs:SendMessage","Resource":"*",
         "Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}\
        """
            .formatted(from);
    return sqs.createQueue(it -> it.queueName(name).attributesWithStrings(Map.of("Policy", policy)))
        .queueUrl();
  }

  private static String arn(String url) {
    return "arn:aws:sqs:eu-west-1:111111111111:" + url.substring(url.lastIndexOf('/') + 1);
  }

  /** The next message, which is then gone. */
  private Message receive(String queue) {
    Message message =
        await()
            .atMost(Duration.ofSeconds(10))
            .until(
                () ->
                    sqs.receiveMessage(it -> it.queueUrl(queue).messageAttributeNames("All"))
                        .messages(),
                it -> !it.isEmpty())
            .getFirst();
    sqs.deleteMessage(it -> it.queueUrl(queue).receiptHandle(message.receiptHandle()));
    return message;
  }

  private static JsonNode next(BlockingQueue<JsonNode> got) throws InterruptedException {
    JsonNode next = got.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static List<JsonNode> mails(String to) throws IOException, InterruptedException {
    List<JsonNode> found = new java.util.ArrayList<>();
    JSON.readTree(get(LOCAL.address() + "/_local/mail").body()).forEach(found::add);
    return found.stream().filter(it -> it.path("to").asText().equals(to)).toList();
  }
}
