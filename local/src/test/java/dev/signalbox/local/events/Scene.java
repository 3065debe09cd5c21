package dev.signalbox.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Calls;
import dev.signalbox.local.api.ManualClock;
import dev.signalbox.local.api.MemoryStore;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** EventBridge among services that write down what reaches them. */
final class Scene implements Queues {
  static final Place HERE = new Place("111111111111", "eu-west-1");
  static final Place THERE = new Place("222222222222", "eu-west-1");
  static final String QUEUE = HERE.arn("sqs", "inbox");
  static final String DEAD = HERE.arn("sqs", "dead");
  private static final ObjectMapper JSON = new ObjectMapper();

  record Message(String queue, String body, Map<String, String> attributes) {
    JsonNode json() {
      return Scene.json(body);
    }
  }

  final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
  final MemoryStore store = new MemoryStore();
  final List<Message> messages = new ArrayList<>();
  final List<Sender> senders = new ArrayList<>();
  final Map<String, AwsError> refusals = new HashMap<>();
  final List<String> invocations = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final List<String> published = new ArrayList<>();
  final List<String> pipelines = new ArrayList<>();
  final Set<String> missingFunctions = new HashSet<>();
  EventBridge bridge = new EventBridge(store, clock);

  Scene() {
    start();
  }

  private final Topics topics =
      new Topics() {
        @Override
        public void publish(String account, String arn, Optional<String> subject, String message) {
          throw new IllegalStateException("Rules publish as a service");
        }

        @Override
        public void publishAs(Sender sender, String arn, Optional<String> subject, String message) {
          if (refusals.containsKey(arn)) {
            throw refusals.get(arn);
          }
          senders.add(sender);
          published.add(arn + " " + message);
        }
      };

  private void start() {
    bridge.start(
        new Targets(
            (place, function, event) -> {
              if (missingFunctions.contains(function)) {
                throw AwsError.of("ResourceNotFoundException", "Function not found: " + function);
              }
              invocations.add(
                  place.account()
                      + " "
                      + function
                      + " "
                      + new String(event, StandardCharsets.UTF_8));
            },
            this,
            topics,
            (place, group, stream, line) -> lines.add(group + " " + line),
            (place, pipeline, ruleArn, input) -> {
              pipelines.add(pipeline + " " + ruleArn + " " + input);
              return "execution";
            }));
  }

  /** As after a stop and a start with the same data directory. */
  void restart(Chaos chaos) {
    bridge.close();
    bridge = new EventBridge(store, clock, chaos);
    start();
  }

  @Override
  public void send(String queueArn, String body, Map<String, String> attributes) {
    messages.add(new Message(queueArn, body, attributes));
  }

  @Override
  public void sendAs(Sender sender, String queueArn, String body, Map<String, String> attributes) {
    var refusal = refusals.get(queueArn);
    if (refusal != null) {
      throw refusal;
    }
    senders.add(sender);
    send(queueArn, body, attributes);
  }

  Calls calls() {
    return Calls.to(bridge.api(), HERE);
  }

  Calls callsFrom(Place place) {
    return Calls.to(bridge.api(), place);
  }

  String rule(String name, String pattern) {
    return calls()
        .call(
            "PutRule",
            PutRuleRequest.builder().name(name).eventPattern(pattern).build(),
            PutRuleResponse.class)
        .ruleArn();
  }

  void target(String rule, Target target) {
    calls()
        .call(
            "PutTargets",
            PutTargetsRequest.builder().rule(rule).targets(target).build(),
            PutTargetsResponse.class);
  }

  /** A rule for every event of source {@code shop} that sends to the queue. */
  String ruleTo(Target target) {
    var arn = rule("all", "{\"source\":[\"shop\"]}");
    target("all", target);
    return arn;
  }

  static Target.Builder queue() {
    return Target.builder().id("queue").arn(QUEUE);
  }

  static PutEventsRequestEntry.Builder event(String detail) {
    return PutEventsRequestEntry.builder().source("shop").detailType("Sold").detail(detail);
  }

  PutEventsResponse put(PutEventsRequestEntry... entries) {
    var response =
        calls()
            .call(
                "PutEvents",
                PutEventsRequest.builder().entries(entries).build(),
                PutEventsResponse.class);
    clock.run();
    return response;
  }

  PutEventsResultEntry put(PutEventsRequestEntry entry) {
    return put(new PutEventsRequestEntry[] {entry}).entries().getFirst();
  }

  void emit(String source, ObjectNode detail) {
    bridge.emit(HERE, source, "Happened", List.of(HERE.arn("codecommit", "shop")), detail);
    clock.run();
  }

  List<String> bodies(String queue) {
    return messages.stream()
        .filter(message -> message.queue().equals(queue))
        .map(Message::body)
        .toList();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }
}
