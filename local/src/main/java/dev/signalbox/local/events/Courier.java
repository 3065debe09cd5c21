package dev.signalbox.local.events;

import dev.signalbox.local.api.Clock;
import dev.signalbox.local.api.Store;
import dev.signalbox.local.api.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.RetryPolicy;

/**
 * Carries events to targets, at least once: tries again with growing pauses, and gives up into the
 * target's dead-letter queue. What is on its way outlives a restart.
 */
final class Courier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Courier.class.getName());
  private static final int MOST_WAITING = 100_000;
  private static final int DEFAULT_RETRIES = 185;
  private static final int DEFAULT_AGE_SECONDS = 86_400;
  private static final long LONGEST_PAUSE_SECONDS = 480;

  private final Table<Delivery> waiting;
  private final AtomicInteger count;
  private final Clock clock;
  private final Recent recent;
  private volatile @Nullable Destinations destinations;

  Courier(Store store, Clock clock, Recent recent) {
    this.waiting = store.table("events.deliveries", Delivery.class);
    this.clock = clock;
    this.recent = recent;
    this.count = new AtomicInteger(waiting.all().size());
  }

  /** Begins to deliver, first what was left from before. */
  void start(Destinations to) {
    destinations = to;
    waiting.all().forEach(delivery -> attemptAfter(Duration.ZERO, delivery));
  }

  void accept(Delivery delivery) {
    if (count.incrementAndGet() > MOST_WAITING) {
      count.decrementAndGet();
      lose(delivery, "more than " + MOST_WAITING + " deliveries are waiting");
      return;
    }
    waiting.put(delivery.key(), delivery);
    if (destinations != null) {
      attemptAfter(Duration.ZERO, delivery);
    }
  }

  private void attemptAfter(Duration pause, Delivery delivery) {
    clock.after(pause, () -> attempt(delivery));
  }

  private void attempt(Delivery delivery) {
    var to = destinations;
    if (to == null) {
      return;
    }
    try {
      to.handOver(delivery);
      recent.note(delivery, SeenEvent.State.DELIVERED, "");
      done(delivery);
    } catch (RuntimeException e) {
      failed(to, delivery, Failure.of(e));
    }
  }

  private void failed(Destinations to, Delivery delivery, Failure failure) {
    var exhausted = exhausted(delivery);
    if (!failure.passing() || exhausted.isPresent()) {
      giveUp(to, delivery, failure, failure.passing() ? exhausted : Optional.empty());
      return;
    }
    recent.note(delivery, SeenEvent.State.RETRYING, failure.message());
    var again = delivery.triedAgain();
    waiting.put(again.key(), again);
    attemptAfter(pauseBefore(again.retries()), again);
  }

  /** Which limit of the retry policy forbids another attempt. */
  private Optional<String> exhausted(Delivery delivery) {
    var policy =
        Optional.ofNullable(delivery.sdkTarget().retryPolicy())
            .orElse(RetryPolicy.builder().build());
    int retries = Optional.ofNullable(policy.maximumRetryAttempts()).orElse(DEFAULT_RETRIES);
    if (delivery.retries() >= retries) {
      return Optional.of("MaximumRetryAttempts");
    }
    int seconds =
        Optional.ofNullable(policy.maximumEventAgeInSeconds()).orElse(DEFAULT_AGE_SECONDS);
    long next = clock.millis() + pauseBefore(delivery.retries() + 1).toMillis();
    return next - delivery.arrival().ingested() > seconds * 1000L
        ? Optional.of("MaximumEventAgeInSeconds")
        : Optional.empty();
  }

  private static Duration pauseBefore(int retry) {
    long seconds = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(retry - 1, 30));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(seconds * 500, seconds * 1000));
  }

  private void giveUp(
      Destinations to, Delivery delivery, Failure failure, Optional<String> exhausted) {
    var queue = delivery.sdkTarget().deadLetterConfig();
    if (queue == null || queue.arn() == null) {
      lose(delivery, failure.code() + ": " + failure.message());
    } else {
      try {
        to.toDeadLetterQueue(delivery, queue.arn(), attributes(delivery, failure, exhausted));
        recent.note(delivery, SeenEvent.State.DEAD_LETTERED, failure.message());
      } catch (RuntimeException e) {
        lose(
            delivery,
            failure.message() + "; and its dead-letter queue refused it: " + e.getMessage());
      }
    }
    done(delivery);
  }

  private static Map<String, String> attributes(
      Delivery delivery, Failure failure, Optional<String> exhausted) {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("RULE_ARN", delivery.ruleArn());
    attributes.put("TARGET_ARN", delivery.sdkTarget().arn());
    attributes.put("ERROR_CODE", failure.code());
    attributes.put("ERROR_MESSAGE", failure.message());
    attributes.put("RETRY_ATTEMPTS", String.valueOf(delivery.retries()));
    exhausted.ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
    return attributes;
  }

  private void done(Delivery delivery) {
    if (waiting.remove(delivery.key())) {
      count.decrementAndGet();
    }
  }

  private void lose(Delivery delivery, String why) {
    recent.note(delivery, SeenEvent.State.LOST, why);
    LOG.log(
        System.Logger.Level.WARNING,
        "event {0} did not reach target {1} of {2}: {3}",
        delivery.arrival().id(),
        delivery.sdkTarget().id(),
        delivery.ruleArn(),
        why);
  }

  /** What has not been delivered stays in the store. */
  @Override
  public void close() {
    destinations = null;
  }
}
