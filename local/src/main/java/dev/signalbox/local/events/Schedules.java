package dev.signalbox.local.events;

import dev.signalbox.local.api.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Fires the rules that have a schedule. */
final class Schedules implements AutoCloseable {
  private final Rules rules;
  private final Traffic traffic;
  private final Clock clock;
  private final Map<String, Clock.Wait> waits = new HashMap<>();
  private boolean running;

  Schedules(Rules rules, Traffic traffic, Clock clock) {
    this.rules = rules;
    this.traffic = traffic;
    this.clock = clock;
  }

  synchronized void start() {
    running = true;
    rules.all().forEach(this::changed);
  }

  /** To be told of every rule that was put, enabled, disabled or deleted. */
  synchronized void changed(BusRule rule) {
    var old = waits.remove(rule.key());
    if (old != null) {
      old.cancel();
    }
    if (running) {
      rules
          .find(rule.place(), rule.bus(), rule.name())
          .filter(BusRule::enabled)
          .ifPresent(current -> await(current, clock.instant()));
    }
  }

  private void await(BusRule rule, Instant last) {
    if (rule.schedule() == null) {
      return;
    }
    Schedule.parse(rule.schedule())
        .flatMap(schedule -> schedule.next(Instant.ofEpochMilli(rule.since()), last))
        .ifPresent(next ->
            waits.put(
                rule.key(),
                clock.after(Duration.between(clock.instant(), next), () -> fire(rule, next))));
  }

  private void fire(BusRule known, Instant due) {
    synchronized (this) {
      var rule = rules.find(known.place(), known.bus(), known.name());
      if (!running || rule.filter(known::sameScheduleAs).isEmpty()) {
        return;
      }
      await(rule.get(), due);
    }
    rules.find(known.place(), known.bus(), known.name()).ifPresent(rule -> fireNow(rule, due));
  }

  private void fireNow(BusRule rule, Instant due) {
    traffic.fire(
        rule,
        new Arrival(
            UUID.randomUUID().toString(),
            rule.place(),
            "aws.events",
            "Scheduled Event",
            due.toEpochMilli(),
            List.of(rule.arn()),
            "{}",
            clock.millis(),
            false));
  }

  @Override
  public synchronized void close() {
    running = false;
    waits.values().forEach(Clock.Wait::cancel);
    waits.clear();
  }
}
