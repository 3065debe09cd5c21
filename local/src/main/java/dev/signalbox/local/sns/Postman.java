package dev.signalbox.local.sns;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages to subscribers, at least once: tries again with growing pauses, and gives up
 * into the subscription's dead-letter queue. What is on its way outlives a restart.
 */
final class Postman implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
  private static final String SERVICE = "sns.amazonaws.com";
  private static final int MOST_TRIES = 50;

  private final Table<Delivery> waiting;
  private final Table<Mail> mails;
  private final Queues queues;
  private final Functions functions;
  private final Clock clock;
  private final WebHook web = new WebHook();
  private final AtomicLong count = new AtomicLong();
  private volatile boolean closed;

  Postman(Store store, Clock clock, Queues queues, Functions functions) {
    this.waiting = store.table("sns.deliveries", Delivery.class);
    this.mails = store.table("sns.mails", Mail.class);
    this.queues = queues;
    this.functions = functions;
    this.clock = clock;
  }

  Table<Mail> mails() {
    return mails;
  }

  void start() {
    waiting.all().forEach(it -> clock.after(Duration.ZERO, () -> attempt(it)));
  }

  void accept(Subscription to, Message message) {
    Delivery delivery = new Delivery(order(), to, message, 0);
    waiting.put(delivery.key(), delivery);
    clock.after(Duration.ZERO, () -> attempt(delivery));
  }

  private String order() {
    return "%020d-%010d-%s"
        .formatted(clock.millis(), count.incrementAndGet(), UUID.randomUUID().toString());
  }

  void mail(String to, String subject, String text) {
    mails.put(order(), new Mail(to, subject, text, clock.instant()));
  }

  private void attempt(Delivery delivery) {
    if (closed) {
      return;
    }
    try {
      handOver(delivery.to(), delivery.message());
      waiting.remove(delivery.key());
    } catch (AwsError e) {
      giveUp(delivery, e.code() + ": " + e.getMessage());
    } catch (IOException e) {
      failed(delivery, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOver(Subscription to, Message message) throws IOException, InterruptedException {
    String text = message.textFor(to.protocol());
    switch (to.protocol()) {
      case "sqs" ->
          queues.sendAs(
              new Queues.Sender(SERVICE, to.topicArn()),
              to.endpoint(),
              to.raw() ? text : message.notification(to).toString(),
              to.raw() ? texts(message) : Map.of());
      case "lambda" ->
          functions.invokeAsync(
              Arn.parse(to.endpoint()).orElseThrow().place(),
              to.endpoint(),
              message.event(to).toString().getBytes(StandardCharsets.UTF_8));
      case "http" -> {
        var json = message.notification(to);
        web.post(to, "Notification", json, to.raw() ? text : json.toString());
      }
      case "email" ->
          mail(to.endpoint(), message.subject().orElse("AWS Notification Message"), text);
      case "email-json" ->
          mail(
              to.endpoint(),
              message.subject().orElse("AWS Notification Message"),
              message.notification(to).toString());
      default -> throw SnsError.invalid("Protocol Reason: " + to.protocol());
    }
  }

  private static Map<String, String> texts(Message message) {
    Map<String, String> texts = new LinkedHashMap<>();
    message
        .attributes()
        .forEach((name, it) -> {
          if (!it.type().startsWith("Binary")) {
            texts.put(name, it.value());
          }
        });
    return texts;
  }

  /** Asks an endpoint whether it wants the topic's messages. */
  void confirm(Subscription to, com.fasterxml.jackson.databind.node.ObjectNode question) {
    clock.after(Duration.ZERO, () -> ask(to, question));
  }

  private void ask(Subscription to, com.fasterxml.jackson.databind.node.ObjectNode question) {
    try {
      web.post(to, "SubscriptionConfirmation", question, question.toString());
    } catch (IOException | AwsError e) {
      LOG.warn("{} was not asked to confirm: {}", to.topicArn(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(Delivery delivery, String why) {
    if (delivery.tries() + 1 >= MOST_TRIES) {
      giveUp(delivery, why);
      return;
    }
    Delivery again = delivery.triedAgain();
    waiting.put(again.key(), again);
    clock.after(pause(again.tries()), () -> attempt(again));
  }

  /** Three times at once, twice after a second, then slower up to every 20 seconds. */
  private static Duration pause(int tries) {
    if (tries <= 3) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(tries <= 5 ? 1 : Math.min(20, 1L << Math.min(tries - 5, 5)));
  }

  private void giveUp(Delivery delivery, String why) {
    Subscription to = delivery.to();
    LOG.warn("A message of {} did not reach {}: {}", to.topicArn(), to.id(), why);
    Optional<String> queue =
        to.attribute("RedrivePolicy").flatMap(SubscriptionAttributes::deadLetterQueue);
    try {
      queue.ifPresent(it ->
          queues.sendAs(
              new Queues.Sender(SERVICE, to.topicArn()),
              it,
              delivery.message().notification(to).toString(),
              Map.of("RequestID", delivery.message().id(), "ErrorMessage", why)));
    } catch (AwsError e) {
      LOG.warn("Nor did it reach the dead-letter queue: {}", e.getMessage());
    }
    waiting.remove(delivery.key());
  }

  /** What has not been delivered stays in the store. */
  @Override
  public void close() {
    closed = true;
    web.close();
  }
}
