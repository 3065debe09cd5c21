package dev.signalbox.local.sqs;

import dev.signalbox.local.api.Arn;
import dev.signalbox.local.api.AwsError;
import dev.signalbox.local.api.Caller;
import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Place;
import dev.signalbox.local.api.ResourcePolicy;
import dev.signalbox.local.api.ResourcePolicy.Principal;
import dev.signalbox.local.api.ResourcePolicy.Request;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Every queue with its messages, and who may use it. */
final class QueueHouse implements AutoCloseable {
  private final Table<Queue> queues;
  private final Table<Message> messages;
  private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
  private final Clock clock;
  private volatile boolean closed;

  QueueHouse(Store store, Clock clock) {
    this.queues = store.table("sqs.queues", Queue.class);
    this.messages = store.table("sqs.messages", Message.class);
    this.clock = clock;
  }

  Optional<Queue> find(Place place, String name) {
    return queues.get(place.key(name));
  }

  Queue at(Arn arn) {
    return find(arn.place(), arn.resource()).orElseThrow(SqsError::queueDoesNotExist);
  }

  List<Queue> of(Place place) {
    return queues.startingWith(place.key(""));
  }

  boolean add(Queue queue) {
    return queues.putIfAbsent(queue.key(), queue);
  }

  Queue update(Queue queue, UnaryOperator<Queue> change) {
    return queues.update(queue.key(), change).orElseThrow(SqsError::queueDoesNotExist);
  }

  Mailbox mailbox(Queue queue) {
    var mailbox = mailboxes.computeIfAbsent(queue.key(), key -> new Mailbox(messages, key, clock));
    if (closed) {
      mailbox.close();
    }
    return mailbox;
  }

  void remove(Queue queue) {
    mailbox(queue).purge();
    queues.remove(queue.key());
    Optional.ofNullable(mailboxes.remove(queue.key())).ifPresent(Mailbox::close);
  }

  /**
   * The queue of this address, if the caller may do so with it: its own account always, another one
   * when the queue's policy allows it.
   */
  Queue forCaller(Caller caller, String url, String action) {
    var queue = byUrl(caller, url);
    if (!queue.place().account().equals(caller.account())) {
      requireAllowed(
          queue,
          new Request(
              new Principal.Identity(caller.account(), caller.arn()),
              "sqs:" + action,
              queue.arn(),
              Map.of()));
    }
    return queue;
  }

  // The last two parts of the path say whose queue it is; the request is for a Region anyway.
  private Queue byUrl(Caller caller, String url) {
    try {
      var path = Optional.ofNullable(URI.create(url).getPath()).orElse(url).split("/", -1);
      var name = path[path.length - 1];
      var account =
          path.length > 1 && path[path.length - 2].matches("\\d{12}")
              ? path[path.length - 2]
              : caller.account();
      return find(new Place(account, caller.region()), name)
          .orElseThrow(SqsError::queueDoesNotExist);
    } catch (IllegalArgumentException e) {
      throw AwsError.of(
          "InvalidAddress", "The address " + url + " is not valid for this endpoint.");
    }
  }

  void requireAllowed(Queue queue, Request request) {
    if (queue
        .attribute("Policy")
        .map(ResourcePolicy::parse)
        .filter(p -> p.allows(request))
        .isEmpty()) {
      throw SqsError.accessDenied(request.action());
    }
  }

  @Override
  public void close() {
    closed = true;
    mailboxes.values().forEach(Mailbox::close);
  }
}
