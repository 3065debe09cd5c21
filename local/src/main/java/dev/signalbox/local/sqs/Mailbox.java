package dev.signalbox.local.sqs;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The messages of one queue: those that can be received, and those that are out or delayed. */
final class Mailbox {
  private static final int MOST_IN_FLIGHT = 120_000;

  /** When a message becomes visible; out of date when the message says otherwise. */
  private record Wake(long at, String id) {}

  private final Table<Message> table;
  private final String prefix;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Message> messages = new HashMap<>();
  private final TreeMap<Long, Message> visible = new TreeMap<>();
  private final PriorityQueue<Wake> hidden =
      new PriorityQueue<>(Comparator.comparingLong(Wake::at));
  private long lastNumber;
  private boolean closed;

  Mailbox(Table<Message> table, String queueKey, Clock clock) {
    this.table = table;
    this.prefix = queueKey + "/";
    this.clock = clock;
    table.startingWith(prefix).forEach(this::remember);
  }

  private void remember(Message message) {
    messages.put(message.id(), message);
    lastNumber = Math.max(lastNumber, message.number());
    if (message.visibleAt() <= clock.millis()) {
      visible.put(message.number(), message);
    } else {
      visible.remove(message.number());
      hidden.add(new Wake(message.visibleAt(), message.id()));
    }
  }

  /** How a message is made once its number in the queue is known. */
  @FunctionalInterface
  interface Numbered {
    Message with(long number);
  }

  Message add(Numbered made) {
    lock.lock();
    try {
      var message = made.with(++lastNumber);
      keep(message);
      changed.signalAll();
      return message;
    } finally {
      lock.unlock();
    }
  }

  private void keep(Message message) {
    table.put(prefix + message.key(), message);
    remember(message);
  }

  /**
   * @param messages nobody else receives them for a while
   * @param leaving those that have left the queue instead
   */
  record Received(List<Message> messages, List<Message> leaving) {}

  /**
   * Up to {@code most} messages; waits for one to come.
   *
   * @param leaves which messages are too old, or have been received too often, to be received
   * @param wait real time: it is the client that waits
   */
  Received receive(int most, Duration invisible, Duration wait, Predicate<Message> leaves)
      throws InterruptedException {
    lock.lock();
    try {
      var received = take(most, leaves);
      long left = wait.toNanos();
      while (received.messages().isEmpty() && received.leaving().isEmpty() && left > 0 && !closed) {
        var alarm = alarmForTheNextHidden();
        try {
          left = changed.awaitNanos(left);
        } finally {
          alarm.cancel();
        }
        received = take(most, leaves);
      }
      received.leaving().forEach(this::forget);
      return new Received(
          received.messages().stream().map(message -> handedOut(message, invisible)).toList(),
          received.leaving());
    } finally {
      lock.unlock();
    }
  }

  private Clock.Wait alarmForTheNextHidden() {
    var next = hidden.peek();
    return next == null
        ? () -> {}
        : clock.after(
            Duration.ofMillis(Math.max(1, next.at() - clock.millis())), this::wakeReceivers);
  }

  private void wakeReceivers() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Received take(int most, Predicate<Message> leaves) {
    unhide();
    var messages = new ArrayList<Message>();
    var leaving = new ArrayList<Message>();
    for (var message : visible.values()) {
      if (messages.size() == most) {
        break;
      }
      (leaves.test(message) ? leaving : messages).add(message);
    }
    return new Received(messages, leaving);
  }

  private void unhide() {
    long now = clock.millis();
    for (var wake = hidden.peek(); wake != null && wake.at() <= now; wake = hidden.peek()) {
      hidden.poll();
      var message = messages.get(wake.id());
      if (message != null && message.visibleAt() <= now) {
        visible.put(message.number(), message);
      }
    }
  }

  private Message handedOut(Message message, Duration invisible) {
    if (messages.size() - visible.size() >= MOST_IN_FLIGHT) {
      throw SqsError.named("OverLimit", "Too many messages in flight.");
    }
    long now = clock.millis();
    var out = message.received(now, now + invisible.toMillis());
    keep(out);
    return out;
  }

  Optional<Message> find(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(messages.get(id));
    } finally {
      lock.unlock();
    }
  }

  void delete(String id) {
    lock.lock();
    try {
      Optional.ofNullable(messages.get(id)).ifPresent(this::forget);
    } finally {
      lock.unlock();
    }
  }

  private void forget(Message message) {
    messages.remove(message.id());
    visible.remove(message.number());
    table.remove(prefix + message.key());
  }

  void setVisibleIn(Message message, Duration time) {
    lock.lock();
    try {
      keep(message.visibleFrom(clock.millis() + time.toMillis()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void purge() {
    lock.lock();
    try {
      List.copyOf(messages.values()).forEach(this::forget);
      hidden.clear();
    } finally {
      lock.unlock();
    }
  }

  /** How many can be received, are out, and have not been visible yet. */
  record Counts(int visible, int inFlight, int delayed) {}

  Counts counts() {
    lock.lock();
    try {
      unhide();
      long out =
          messages.values().stream()
              .filter(message -> !visible.containsKey(message.number()) && message.receives() > 0)
              .count();
      return new Counts(visible.size(), (int) out, messages.size() - visible.size() - (int) out);
    } finally {
      lock.unlock();
    }
  }

  /** Lets everyone who waits go away empty-handed. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
