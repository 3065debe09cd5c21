package dev.signalbox.local.sqs;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Queues;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import dev.signalbox.local.api.ResourcePolicy.Request;
import dev.signalbox.local.api.Resources;
import dev.signalbox.local.api.Service;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.sqs.Message.Attribute;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** SQS with standard queues. */
public final class Sqs implements Queues, AutoCloseable {
  private final QueueHouse house;
  private final Outbox outbox;
  private final QueueOperations queues;
  private final Clock clock;

  /**
   * @param address where clients reach us: queue URLs begin with it
   */
  public Sqs(Store store, Clock clock, Supplier<URI> address) {
    this.clock = clock;
    this.house = new QueueHouse(store, clock);
    this.outbox = new Outbox(house, clock);
    this.queues = new QueueOperations(house, clock, address);
  }

  public Service api() {
    var service = new Service("sqs");
    queues.addTo(service);
    new TagOperations(house).addTo(service);
    new PermissionOperations(house, queues).addTo(service);
    new SendOperations(house, outbox).addTo(service);
    new ReceiveOperations(house, outbox, clock).addTo(service);
    return service;
  }

  /** {@code AWS::SQS::Queue} and {@code AWS::SQS::QueuePolicy}. */
  public Resources resources() {
    return new SqsResources(house, queues);
  }

  @Override
  public void send(String queueArn, String body, Map<String, String> attributes) {
    var queue = queue(queueArn);
    outbox.send(queue, draft(queue.place().account(), body, attributes));
  }

  @Override
  public void sendAs(Sender sender, String queueArn, String body, Map<String, String> attributes) {
    var queue = queue(queueArn);
    var context = new TreeMap<String, String>();
    context.put("aws:SourceArn", sender.sourceArn());
    Arn.parse(sender.sourceArn()).ifPresent(arn -> context.put("aws:SourceAccount", arn.account()));
    house.requireAllowed(
        queue,
        new Request(
            new Principal.Service(sender.service()), "sqs:SendMessage", queue.arn(), context));
    outbox.send(queue, draft(sender.service(), body, attributes));
  }

  private Queue queue(String arn) {
    return house.at(
        Arn.parse(arn)
            .filter(it -> it.service().equals("sqs"))
            .orElseThrow(SqsError::queueDoesNotExist));
  }

  private static Outbox.Draft draft(String senderId, String body, Map<String, String> attributes) {
    var values = new TreeMap<String, Attribute>();
    attributes.forEach((name, value) -> values.put(name, new Attribute("String", value)));
    return new Outbox.Draft(body, values, senderId, Optional.empty(), null);
  }

  /** Ends every long poll. */
  @Override
  public void close() {
    house.close();
  }
}
