package dev.signalbox.local.sns;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Endpoint;
import dev.signalbox.local.api.Functions;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Topics;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** SNS with standard topics. */
public final class Sns implements Topics, AutoCloseable {
  private final TopicHouse house;
  private final Postman postman;
  private final SubscriptionOperations subscriptions;
  private final TopicOperations topics;
  private final PublishOperations publishing;

  /**
   * @param address where clients reach us: links in confirmations begin with it
   */
  public Sns(Store store, Clock clock, Queues queues, Functions functions, Supplier<URI> address) {
    this.house = new TopicHouse(store);
    this.postman = new Postman(store, clock, queues, functions);
    this.subscriptions = new SubscriptionOperations(house, postman, clock, address);
    this.topics = new TopicOperations(house);
    this.publishing = new PublishOperations(house, postman, clock);
  }

  public Service api() {
    Service service = new Service("sns");
    topics.addTo(service);
    subscriptions.addTo(service);
    publishing.addTo(service);
    new TagOperations(house).addTo(service);
    return service;
  }

  /** {@code AWS::SNS::Topic}, {@code AWS::SNS::TopicPolicy}, {@code AWS::SNS::Subscription}. */
  public Resources resources() {
    return new TopicResources(house, topics, subscriptions);
  }

  /** The mailbox, and where subscriptions are confirmed. */
  public List<Endpoint> pages() {
    return List.of(new MailPage(postman.mails()), new ConfirmationPage(subscriptions));
  }

  /** Goes on with what was on its way. */
  public void start() {
    postman.start();
  }

  @Override
  public void publish(String account, String topicArn, Optional<String> subject, String message) {
    Topic topic = house.get(topicArn);
    if (!topic.place().account().equals(account)) {
      house.requireAllowed(
          topic,
          new Principal.Identity(account, "arn:aws:iam::" + account + ":root"),
          "Publish",
          Map.of());
    }
    publish(topic, subject, message);
  }

  @Override
  public void publishAs(
      Queues.Sender sender, String topicArn, Optional<String> subject, String message) {
    Topic topic = house.get(topicArn);
    house.requireAllowed(
        topic,
        new Principal.Service(sender.service()),
        "Publish",
        Map.of("aws:SourceArn", sender.sourceArn()));
    publish(topic, subject, message);
  }

  private void publish(Topic topic, Optional<String> subject, String message) {
    publishing.deliver(publishing.message(topic, subject.orElse(null), message, null, Map.of()));
  }

  @Override
  public void close() {
    postman.close();
  }
}
